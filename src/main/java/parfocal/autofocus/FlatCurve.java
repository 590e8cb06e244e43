package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusStep.GiveUp;

/// Stars that are as large at one end of a sweep as at the other, and several times as large as stars in focus are: no step of a usual length
/// shows in them. A veil on the glass does that, or air that is worse than the optics; far out of focus, and with a motor that stands, it
/// looks alike.
///
/// @param inFocusPixels half-flux radius of stars in focus, by earlier runs or by the scale of the frame
record FlatCurve(
        List<Integer> samples, double smallestPixels, double growth, double inFocusPixels) {
    private static final int FEWEST = 4;

    /// From where on the smallest and the largest of the sizes are one frame's luck.
    private static final int MANY = 6;

    private static final double LEVEL = 1.25;

    /// At 2.75 times end the sweeps that are right.
    private static final double LARGE = 4;

    /// Of a sweep whose steps somebody chose; a search of our own ends with more likely reasons.
    private static final double SEEN = 0.75;

    private static final double BESIDE_THE_MOTOR = 0.55;

    private static final String REMEDY =
            "Look for frost or dew on the glass, a cap or a diffuser, and the filter in the light; wait if the air is as bad. If all that is well, focus lies far beyond these positions, or the tube does not follow its motor.";

    /// Empty as well where nothing tells how large stars in focus are.
    static Optional<FlatCurve> of(FocusRun run) {
        List<Integer> counting =
                IntStream.range(0, run.samples().size())
                        .filter(i -> run.samples().get(i).sweeping())
                        .filter(i -> run.samples().get(i).hasStars())
                        .boxed()
                        .toList();
        if (counting.size() < FEWEST) {
            return Optional.empty();
        }
        OptionalDouble inFocus =
                CameraAdvice.inFocus(run.plan(), run.taken().get(counting.getFirst()).seen());
        double[] sizes =
                counting.stream()
                        .mapToDouble(i -> run.samples().get(i).size().hfrPixels().orElseThrow())
                        .sorted()
                        .toArray();
        int luck = sizes.length < MANY ? 0 : 1;
        double growth = sizes[sizes.length - 1 - luck] / sizes[luck];
        return inFocus.isPresent() && growth < LEVEL && sizes[luck] > LARGE * inFocus.getAsDouble()
                ? Optional.of(new FlatCurve(counting, sizes[luck], growth, inFocus.getAsDouble()))
                : Optional.empty();
    }

    GiveUp refusal(FocusRun run) {
        return new GiveUp(Cause.BAD_SEEING, sentence(run), REMEDY);
    }

    Diagnosis diagnosis(FocusRun run) {
        return new Diagnosis(
                Cause.BAD_SEEING,
                run.plan().fixed().isPresent() ? SEEN : BESIDE_THE_MOTOR,
                sentence(run),
                REMEDY,
                samples);
    }

    private String sentence(FocusRun run) {
        return "From %d to %d stars are about as large, %.1f px or at most %.2f times that, and in focus they would be near %.1f px: something spreads them wherever the focuser stands."
                .formatted(
                        positions(run).min().orElseThrow(),
                        positions(run).max().orElseThrow(),
                        smallestPixels,
                        growth,
                        inFocusPixels);
    }

    private IntStream positions(FocusRun run) {
        return samples.stream().mapToInt(i -> run.samples().get(i).positionSteps());
    }
}
