package parfocal.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import parfocal.curve.Hyperbola;
import parfocal.shape.PupilImage.Optics;

/// Levenberg and Marquardt on the profiles of a sweep. Light and background of each frame enter linearly and are solved for within
/// (variable projection, Golub and Pereyra 1973); what remains are six numbers of the telescope, the usual width of the seeing and each
/// frame's own.
final class JointFit {
    /// Numbers of the parameters: best position in half-widths from the start's, ln growth over the start's, hole share, spherical over α,
    /// power, square of astigmatism over α², ln of the usual α over the start's; then ln α of each frame over the usual.
    private static final int BEST = 0;

    private static final int GROWTH = 1;
    private static final int HOLE = 2;
    private static final int SPHERICAL = 3;
    private static final int POWER = 4;
    private static final int ASTIGMATISM = 5;
    private static final int ALPHA = 6;
    private static final int COMMON = 7;

    private static final int FEWEST_FRAMES = 4;
    private static final int MOST_ROUNDS = 25;
    private static final double SMALL = 1e-3;

    // Beforehand, weakly: what telescopes and skies are like.
    private static final double USUAL_POWER = 1.5;
    private static final double SIGMA_OF_POWER = 0.25;
    private static final double USUAL_HOLE = 0.06;
    private static final double SIGMA_OF_HOLE = 0.12;
    private static final double LARGEST_HOLE = 0.4;
    private static final double SIGMA_OF_SPHERICAL_IN_ALPHA = 4;
    private static final double SIGMA_OF_ASTIGMATISM_IN_ALPHA_SQUARED = 0.3;
    private static final double LARGEST_ASTIGMATISM_IN_ALPHA_SQUARED = 2;
    private static final double SIGMA_OF_LOG_ALPHA = 0.4;
    private static final double SIGMA_OF_LOG_GROWTH = 0.2;

    /// The frames of one sweep see alike: from one to the next the width of the seeing differs by 2 to 10 %.
    private static final double SIGMA_OF_JITTER = 0.1;

    private static final double[] USUAL = {0, 0, USUAL_HOLE, 0, USUAL_POWER, 0, 0};

    // Of the place nothing is known beforehand.
    private static final double[] SIGMAS_BEFOREHAND = {
        1e9,
        SIGMA_OF_LOG_GROWTH,
        SIGMA_OF_HOLE,
        SIGMA_OF_SPHERICAL_IN_ALPHA,
        SIGMA_OF_POWER,
        SIGMA_OF_ASTIGMATISM_IN_ALPHA_SQUARED,
        SIGMA_OF_LOG_ALPHA
    };

    /// Spherical aberration is never of the third order alone: this share of it is not understood.
    private static final double UNSEEN_ORDERS = 0.002;

    /// Of a seeing width over the half-flux radius of stars in focus.
    private static final double ALPHA_OF_HFR = 0.55;

    private final List<PlacedProfile> profiles;
    private final Hyperbola start;
    private final double startAlpha;
    private final double startGrowth;
    private final List<PupilImage> images = new ArrayList<>();
    private final List<Unexplained> measured = new ArrayList<>();

    JointFit(List<PlacedProfile> profiles, Hyperbola start) {
        this.profiles =
                profiles.stream()
                        .sorted((a, b) -> Double.compare(a.positionSteps(), b.positionSteps()))
                        .toList();
        this.start = start;
        this.startAlpha = ALPHA_OF_HFR * start.minimumPixels();
        this.startGrowth = start.slopePixelsPerStep() / Math.sqrt((1 + USUAL_HOLE) / 2);
        for (PlacedProfile each : this.profiles) {
            images.add(new PupilImage(each.profile().rings(), startAlpha));
            measured.add(Unexplained.in(each.profile()));
        }
    }

