package parfocal.stars;

/// A rectangle of pixels, `right` and `bottom` excluded.
record Area(int left, int top, int right, int bottom) {
    /// The same with a margin, as far as the frame goes.
    Area grown(int margin, Pixels pixels) {
        return new Area(
                Math.max(0, left - margin),
                Math.max(0, top - margin),
                Math.min(pixels.width(), right + margin),
                Math.min(pixels.height(), bottom + margin));
    }

    boolean contains(int x, int y) {
        return x >= left && y >= top && x < right && y < bottom;
    }

    static Area whole(Pixels pixels) {
        return new Area(0, 0, pixels.width(), pixels.height());
    }
}
