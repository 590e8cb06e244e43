package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.Hyperbola;
import parfocal.stars.Star;

/// Best focus of a tilted or curved field: where the mean of all squared sizes over its area is least.
///
/// Stars stand where they stand. The mean of a few dozen of them lies beside the middle of the field, and the curve of their mean size is no
/// hyperbola where each has its focus elsewhere. So every star is freed from what the surface of best focus does to it, and the curve is fitted to
/// what is left.
final class FieldFocus {
    private static final int ROUNDS = 3;

    private FieldFocus() {}

    /// Empty on a field that is flat as far as the run can tell.
    static Optional<CurveFit> of(FocusRun run, SweepFit fit) {
        return FieldTilt.of(run)
                .filter(tilt -> tilt.tilted() || tilt.curved())
                .flatMap(_ -> flattened(run, fit));
    }

    private static Optional<CurveFit> flattened(FocusRun run, SweepFit fit) {
        List<SameStars.Sighting> seen = FieldTilt.often(run, fit);
        Hyperbola ofStars = fit.fit().curve();
        Optional<CurveFit> flat = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            var surface = new FieldSurface(seen, run.samples(), ofStars);
            List<CurvePoint> points = points(run, fit, surface);
            if (!(CurveFit.of(points, run.plan().law()) instanceof CurveFit fitted)) {
                return flat;
            }
            flat = Optional.of(fitted);
            ofStars =
                    new Hyperbola(
                            fitted.curve().bestPositionSteps() - surface.fieldAgainstStars(),
                            fitted.curve().halfWidthSteps(),
                            fitted.curve().minimumPixels());
        }
        return flat;
    }

    /// What the samples of the curve would have shown had all their stars stood where best focus is that of the whole field.
    private static List<CurvePoint> points(FocusRun run, SweepFit fit, FieldSurface surface) {
        List<Integer> numbers =
                IntStream.range(0, run.samples().size())
                        .filter(i -> fit.counting().contains(run.samples().get(i)))
                        .boxed()
                        .toList();
        List<FrameSize> sizes =
                SameStars.sizesOf(numbers.stream().map(i -> flat(run, i, surface)).toList());
        return IntStream.range(0, sizes.size())
                .mapToObj(k ->
                        new CurvePoint(
                                run.samples().get(numbers.get(k)).positionSteps(),
                                sizes.get(k).hfrPixels().orElse(Double.NaN),
                                sizes.get(k).sigmaPixels()))
                .toList();
    }

    private static List<Star> flat(FocusRun run, int number, FieldSurface surface) {
        Sample sample = run.samples().get(number);
        double withoutTrail =
                sample.size().hfrPixels().orElse(1)
                        / run.measured().get(number).hfrPixels().orElse(1);
        return run.taken().get(number).seen().stars().stream()
                .map(star ->
                        star.resized(
                                withoutTrail
                                        / surface.broadening(
                                                star.x() - sample.size().shiftX(),
                                                star.y() - sample.size().shiftY(),
                                                sample.positionSteps())))
                .toList();
    }
}
