package parfocal.nights;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.Eye;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.NoCurve;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.stars.Star;

/// What most programs do, to compare with: nine points from the outside inward, a hyperbola through the frames' median sizes
/// with equal weights, content with an R² of 0.7 or more, and straight to the minimum, which from the inner end is a move outward.
/// Where the smallest size lies at an end, it goes on there, up to twice; the outer end is extended point by point, as others do.
final class PlainAutofocus {
    private static final int POINTS = 9;
    private static final int MORE = 4;
    private static final int MOST_EXTENSIONS = 2;
    private static final double CONTENT_R_SQUARED = 0.7;
    private static final ErrorLaw EQUAL = ErrorLaw.constant(0.05);

    private final Focuser focuser;
    private final Eye eye;
    private final int stepSteps;
    private final List<CurvePoint> points = new ArrayList<>();
    private int exposures;

    PlainAutofocus(Focuser focuser, Eye eye, int stepSteps) {
        this.focuser = focuser;
        this.eye = eye;
        this.stepSteps = stepSteps;
    }

    /// @return why not; empty when it says "focused"
    Optional<String> run(Duration exposure) throws DeviceException, InterruptedException {
        int start = focuser.status().positionSteps();
        int outer = start + POINTS / 2 * stepSteps;
        sample(outer, -1, POINTS, exposure);
        if (points.isEmpty()) {
            return giveUp(start, "no stars");
        }
        for (int extension = 0; extension < MOST_EXTENSIONS; extension++) {
            List<CurvePoint> sorted =
                    points.stream()
                            .sorted(Comparator.comparingDouble(CurvePoint::positionSteps))
                            .toList();
            int lowest = lowest(sorted);
            if (lowest < 2) {
                sample((int) sorted.getFirst().positionSteps() - stepSteps, -1, MORE, exposure);
            } else if (lowest >= sorted.size() - 2) {
                sample((int) sorted.getLast().positionSteps() + stepSteps, 1, MORE, exposure);
            }
        }
        return switch (CurveFit.of(points, EQUAL)) {
            case NoCurve none -> giveUp(start, none.reason());
            case CurveFit fit when fit.rSquared() < CONTENT_R_SQUARED ->
                    giveUp(start, "R² is %.2f".formatted(fit.rSquared()));
            case CurveFit fit -> {
                focuser.moveTo(
                        focuser.travel()
                                .nearest((int) Math.round(fit.curve().bestPositionSteps())));
                yield Optional.empty();
            }
        };
    }

    private Optional<String> giveUp(int start, String reason)
            throws DeviceException, InterruptedException {
        focuser.moveTo(start);
        return Optional.of(reason);
    }

    private void sample(int from, int side, int count, Duration exposure)
            throws DeviceException, InterruptedException {
        for (int i = 0; i < count; i++) {
            int position = from + side * i * stepSteps;
            if (!focuser.travel().allows(position)) {
                continue;
            }
            focuser.moveTo(position);
            exposures++;
            List<Star> stars = eye.look(exposure).stars();
            median(stars).ifPresent(hfr -> points.add(new CurvePoint(position, hfr, 0)));
        }
    }

    private static OptionalDouble median(List<Star> stars) {
        double[] sizes = stars.stream().mapToDouble(Star::hfrPixels).sorted().toArray();
        return sizes.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sizes[sizes.length / 2]);
    }

    private static int lowest(List<CurvePoint> sorted) {
        int lowest = 0;
        for (int i = 1; i < sorted.size(); i++) {
            lowest = sorted.get(i).hfrPixels() < sorted.get(lowest).hfrPixels() ? i : lowest;
        }
        return lowest;
    }

    int exposures() {
        return exposures;
    }
}
