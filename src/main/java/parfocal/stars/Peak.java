package parfocal.stars;

import java.util.Comparator;

/// A local maximum of the frame seen through a filter of one width.
///
/// @param x           zero-based pixel centres of the frame
/// @param y           likewise
/// @param height      over the sky map, in units of the filtered image divided by the area of a block: ADU per pixel
/// @param level       the filtered image itself, sky included, in the same unit
/// @param snr         height over the noise of the filtered image
/// @param widthPixels standard deviation of the filter
record Peak(double x, double y, double height, double level, double snr, double widthPixels) {
    /// Clearest first; ties by place, so that the order never depends on the search.
    static final Comparator<Peak> CLEAREST_FIRST =
            (a, b) -> {
                int clearer = Double.compare(b.snr, a.snr);
                return clearer != 0 ? clearer : byPlace(a, b);
            };

    private static int byPlace(Peak a, Peak b) {
        int lower = Double.compare(a.y, b.y);
        return lower != 0 ? lower : Double.compare(a.x, b.x);
    }

    double distanceTo(double otherX, double otherY) {
        double dx = x - otherX;
        double dy = y - otherY;
        return Math.sqrt(dx * dx + dy * dy);
    }
}