    Optional<ShapeFit> fit() {
        int frames = profiles.size();
        if (frames < FEWEST_FRAMES || !enclosed()) {
            return Optional.empty();
        }
        double[] parameters = Arrays.copyOf(USUAL, COMMON + frames);
        Normal normal = normal(parameters);
        double damping = 1e-3;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] step = normal.step(damping);
            double[] next = new double[parameters.length];
            for (int i = 0; i < next.length; i++) {
                next[i] = parameters[i] + Math.clamp(step[i], -0.5, 0.5);
            }
            next[HOLE] = Math.clamp(next[HOLE], 0, LARGEST_HOLE);
            next[POWER] = Math.clamp(next[POWER], 1.05, 2.2);
            next[ASTIGMATISM] =
                    Math.clamp(next[ASTIGMATISM], 0, LARGEST_ASTIGMATISM_IN_ALPHA_SQUARED);
            double cost = cost(next);
            if (cost < normal.cost) {
                double gain = normal.cost - cost;
                parameters = next;
                if (gain < 1e-4 * (1 + cost)) {
                    break;
                }
                normal = normal(parameters);
                damping = Math.max(1e-9, damping / 8);
            } else {
                damping *= 10;
                if (damping > 1e6) {
                    break;
                }
            }
        }
        return Optional.of(read(parameters, normal(parameters)));
    }

    private boolean enclosed() {
        return start.defocusAt(profiles.getFirst().positionSteps()) < -0.8
                && start.defocusAt(profiles.getLast().positionSteps()) > 0.8;
    }

    private ShapeFit read(double[] parameters, Normal normal) {
        double variance = normal.variance(gradientOfBest(parameters));
        double chiSquare = chiSquare(parameters);
        Optics optics = optics(parameters);
        double growth = startGrowth * StrictMath.exp(parameters[GROWTH]);
        double byOtherOrders = UNSEEN_ORDERS * optics.spherical() / growth;
        return new ShapeFit(
                best(parameters),
                StrictMath.hypot(Math.sqrt(variance), byOtherOrders),
                chiSquare,
                growth,
                Math.sqrt(optics.holeShare()),
                optics.spherical(),
                profiles.size());
    }

    private Optics optics(double[] parameters) {
        return new Optics(
                Math.clamp(parameters[HOLE], 0, 0.9),
                parameters[SPHERICAL] * startAlpha,
                Math.max(0, parameters[ASTIGMATISM]) * startAlpha * startAlpha,
                parameters[POWER]);
    }

    private double discPixels(double[] parameters, int frame) {
        double best = start.bestPositionSteps() + parameters[BEST] * start.halfWidthSteps();
        return startGrowth
                * StrictMath.exp(parameters[GROWTH])
                * (profiles.get(frame).positionSteps() - best);
    }

    /// Where the half-flux radius is least under the usual seeing of the sweep.
    private double best(double[] parameters) {
        double[] alphas = Arrays.copyOfRange(parameters, COMMON, parameters.length);
        Arrays.sort(alphas);
        double alpha = startAlpha * StrictMath.exp(parameters[ALPHA] + alphas[alphas.length / 2]);
        double disc = new SmallestImage(optics(parameters), alpha).discPixels();
        return start.bestPositionSteps()
                + parameters[BEST] * start.halfWidthSteps()
                + disc / (startGrowth * StrictMath.exp(parameters[GROWTH]));
    }

    private double[] gradientOfBest(double[] parameters) {
        double[] gradient = new double[parameters.length];
        double[] moved = parameters.clone();
        for (int i = 0; i < COMMON; i++) {
            double h = 0.02;
            moved[i] = parameters[i] + h;
            double above = best(moved);
            moved[i] = parameters[i] - h;
            double below = best(moved);
            moved[i] = parameters[i];
            gradient[i] = (above - below) / (2 * h);
        }
        return gradient;
    }

    private double chiSquare(double[] parameters) {
        double sum = 0;
        int spare = -parameters.length;
        for (int frame = 0; frame < profiles.size(); frame++) {
            double[] residuals = residuals(frame, parameters);
            for (double residual : residuals) {
                sum += residual * residual;
            }
            spare += residuals.length - 2;
        }
        return sum / Math.max(1, spare);
    }

    private double cost(double[] parameters) {
        double sum = 0;
        for (int frame = 0; frame < profiles.size(); frame++) {
            for (double residual : residuals(frame, parameters)) {
                sum += residual * residual;
            }
        }
        for (double residual : beforehand(parameters)) {
            sum += residual * residual;
        }
        return sum;
    }

    private double[] beforehand(double[] parameters) {
        double[] residuals = new double[parameters.length];
        for (int i = GROWTH; i < COMMON; i++) {
            residuals[i] = (parameters[i] - USUAL[i]) / SIGMAS_BEFOREHAND[i];
        }
        for (int i = COMMON; i < parameters.length; i++) {
            residuals[i] = parameters[i] / SIGMA_OF_JITTER;
        }
        return residuals;
    }

    private Normal normal(double[] parameters) {
        int size = parameters.length;
        var normal = new Normal(size);
        for (int frame = 0; frame < profiles.size(); frame++) {
            normal.add(residuals(frame, parameters), derivatives(frame, parameters));
        }
        double[] beforehand = beforehand(parameters);
        for (int i = 0; i < size; i++) {
            if (i < COMMON) {
                normal.hold(i, beforehand[i], 1 / SIGMAS_BEFOREHAND[i]);
            } else {
                normal.draw(i, beforehand[i], 1 / SIGMA_OF_JITTER);
            }
        }
        return normal;
    }

    /// Of a frame's residuals by the parameters that it depends on, by small differences; null by the others.
    private double[][] derivatives(int frame, double[] parameters) {
        double[][] derivatives = new double[parameters.length][];
        PupilImage image = images.get(frame);
        Optics optics = optics(parameters);
        double disc = discPixels(parameters, frame);
        double alpha = alpha(parameters, frame);
        double[] pupil = image.pupil(optics, disc);
        double[] here = measured.get(frame).by(image.blurred(pupil, optics.power(), alpha));
        double h = SMALL;
        double[] byDisc =
                slope(frame, here, image.brightness(optics, disc + h * startAlpha, alpha));
        double growth = startGrowth * StrictMath.exp(parameters[GROWTH]);
        derivatives[BEST] = times(byDisc, -growth * start.halfWidthSteps() / startAlpha);
        derivatives[GROWTH] = times(byDisc, disc / startAlpha);
        derivatives[HOLE] =
                slope(frame, here, image.brightness(moved(parameters, HOLE), disc, alpha));
        derivatives[SPHERICAL] =
                slope(frame, here, image.brightness(moved(parameters, SPHERICAL), disc, alpha));
        derivatives[POWER] = slope(frame, here, image.blurred(pupil, optics.power() + h, alpha));
        derivatives[ASTIGMATISM] =
                slope(frame, here, image.brightness(moved(parameters, ASTIGMATISM), disc, alpha));
        derivatives[ALPHA] =
                slope(frame, here, image.blurred(pupil, optics.power(), alpha * StrictMath.exp(h)));
        derivatives[COMMON + frame] = derivatives[ALPHA];
        return derivatives;
    }

    private Optics moved(double[] parameters, int number) {
        double[] next = parameters.clone();
        next[number] += SMALL;
        return optics(next);
    }

    private double[] slope(int frame, double[] here, double[] movedModel) {
        double[] slope = measured.get(frame).by(movedModel);
        for (int ring = 0; ring < slope.length; ring++) {
            slope[ring] = (slope[ring] - here[ring]) / SMALL;
        }
        return slope;
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(value -> value * factor).toArray();
    }

    private double alpha(double[] parameters, int frame) {
        return startAlpha * StrictMath.exp(parameters[ALPHA] + parameters[COMMON + frame]);
    }

    private double[] residuals(int frame, double[] parameters) {
        return measured.get(frame)
                .by(
                        images.get(frame)
                                .brightness(
                                        optics(parameters),
                                        discPixels(parameters, frame),
                                        alpha(parameters, frame)));
    }
}
