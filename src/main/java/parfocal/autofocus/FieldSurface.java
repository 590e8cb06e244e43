package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import parfocal.autofocus.FieldTilt.Difference;
import parfocal.autofocus.StarShifts.Place;
import parfocal.curve.Hyperbola;

/// The surface of best focus over the field, fitted to every star of a run in a few rounds, each of which begins where the one before
/// ended: tilt of a half-width or more bends what one round takes for straight, and has widened the run's own curve.
///
/// A star's curve is `y² = m²·e^{2μ} + k²·(x − x0 − δ)²`, with `δ = a·X + b·Y + d·R²` and `μ = e + f·X + g·Y + h·R²`.
final class FieldSurface {
    private static final int ROUNDS = 6;
    private static final double LARGEST_IN_HALF_WIDTHS = 3;

    /// Stars are spread over the field by chance: so much of what the whole surface differs from a flat one comes out as the wrong term.
    private static final double LEAK = 0.03;

    /// How much smaller stars may be than the widened curve has them, in ln.
    private static final double SIGMA_OF_COMMON_SIZE = 0.15;

    private static final double FREE = 1e6;
    private static final double MEAN_OF_SQUARED_RADIUS = 1.0 / 3;

    private final List<SameStars.Sighting> seen;
    private final Extent extent;
    private final List<Place> places;
    private final List<Sample> samples;
    private final Hyperbola common;
    private final double[] shape = new double[7];
    private List<StarShifts> left = List.of();
    private final double[] sigma = new double[7];
    private final double starsSteps;

    FieldSurface(List<SameStars.Sighting> seen, List<Sample> samples, Hyperbola common) {
        this.seen = seen;
        this.extent = Extent.of(seen);
        this.places = seen.stream().map(s -> extent.place(s.x(), s.y())).toList();
        this.samples = samples;
        this.common = common;
        for (int round = 0; round < ROUNDS; round++) {
            left = shifts();
            var fit = new ShiftFit(left, terms(), priors());
            for (int t = 0; t < shape.length; t++) {
                shape[t] += fit.value(t);
                sigma[t] = fit.sigma(t);
            }
        }
        left = shifts();
        starsSteps = whereStarsAre();
    }

    /// The part of the frame that the stars of a run take up.
    private record Extent(double left, double right, double top, double bottom) {
        static Extent of(List<SameStars.Sighting> seen) {
            DoubleSummaryStatistics x =
                    seen.stream().mapToDouble(SameStars.Sighting::x).summaryStatistics();
            DoubleSummaryStatistics y =
                    seen.stream().mapToDouble(SameStars.Sighting::y).summaryStatistics();
            return new Extent(x.getMin(), x.getMax(), y.getMin(), y.getMax());
        }

        Place place(double x, double y) {
            return new Place(
                    2 * (x - left) / Math.max(1, right - left) - 1,
                    2 * (y - top) / Math.max(1, bottom - top) - 1);
        }
    }

    private static List<ShiftFit.Term> terms() {
        var terms = new ArrayList<ShiftFit.Term>();
        terms.add(s -> s.x() * s.perStep());
        terms.add(s -> s.y() * s.perStep());
        terms.add(s -> s.radius() * s.radius() * s.perStep());
        terms.addAll(bottoms());
        return terms;
    }

    /// Coma and vignetting make the smallest size another one outside.
    static List<ShiftFit.Term> bottoms() {
        return List.of(
                StarShifts::perBottom,
                s -> s.x() * s.perBottom(),
                s -> s.y() * s.perBottom(),
                s -> s.radius() * s.radius() * s.perBottom());
    }

    private double[] priors() {
        double[] priors = new double[shape.length];
        Arrays.fill(priors, FREE);
        priors[3] = SIGMA_OF_COMMON_SIZE;
        return priors;
    }

    /// The run's own curve is that of all stars together: it lies where they lie on the average, not in the middle of the bowl.
    private List<StarShifts> shifts() {
        double all = whereStarsAre();
        return IntStream.range(0, seen.size())
                .mapToObj(i -> {
                    SameStars.Sighting s = seen.get(i);
                    return StarShifts.of(
                            s,
                            places.get(i),
                            samples.get(s.frame()).positionSteps(),
                            curveAt(places.get(i), all));
                })
                .toList();
    }

    private double whereStarsAre() {
        return places.stream()
                .mapToDouble(place -> offsetSteps(place.x(), place.y(), place.radius()))
                .average()
                .orElse(0);
    }

    /// How much higher the best focus of the whole field lies than that of its stars. Where sizes go as `y² = m² + k²(x − x0)²`, the mean of their
    /// squares over the field is least at the mean of `x0`: of a plane that is its middle, of a bowl a third of what the corners are off.
    double fieldAgainstStars() {
        return MEAN_OF_SQUARED_RADIUS * shape[2] - starsSteps;
    }

    /// The curve of a star at the best focus of the whole field.
    Hyperbola ofTheField() {
        double larger = StrictMath.exp(Math.clamp(shape[3], -1, 1));
        return new Hyperbola(
                common.bestPositionSteps() + fieldAgainstStars(),
                common.halfWidthSteps() * larger,
                common.minimumPixels() * larger);
    }

    /// How many times as large a star at this place of the first frame is at a position as it would be at the best focus of the whole field.
    double broadening(double x, double y, double positionSteps) {
        double own = curveAt(extent.place(x, y), starsSteps).sizeAt(positionSteps);
        return own / ofTheField().sizeAt(positionSteps);
    }

    private Hyperbola curveAt(Place place, double average) {
        double larger =
                StrictMath.exp(
                        Math.clamp(
                                shape[3]
                                        + shape[4] * place.x()
                                        + shape[5] * place.y()
                                        + shape[6] * place.radius() * place.radius(),
                                -1,
                                1));
        return new Hyperbola(
                common.bestPositionSteps()
                        + offsetSteps(place.x(), place.y(), place.radius())
                        - average,
                common.halfWidthSteps() * larger,
                common.minimumPixels() * larger);
    }

    double offsetSteps(double x, double y, double radius) {
        double most = LARGEST_IN_HALF_WIDTHS * common.halfWidthSteps();
        return Math.clamp(shape[0] * x + shape[1] * y + shape[2] * radius * radius, -most, most);
    }

    /// What the surface leaves over.
    List<StarShifts> left() {
        return left;
    }

    Difference term(int number, double times) {
        double all = Math.hypot(Math.hypot(2 * shape[0], 2 * shape[1]), shape[2]);
        return Difference.of(times * shape[number], Math.hypot(times * sigma[number], LEAK * all));
    }
}
