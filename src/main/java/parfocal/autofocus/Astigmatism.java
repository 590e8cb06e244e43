package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.curve.Hyperbola;

/// Stars of the whole field that are drawn out one way on one side of focus and across it on the other: focus along one axis lies elsewhere
/// than along the other.
///
/// With the disc `d` and the astigmatism `s` stars have the axes `d + s` and `d − s`, blurred: of `u` half-widths from focus they are drawn
/// out by `a·2u/(1 + u²)`, with `a` the half distance of the two foci in half-widths. What wind and guiding do keeps its direction, and fades as
/// `c/(1 + u²)`. Both are fitted to all frames; what is left over says how well they are known. Coma cancels in each frame, and does not turn.
///
/// @param below   how stars are drawn out a half-width below focus by the fit; `above` likewise
/// @param size    of `a`; `sigma` standard deviation of either of its parts
/// @param samples numbers of the samples that show it
record Astigmatism(
        Elongation below,
        Elongation above,
        double size,
        double sigma,
        double halfWidthSteps,
        List<Integer> samples) {
    /// In half-widths: farther out discs hide it.
    private static final double FARTHEST = 4.5;

    /// Of a flank: nearer to focus stars hardly differ from those in it.
    private static final double NEAREST = 0.35;

    private static final int FEWEST_FRAMES = 3;

    /// An eighth longer than wide where it shows best: less is not seen in pictures.
    private static final double LEAST_SIZE = 0.12;

    private static final double SIGNIFICANT = 5;

    /// Two numbers fitted to few frames: so many sigmas more, divided by the frames that are left over.
    private static final double FOR_FEW_FRAMES = 6;

    private static final double LEAST_TURN_DEGREES = 65;
    private static final double LARGE = 0.2;
    private static final double BY_LARGE = 0.88;
    private static final double BY_SEEN = 0.55;

    private record Frame(int number, double u, Elongation seen) {
        double turning() {
            return 2 * u / (1 + u * u);
        }

        double staying() {
            return 1 / (1 + u * u);
        }
    }

    /// Empty where there is no curve, too few frames say, or nothing turns.
    static Optional<Astigmatism> of(FocusRun run) {
        return run.fit()
                .map(fit -> fit.fit().curve())
                .flatMap(curve ->
                        Optional.of(frames(run, curve))
                                .filter(frames -> frames.size() >= FEWEST_FRAMES)
                                .filter(frames -> frames.stream().anyMatch(f -> f.u < -NEAREST))
                                .filter(frames -> frames.stream().anyMatch(f -> f.u > NEAREST))
                                .map(frames -> fitted(frames, curve.halfWidthSteps())))
                .filter(Astigmatism::certain);
    }

    /// All that were reached in the direction of the sweep: only there does the number say where the tube stands.
    private static List<Frame> frames(FocusRun run, Hyperbola curve) {
        var frames = new ArrayList<Frame>();
        for (int i = 0; i < run.samples().size(); i++) {
            Sample sample = run.samples().get(i);
            double u = curve.defocusAt(sample.positionSteps());
            if ((sample.sweeping() || sample.proof()) && Math.abs(u) <= FARTHEST) {
                int number = i;
                Elongation.of(run.taken().get(i).seen().stars())
                        .ifPresent(seen -> frames.add(new Frame(number, u, seen)));
            }
        }
        return frames;
    }

    /// Least squares, weighted by what the stars of each frame tell; the frames' own scatter where that is more.
    private static Astigmatism fitted(List<Frame> frames, double halfWidthSteps) {
        double tt = 0;
        double ts = 0;
        double ss = 0;
        double[] byTurning = new double[2];
        double[] byStaying = new double[2];
        for (Frame f : frames) {
            double weight = 1 / (f.seen.sigma() * f.seen.sigma());
            tt += weight * f.turning() * f.turning();
            ts += weight * f.turning() * f.staying();
            ss += weight * f.staying() * f.staying();
            for (int part = 0; part < 2; part++) {
                byTurning[part] += weight * f.turning() * part(f, part);
                byStaying[part] += weight * f.staying() * part(f, part);
            }
        }
        double determinant = tt * ss - ts * ts;
        double[] turning = new double[2];
        double[] staying = new double[2];
        for (int part = 0; part < 2; part++) {
            turning[part] = (ss * byTurning[part] - ts * byStaying[part]) / determinant;
            staying[part] = (tt * byStaying[part] - ts * byTurning[part]) / determinant;
        }
        double squares = 0;
        for (Frame f : frames) {
            for (int part = 0; part < 2; part++) {
                double left =
                        part(f, part) - turning[part] * f.turning() - staying[part] * f.staying();
                squares += left * left / (f.seen.sigma() * f.seen.sigma());
            }
        }
        int spare = 2 * frames.size() - 4;
        double sigma =
                Math.sqrt(ss / determinant * Math.max(1, squares / spare))
                        * (1 + FOR_FEW_FRAMES / SIGNIFICANT / spare);
        return new Astigmatism(
                at(-1, turning, staying, sigma),
                at(1, turning, staying, sigma),
                Math.hypot(turning[0], turning[1]),
                sigma,
                halfWidthSteps,
                frames.stream().map(Frame::number).toList());
    }

    private static double part(Frame frame, int part) {
        return part == 0 ? frame.seen.plus() : frame.seen.cross();
    }

    private static Elongation at(double u, double[] turning, double[] staying, double sigma) {
        return new Elongation(
                u * turning[0] + staying[0] / 2, u * turning[1] + staying[1] / 2, sigma);
    }

    private boolean certain() {
        return size > LEAST_SIZE
                && size > SIGNIFICANT * sigma
                && below.turnFrom(above) > LEAST_TURN_DEGREES;
    }

    Diagnosis diagnosis() {
        return new Diagnosis(
                Cause.ASTIGMATISM,
                size > LARGE ? BY_LARGE : BY_SEEN,
                "Stars are drawn out along %.0f° below focus, to %.1f times their width, and along %.0f° above it, to %.1f times: it turns by %.0f° through focus, all over the field. Lines along the two lie about %.0f ± %.0f steps apart."
                        .formatted(
                                below.degrees(),
                                below.ratio(),
                                above.degrees(),
                                above.ratio(),
                                below.turnFrom(above),
                                2 * size * halfWidthSteps,
                                2 * sigma * halfWidthSteps),
                "Let mirror and lenses cool down, look for clips or screws that pinch them, and check the collimation. Best focus here is halfway between the two, where stars are smallest; no focuser makes them smaller.",
                samples);
    }
}
