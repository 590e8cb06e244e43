package parfocal.rig;

/// Surface brightness of one star against distance from its centre, for unit flux: a Moffat profile smeared over a defocus
/// disc with a hole. Tabulated; pixels are integrated by whoever draws it.
final class StarProfile {
    /// Wings of real seeing; the value fitted to Kolmogorov turbulence is 4.765, measured stars show more.
    static final double MOFFAT_BETA = 3.5;

    private static final int STEPS_PER_PIXEL = 8;
    // From here on points spread over the disc would be many, and too far apart in its middle.
    private static final double LARGE_DISC_IN_FWHM = 3;
    private final double[] brightness;
    private final double reachPixels;

    /// One quarter of a star that is not round, from its centre; empty for a round one.
    private final float[] quarter;

    private final int quarterSide;

    private StarProfile(double[] brightness, double reachPixels) {
        this(brightness, reachPixels, new float[0], 0);
    }

    private StarProfile(double[] brightness, double reachPixels, float[] quarter, int quarterSide) {
        this.brightness = brightness;
        this.reachPixels = reachPixels;
        this.quarter = quarter;
        this.quarterSide = quarterSide;
    }

    /// The mean over all directions of a star drawn by optics with aberrations.
    ///
    /// @param discPixels radius of the geometric defocus disc, negative inside focus
    static StarProfile radial(
            double fwhmPixels, double discPixels, double obstruction, Aberrations aberrations) {
        return new AberratedStar(fwhmPixels, discPixels, obstruction, aberrations).round();
    }

    /// A star drawn by optics with aberrations.
    ///
    /// @param discPixels radius of the geometric defocus disc, negative inside focus
    static StarProfile aberrated(
            double fwhmPixels, double discPixels, double obstruction, Aberrations aberrations) {
        var star = new AberratedStar(fwhmPixels, discPixels, obstruction, aberrations);
        return aberrations.astigmatismPixels() == 0 ? star.round() : star.drawn();
    }

    /// @param quarter unnormalised, in the unit of the table; row by row, [#QUARTER_STEPS_PER_PIXEL] values to the pixel
    static StarProfile ofTables(
            double[] table, int stepsPerPixel, double reach, float[] quarter, int side) {
        if (stepsPerPixel != STEPS_PER_PIXEL) {
            throw new IllegalArgumentException("tables have %d steps".formatted(STEPS_PER_PIXEL));
        }
        double before = table[table.length / 4];
        StarProfile round = normalised(table, reach);
        double factor = before == 0 ? 0 : round.brightness[table.length / 4] / before;
        for (int i = 0; i < quarter.length; i++) {
            quarter[i] *= (float) factor;
        }
        return new StarProfile(round.brightness, reach, quarter, side);
    }

    static final int QUARTER_STEPS_PER_PIXEL = 3;

    /// @param fwhmPixels         seeing and diffraction together
    /// @param discDiameterPixels diameter of the geometric defocus disc
    /// @param obstruction        diameter of its hole as a fraction of its own
    static StarProfile of(double fwhmPixels, double discDiameterPixels, double obstruction) {
        double alpha = fwhmPixels / (2 * Math.sqrt(StrictMath.pow(2, 1 / MOFFAT_BETA) - 1));
        double outer = discDiameterPixels / 2;
        double inner = outer * obstruction;
        double reach = outer + 12 * fwhmPixels + 4;
        int count = (int) Math.ceil(reach * STEPS_PER_PIXEL) + 2;
        if (outer > LARGE_DISC_IN_FWHM * fwhmPixels) {
            return normalised(LargeDisc.table(count, STEPS_PER_PIXEL, alpha, inner, outer), reach);
        }
        // Points closer than the seeing, along and across, so that the disc shows no grooves.
        int rings = (int) Math.max(16, Math.ceil(6 * outer / fwhmPixels));
        double[] cosines =
                halfCircle((int) Math.max(32, Math.ceil(3 * Math.PI * outer / fwhmPixels)));
        double[] table = new double[count];
        for (int i = 0; i < count; i++) {
            double r = (double) i / STEPS_PER_PIXEL;
            table[i] =
                    outer < 0.02
                            ? moffat(r * r, alpha)
                            : smeared(r, alpha, inner, outer, rings, cosines);
        }
        return normalised(table, reach);
    }

    /// The mean of several profiles, as when the focus moves while the shutter is open.
    static StarProfile mean(StarProfile... profiles) {
        int count = 0;
        int side = 0;
        double reach = 0;
        for (StarProfile profile : profiles) {
            count = Math.max(count, profile.brightness.length);
            side = Math.max(side, profile.quarterSide);
            reach = Math.max(reach, profile.reachPixels);
        }
        double[] table = new double[count];
        for (StarProfile profile : profiles) {
            for (int i = 0; i < profile.brightness.length; i++) {
                table[i] += profile.brightness[i] / profiles.length;
            }
        }
        return ofTables(table, STEPS_PER_PIXEL, reach, meanQuarter(side, profiles), side);
    }

