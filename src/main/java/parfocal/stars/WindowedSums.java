package parfocal.stars;

/// Light around a place seen through a round Gaussian window, with its first and second moments. Reused from place to place.
final class WindowedSums {
    private double[] weightX = new double[64];
    private double[] weightY = new double[64];
    private double[] leverX = new double[64];
    private double[] momentX = new double[64];
    private int left;
    private int right;
    private int top;
    private int bottom;
    double light;
    double x;
    double y;
    double xx;
    double yy;
    double xy;

    /// Light and its first moments.
    ///
    /// @param window standard deviation
    /// @param cut    how many of it the sums reach
    void centre(
            Stamp stamp,
            double centreX,
            double centreY,
            double window,
            double cut,
            double background) {
        place(stamp, centreX, centreY, window, cut);
        float[] values = stamp.values();
        light = 0;
        x = 0;
        y = 0;
        for (int row = top; row <= bottom; row++) {
            int start = stamp.index(left, row);
            // Two sums each at a time: one would wait for itself.
            double evenLight = 0;
            double oddLight = 0;
            double evenX = 0;
            double oddX = 0;
            int i = 0;
            for (; i < right - left; i += 2) {
                double even = values[start + i] - background;
                double odd = values[start + i + 1] - background;
                evenLight += weightX[i] * even;
                oddLight += weightX[i + 1] * odd;
                evenX += leverX[i] * even;
                oddX += leverX[i + 1] * odd;
            }
            if (i == right - left) {
                double last = values[start + i] - background;
                evenLight += weightX[i] * last;
                evenX += leverX[i] * last;
            }
            double weight = weightY[row - top];
            light += weight * (evenLight + oddLight);
            x += weight * (evenX + oddX);
            y += weight * (row - centreY) * (evenLight + oddLight);
        }
    }

    private void place(Stamp stamp, double centreX, double centreY, double window, double cut) {
        int reach = (int) Math.ceil(cut * window);
        left = Math.max(stamp.left(), (int) Math.rint(centreX) - reach);
        right = Math.min(stamp.right(), (int) Math.rint(centreX) + reach);
        top = Math.max(stamp.top(), (int) Math.rint(centreY) - reach);
        bottom = Math.min(stamp.bottom(), (int) Math.rint(centreY) + reach);
        weightX = gaussian(weightX, left - centreX, right - left + 1, window);
        weightY = gaussian(weightY, top - centreY, bottom - top + 1, window);
        leverX = leverX.length < weightX.length ? new double[weightX.length] : leverX;
        for (int i = 0; i <= right - left; i++) {
            leverX[i] = weightX[i] * (left + i - centreX);
        }
    }

    /// As [#centre], and the second moments.
    void of(
            Stamp stamp,
            double centreX,
            double centreY,
            double window,
            double cut,
            double background) {
        place(stamp, centreX, centreY, window, cut);
        momentX = momentX.length < leverX.length ? new double[leverX.length] : momentX;
        for (int i = 0; i <= right - left; i++) {
            momentX[i] = leverX[i] * (left + i - centreX);
        }
        float[] values = stamp.values();
        light = 0;
        x = 0;
        y = 0;
        xx = 0;
        yy = 0;
        xy = 0;
        for (int row = top; row <= bottom; row++) {
            int start = stamp.index(left, row);
            double evenLight = 0;
            double oddLight = 0;
            double evenX = 0;
            double oddX = 0;
            double evenXx = 0;
            double oddXx = 0;
            int i = 0;
            for (; i < right - left; i += 2) {
                double even = values[start + i] - background;
                double odd = values[start + i + 1] - background;
                evenLight += weightX[i] * even;
                oddLight += weightX[i + 1] * odd;
                evenX += leverX[i] * even;
                oddX += leverX[i + 1] * odd;
                evenXx += momentX[i] * even;
                oddXx += momentX[i + 1] * odd;
            }
            if (i == right - left) {
                double last = values[start + i] - background;
                evenLight += weightX[i] * last;
                evenX += leverX[i] * last;
                evenXx += momentX[i] * last;
            }
            double rowLight = evenLight + oddLight;
            double rowX = evenX + oddX;
            double rowXx = evenXx + oddXx;
            double dy = row - centreY;
            double weight = weightY[row - top];
            light += weight * rowLight;
            x += weight * rowX;
            y += weight * dy * rowLight;
            xx += weight * rowXx;
            yy += weight * dy * dy * rowLight;
            xy += weight * dy * rowX;
        }
    }

    /// A Gaussian at evenly spaced places: each from the one before, by two products.
    private static double[] gaussian(double[] reused, double from, int count, double sigma) {
        double[] result = reused.length < count ? new double[2 * count] : reused;
        double scale = -0.5 / (sigma * sigma);
        double value = Math.exp(scale * from * from);
        double ratio = Math.exp(scale * (2 * from + 1));
        double bend = Math.exp(2 * scale);
        for (int i = 0; i < count; i++) {
            result[i] = value;
            value *= ratio;
            ratio *= bend;
        }
        return result;
    }

    /// Standard deviations along the longer and the shorter axis, with the window's effect taken out.
    double[] axes(double window) {
        if (light <= 0) {
            return new double[] {window, window};
        }
        double mean = 0.5 * (xx + yy) / light;
        double spread = Math.hypot(0.5 * (xx - yy) / light, xy / light);
        return new double[] {unwindowed(mean + spread, window), unwindowed(mean - spread, window)};
    }

    /// Where the longer axis points, from x toward y, from 0 to 180.
    double longAxisDegrees() {
        double degrees = Math.toDegrees(0.5 * StrictMath.atan2(2 * xy, xx - yy));
        return degrees < 0 ? degrees + 180 : degrees;
    }

    private static double unwindowed(double variance, double window) {
        double seen = Math.max(0.02, variance);
        double inverse = 1 / seen - 1 / (window * window);
        // As wide as the window or wider: the window cannot tell how wide.
        double widest = 9 * window * window;
        return Math.sqrt(inverse > 1 / widest ? 1 / inverse : widest);
    }
}
