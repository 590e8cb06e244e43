package parfocal.shape;

import java.util.ArrayList;
import java.util.List;
import parfocal.shape.PupilImage.Optics;
import parfocal.shape.RadialProfile.Ring;

/// Best focus of optics with spherical aberration, somewhere between the foci of the middle and of the rim of the pupil: the middle
/// between the two places where the half-flux radius has grown by 3 %.
final class SmallestImage {
    private static final int RINGS = 60;
    private static final double GOLDEN = 0.381966;
    private static final double GROWN = 1.03;

    private final Optics optics;
    private final double alpha;
    private final PupilImage image;
    private final double step;

    SmallestImage(Optics optics, double alpha) {
        this.optics = optics;
        this.alpha = alpha;
        double reach = 7 * alpha + Math.abs(optics.spherical());
        step = reach / RINGS;
        List<Ring> rings = new ArrayList<>();
        for (int i = 0; i < RINGS; i++) {
            rings.add(new Ring(i * step, (i + 1) * step, 0, 1));
        }
        image = new PupilImage(rings, alpha);
    }

    /// Radius of the defocus disc there, with its sign.
    double discPixels() {
        if (Math.abs(optics.spherical()) < 1e-3 * alpha) {
            return 0;
        }
        double low = Math.min(0, -optics.spherical());
        double high = Math.max(0, -optics.spherical());
        while (high - low > 1e-3 * alpha) {
            double left = low + GOLDEN * (high - low);
            double right = high - GOLDEN * (high - low);
            if (halfFluxRadius(left) < halfFluxRadius(right)) {
                high = right;
            } else {
                low = left;
            }
        }
        double smallest = (low + high) / 2;
        double limit = GROWN * halfFluxRadius(smallest);
        return (grown(smallest, -1, limit) + grown(smallest, 1, limit)) / 2;
    }

    private double grown(double smallest, int side, double limit) {
        double near = 0;
        double far = 3 * alpha;
        while (far - near > 2e-3 * alpha) {
            double middle = (near + far) / 2;
            if (halfFluxRadius(smallest + side * middle) < limit) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return smallest + side * (near + far) / 2;
    }

    private double halfFluxRadius(double discPixels) {
        double[] brightness = image.brightness(optics, discPixels, alpha);
        double light = 0;
        for (int i = 0; i < RINGS; i++) {
            double ring = brightness[i] * Math.PI * step * step * (2 * i + 1);
            if (light + ring >= 0.5) {
                double inner = i * step;
                double outer = inner + step;
                double share = (0.5 - light) / ring;
                return Math.sqrt(inner * inner + share * (outer * outer - inner * inner));
            }
            light += ring;
        }
        return RINGS * step;
    }
}
