package parfocal.autofocus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.curve.ErrorLaw;

/// Best focus that moves on by itself while the frames of a run are taken, as in a telescope that cools: one number more, the speed,
/// explains the frames far better than a focus that stays, and than anything that could have happened to the moves. See [Accounts].
///
/// @param stepsPerSecond      upward
/// @param sigmaStepsPerSecond its standard deviation
/// @param rival               what explains the frames nearly as well
/// @param first               when the first frame was taken
/// @param last                when the last one was; best focus is given for that time
/// @param celsius             by how much it got warmer between the two; empty without a probe
public record Drift(
        double stepsPerSecond,
        double sigmaStepsPerSecond,
        Optional<String> rival,
        Moment first,
        Moment last,
        Optional<Double> celsius) {
    /// Without a move between, so that nothing but time tells two frames apart.
    static final Duration WAIT = Duration.ofSeconds(60);

    static final String REMEDY =
            "Let the telescope cool before focusing, and focus again often until it has; temperature compensation keeps focus in between.";

    /// Empty as long as no frame was taken at a place where one had been: before, moves and time go along with each other. Without a
    /// thermometer that changed, that frame is one which was waited for: air that is larger in the proof than in the sweep looks the same.
    ///
    /// @param all samples in order of arrival, as they were reported
    static Optional<Drift> in(List<Sample> all, ErrorLaw law) {
        boolean waited = all.stream().anyMatch(s -> s.purpose() == Purpose.WAITED);
        boolean tells = waited || (all.stream().anyMatch(Sample::proof) && gotWarmerOrColder(all));
        return tells ? Accounts.drift(all, law) : Optional.empty();
    }

    private static boolean gotWarmerOrColder(List<Sample> samples) {
        return Thermometer.of(samples).map(Thermometer::changed).orElse(false);
    }

    /// Whether the frame just taken on a flank, taken again later, would tell a focus that moves with time from all else: where it got
    /// colder or warmer, or where time or moves explain what positions alone do not.
    static boolean waitingTells(List<Sample> samples, ErrorLaw law) {
        Sample last = samples.getLast();
        if (!last.sweeping() || !last.hasStars() || last.moment().isEmpty()) {
            return false;
        }
        return gotWarmerOrColder(samples) || Accounts.driftIsSuspected(samples, law);
    }

    /// How far best focus moves on until the proof, which takes as long as the longest way between two frames did.
    double untilArrivalSteps(List<Sample> samples) {
        double longest = 0;
        for (int i = 1; i < samples.size(); i++) {
            boolean moved = samples.get(i).purpose() != Purpose.WAITED;
            double seconds = seconds(samples.get(i)) - seconds(samples.get(i - 1));
            longest = moved ? Math.max(longest, seconds) : longest;
        }
        return stepsPerSecond * longest;
    }

    /// The samples as if all had been taken at the time of the last.
    List<Sample> allowedFor(List<Sample> all) {
        return all.stream().map(s -> s.wandered(stepsPerSecond * untilLast(s))).toList();
    }

    private double untilLast(Sample sample) {
        return last.seconds() - seconds(sample);
    }

    private static double seconds(Sample sample) {
        return sample.moment().orElseThrow().seconds();
    }

    /// What the doubt about the speed adds to best focus now, when these samples made the curve.
    double sigmaSteps(List<Sample> counting) {
        double ago = counting.stream().mapToDouble(this::untilLast).average().orElse(0);
        return sigmaStepsPerSecond * ago;
    }

    double seconds() {
        return last.seconds() - first.seconds();
    }

    /// How far best focus moved during the run, with what was seen of the temperature.
    String sentence() {
        double steps = stepsPerSecond * seconds();
        String words =
                "Best focus moved %s by about %.0f steps in the %.1f minutes from the first frame to the last, %.1f ± %.1f a minute%s. Where it was found is where it stood at the last frame."
                        .formatted(
                                steps > 0 ? "outward" : "inward",
                                Math.abs(steps),
                                seconds() / 60,
                                Math.abs(60 * stepsPerSecond),
                                60 * sigmaStepsPerSecond,
                                celsius.map(Drift::words).orElse(""));
        return rival.map(other -> words + " " + other).orElse(words);
    }

    private static String words(double celsius) {
        return ", while it got %.1f °C %s"
                .formatted(Math.abs(celsius), celsius < 0 ? "colder" : "warmer");
    }
}
