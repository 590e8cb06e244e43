package parfocal.stars;

/// What the images of a frame's stars have in common beside their size.
///
/// @param axisRatio longer over shorter axis
/// @param shortAxis standard deviation along the shorter axis, in pixels
/// @param misfit    what the common profile leaves unexplained of most clear stars; infinite where no profile was learned
record CommonShape(double axisRatio, double shortAxis, double misfit) {
    /// Share of a star's light, squared, that noise apart the common profile leaves unexplained of one star in a thousand at
    /// most; where seeing, tilt or coma make stars differ, several times what it leaves of most.
    private static final double UNLIKE = 0.065;

    private static final double MUCH_MORE = 4;

    /// Below, noise alone may spoil the fit.
    private static final double CLEAR = 15;

    /// Whether its light is spread in another way than that of the frame's stars.
    boolean isUnlike(Light light, double snr) {
        if (Double.isInfinite(misfit) || snr < CLEAR) {
            return false;
        }
        double limit = Math.max(UNLIKE, MUCH_MORE * misfit) + 0.5 / snr;
        return light.matched().isEmpty() || light.matched().get().misfit() > limit;
    }

    /// Whether it is longer than the frame's stars and at the same time narrower, as no star is: what is out of focus, driven
    /// by the wind or two stars in one is longer, not narrower.
    ///
    /// @param smaller how much smaller stars are here than usual, 1 where they are not
    boolean isNarrow(Light light, double smaller, double snr) {
        return light.shortAxis() < (0.8 - 2.4 / snr) * smaller * shortAxis
                && light.axisRatio() > (1.3 + 3 / snr) * axisRatio;
    }
}