    private static float[] meanQuarter(int side, StarProfile... profiles) {
        float[] quarter = new float[side * side];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                double x = (double) column / QUARTER_STEPS_PER_PIXEL;
                double y = (double) row / QUARTER_STEPS_PER_PIXEL;
                for (StarProfile profile : profiles) {
                    quarter[row * side + column] += (float) (profile.at(x, y) / profiles.length);
                }
            }
        }
        return quarter;
    }

    double at(double radiusPixels) {
        double place = radiusPixels * STEPS_PER_PIXEL;
        int i = (int) place;
        if (i >= brightness.length - 1) {
            return 0;
        }
        double part = place - i;
        return brightness[i] * (1 - part) + brightness[i + 1] * part;
    }

    /// Brightness at a place from the star's centre.
    double at(double dx, double dy) {
        double placeX = Math.abs(dx) * QUARTER_STEPS_PER_PIXEL;
        double placeY = Math.abs(dy) * QUARTER_STEPS_PER_PIXEL;
        int i = (int) placeX;
        int j = (int) placeY;
        if (i >= quarterSide - 1 || j >= quarterSide - 1) {
            return at(Math.sqrt(dx * dx + dy * dy));
        }
        double partX = placeX - i;
        double partY = placeY - j;
        int corner = j * quarterSide + i;
        double upper = quarter[corner] * (1 - partX) + quarter[corner + 1] * partX;
        double lower =
                quarter[corner + quarterSide] * (1 - partX)
                        + quarter[corner + quarterSide + 1] * partX;
        return upper * (1 - partY) + lower * partY;
    }

    /// The radius of the circle that holds half of the light.
    double halfFluxRadiusPixels() {
        double flux = 0;
        for (int i = 0; i + 1 < brightness.length; i++) {
            double r0 = (double) i / STEPS_PER_PIXEL;
            double r1 = (i + 1.0) / STEPS_PER_PIXEL;
            double ring = (brightness[i] + brightness[i + 1]) / 2 * Math.PI * (r1 * r1 - r0 * r0);
            if (flux + ring >= 0.5) {
                return Math.sqrt(r0 * r0 + (0.5 - flux) / ring * (r1 * r1 - r0 * r0));
            }
            flux += ring;
        }
        return reachPixels;
    }

    /// The radius beyond which every pixel gets less than the given share of the star's light.
    double radiusWhereBelow(double sharePerPixel) {
        int i = brightness.length - 1;
        while (i > 0 && brightness[i] < sharePerPixel) {
            i--;
        }
        return Math.min(reachPixels, (i + 1.0) / STEPS_PER_PIXEL);
    }

    /// The Moffat of exponent [#MOFFAT_BETA] = 3 + ½, written without a power function: quick, and the same on every machine.
    static double moffat(double radiusSquared, double alpha) {
        double t = 1 + radiusSquared / (alpha * alpha);
        return 1 / (t * t * t * Math.sqrt(t));
    }

    /// Mean of the Moffat over the disc: rings of equal area, points on each evenly spread.
    private static double smeared(
            double r, double alpha, double inner, double outer, int rings, double[] cosines) {
        double sum = 0;
        for (int ring = 0; ring < rings; ring++) {
            double area = (ring + 0.5) / rings;
            double s = Math.sqrt(inner * inner + area * (outer * outer - inner * inner));
            for (double cosine : cosines) {
                sum += moffat(r * r + s * s - 2 * r * s * cosine, alpha);
            }
        }
        return sum / ((double) rings * cosines.length);
    }

    /// Cosines of points evenly spread over half a circle; the other half mirrors them.
    private static double[] halfCircle(int points) {
        double[] cosines = new double[points];
        for (int k = 0; k < points; k++) {
            cosines[k] = StrictMath.cos(Math.PI * (k + 0.5) / points);
        }
        return cosines;
    }

    private static StarProfile normalised(double[] table, double reach) {
        double flux = 0;
        for (int i = 0; i + 1 < table.length; i++) {
            double r0 = (double) i / STEPS_PER_PIXEL;
            double r1 = (i + 1.0) / STEPS_PER_PIXEL;
            double middle = (table[i] + table[i + 1]) / 2;
            flux += middle * Math.PI * (r1 * r1 - r0 * r0);
        }
        for (int i = 0; i < table.length; i++) {
            table[i] /= flux;
        }
        return new StarProfile(table, reach);
    }
}
