package parfocal.rig;

/// The image of a star through a Bahtinov mask, by wave optics: for each of some wavelengths the field at the sensor is the Fourier
/// transform of the open parts of the aperture, each with the phase that defocus gives it; intensities are added and smeared by the air.
///
/// Phase of defocus: a path of `Δ·ρ²/(8N²)` at the relative radius ρ; place on the sensor: a path of `q·ρ/(2N)` (Born & Wolf, ch. 8.8).
/// The transform is done as two products of matrices, which gives it at the pixels themselves.
final class MaskedStar {
    private static final double[] WAVELENGTHS_MICRONS = {
        0.43, 0.465, 0.50, 0.535, 0.57, 0.605, 0.64, 0.675
    };
    private static final double ORDERS_SHOWN = 3.4;
    private static final double SEEING_REACH_IN_FWHM = 4;

    private final int reach;
    private final double[] share;

    private MaskedStar(int reach, double[] share) {
        this.reach = reach;
        this.share = share;
    }

    /// @param defocusMicrons of the sensor from best focus, along the light
    /// @param seeingPixels   full width at half maximum
    static MaskedStar of(
            Telescope telescope, double pixelMicrons, double defocusMicrons, double seeingPixels) {
        double order = 0.55 * 150 / pixelMicrons;
        int reach = (int) Math.clamp(Math.ceil(ORDERS_SHOWN * order), 40, 96);
        double shortest = WAVELENGTHS_MICRONS[0];
        // The transform repeats itself after N·λ·n: well outside of what is shown.
        int cells =
                (int)
                        Math.clamp(
                                Math.ceil(
                                        2.6
                                                * reach
                                                * pixelMicrons
                                                / (telescope.focalRatio() * shortest)),
                                200,
                                480);
        double[] open = aperture(BahtinovMask.on(telescope), cells);
        int side = 2 * reach + 1;
        double[] image = new double[side * side];
        for (double wavelength : WAVELENGTHS_MICRONS) {
            add(
                    image,
                    open,
                    cells,
                    reach,
                    telescope.focalRatio(),
                    wavelength,
                    pixelMicrons,
                    defocusMicrons);
        }
        double light = 0;
        for (double value : image) {
            light += value;
        }
        double passed = 0;
        for (double part : open) {
            passed += part;
        }
        double annulus =
                Math.PI
                        / 4
                        * cells
                        * cells
                        * (1 - telescope.obstruction() * telescope.obstruction());
        for (int i = 0; i < image.length; i++) {
            image[i] *= passed / annulus / light;
        }
        return new MaskedStar(reach, smeared(image, reach, seeingPixels));
    }

    private static double[] aperture(BahtinovMask mask, int cells) {
        double[] open = new double[cells * cells];
        double side = 2.0 / cells;
        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                open[row * cells + column] =
                        mask.open((column + 0.5) * side - 1, (row + 0.5) * side - 1, side);
            }
        }
        return open;
    }

    private static void add(
            double[] image,
            double[] open,
            int cells,
            int reach,
            double focalRatio,
            double wavelength,
            double pixelMicrons,
            double defocusMicrons) {
        int side = 2 * reach + 1;
        double[] cos = new double[side * cells];
        double[] sin = new double[side * cells];
        for (int q = 0; q < side; q++) {
            for (int c = 0; c < cells; c++) {
                double rho = (c + 0.5) * 2 / cells - 1;
                double turns = (q - reach) * pixelMicrons * rho / (2 * focalRatio) / wavelength;
                cos[q * cells + c] = StrictMath.cos(2 * Math.PI * turns);
                sin[q * cells + c] = -StrictMath.sin(2 * Math.PI * turns);
            }
        }
        double turnsAtEdge = defocusMicrons / (8 * focalRatio * focalRatio) / wavelength;
        double[] halfRe = new double[cells * side];
        double[] halfIm = new double[cells * side];
        double[] fieldRe = new double[cells];
        double[] fieldIm = new double[cells];
        int[] lit = new int[cells];
        for (int row = 0; row < cells; row++) {
            double y = (row + 0.5) * 2 / cells - 1;
            int many = 0;
            for (int c = 0; c < cells; c++) {
                if (open[row * cells + c] > 0) {
                    double x = (c + 0.5) * 2 / cells - 1;
                    double phase = 2 * Math.PI * turnsAtEdge * (x * x + y * y);
                    fieldRe[c] = open[row * cells + c] * StrictMath.cos(phase);
                    fieldIm[c] = open[row * cells + c] * StrictMath.sin(phase);
                    lit[many++] = c;
                }
            }
            for (int q = 0; q < side; q++) {
                double re = 0;
                double im = 0;
                for (int i = 0; i < many; i++) {
                    int c = lit[i];
                    double a = cos[q * cells + c];
                    double b = sin[q * cells + c];
                    re += fieldRe[c] * a - fieldIm[c] * b;
                    im += fieldRe[c] * b + fieldIm[c] * a;
                }
                halfRe[q * cells + row] = re;
                halfIm[q * cells + row] = im;
            }
        }
        for (int qy = 0; qy < side; qy++) {
            for (int qx = 0; qx < side; qx++) {
                double re = 0;
                double im = 0;
                for (int row = 0; row < cells; row++) {
                    double a = cos[qy * cells + row];
                    double b = sin[qy * cells + row];
                    double fr = halfRe[qx * cells + row];
                    double fi = halfIm[qx * cells + row];
                    re += fr * a - fi * b;
                    im += fr * b + fi * a;
                }
                // Light of longer waves is spread over more of the sensor.
                image[qy * side + qx] += (re * re + im * im) / (wavelength * wavelength);
            }
        }
    }

    private static double[] smeared(double[] image, int reach, double seeingPixels) {
        StarProfile air = StarProfile.of(seeingPixels, 0, 0);
        int wide = (int) Math.clamp(Math.ceil(SEEING_REACH_IN_FWHM * seeingPixels), 3, 14);
        int side = 2 * reach + 1;
        double[] kernel = new double[(2 * wide + 1) * (2 * wide + 1)];
        double total = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = air.at(Math.hypot(i % (2 * wide + 1) - wide, i / (2 * wide + 1) - wide));
            total += kernel[i];
        }
        double[] smeared = new double[image.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double value = image[y * side + x] / total;
                int top = Math.max(0, y - wide);
                int bottom = Math.min(side - 1, y + wide);
                int left = Math.max(0, x - wide);
                int right = Math.min(side - 1, x + wide);
                for (int row = top; row <= bottom; row++) {
                    int k = (row - y + wide) * (2 * wide + 1) - x + wide;
                    for (int column = left; column <= right; column++) {
                        smeared[row * side + column] += value * kernel[k + column];
                    }
                }
            }
        }
        return smeared;
    }

    int reachPixels() {
        return reach;
    }

    /// Share of the star's light, without the mask, that falls on a pixel so far from it.
    double at(double dx, double dy) {
        double x = dx + reach;
        double y = dy + reach;
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        int side = 2 * reach + 1;
        if (left < 0 || top < 0 || left >= side - 1 || top >= side - 1) {
            return 0;
        }
        double a = x - left;
        double b = y - top;
        int i = top * side + left;
        return (share[i] * (1 - a) + share[i + 1] * a) * (1 - b)
                + (share[i + side] * (1 - a) + share[i + side + 1] * a) * b;
    }
}
