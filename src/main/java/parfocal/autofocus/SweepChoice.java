package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Whether the step that somebody chose for a fixed sweep fits the curve that it met: its ends are right at 2.75 times the smallest size. Less
/// than 1.3 times is too little to tell a curve from the air; with two samples or fewer below twice the smallest size, one flawed frame
/// decides where focus is.
final class SweepChoice {
    private static final double TOO_LEVEL = 1.3;

    /// From one end of such a sweep to the other: more than rough air makes of medians.
    private static final double CLEAR_FALL = 1.12;

    private static final double NEAR_FOCUS = 2;
    private static final int FEWEST_NEAR_FOCUS = 3;
    private static final double RIGHT_ENDS = 2.75;

    /// More than what was ever seen of a level sweep must not be promised.
    private static final double LARGEST_FACTOR = 5;

    /// It is seen on each frame of the sweep, whatever else is made of it.
    private static final double SEEN = 0.94;

    private final FocusRun run;
    private final FixedSweep chosen;
    private final List<Sample> sweep;

    private SweepChoice(FocusRun run, FixedSweep chosen) {
        this.run = run;
        this.chosen = chosen;
        this.sweep = run.sweep();
    }

    /// Empty where nobody chose, where the sweep was not completed, and where the choice was good.
    static Optional<Diagnosis> of(FocusRun run) {
        return run.plan()
                .fixed()
                .map(chosen -> new SweepChoice(run, chosen))
                .filter(choice -> choice.sweep.size() == choice.chosen.samples())
                .flatMap(choice -> choice.tooSmall().or(choice::tooLarge));
    }

    private Optional<Diagnosis> tooSmall() {
        double smallest = smallest();
        double height = height();
        if (sizes().count() < sweep.size() || height >= TOO_LEVEL) {
            return Optional.empty();
        }
        double factor =
                Math.clamp(reach(RIGHT_ENDS) / Math.max(0.1, reach(height)), 2, LARGEST_FACTOR);
        return Optional.of(
                diagnosis(
                        Cause.STEP_TOO_SMALL,
                        "All %d samples of the sweep, %d steps from end to end, are about as large: from %.2f px on, medians of three neighbours grow by a factor of %.2f only. That is too level to tell a curve from the air's own changes."
                                .formatted(sweep.size(), chosen.lengthSteps(), smallest, height),
                        "Take steps of about %.0f instead of %d: the ends should be 2.5 to 3 times as large as the smallest.%s If sizes stay the same all the same, the tube does not follow its motor."
                                .formatted(
                                        Math.ceil(factor * chosen.stepSteps()),
                                        chosen.stepSteps(),
                                        whereTo())));
    }

    /// On a flank, focus may lie farther away than the ends of any sweep should.
    private String whereTo() {
        double[] medians = medians();
        double first = medians[0];
        double last = medians[medians.length - 1];
        if (Math.max(first, last) < CLEAR_FALL * Math.min(first, last)) {
            return "";
        }
        Sample smaller = first > last ? sweep.getLast() : sweep.getFirst();
        return " Sizes fall toward %d: start there, or beyond.".formatted(smaller.positionSteps());
    }

    /// Only of a sweep that passed focus: on one flank alone, sizes may be near each other or not at any step.
    private Optional<Diagnosis> tooLarge() {
        double smallest = smallest();
        long near = sizes().filter(size -> size < NEAR_FOCUS * smallest).count();
        if (near == 0 || near >= FEWEST_NEAR_FOCUS || !passedFocus(smallest)) {
            return Optional.empty();
        }
        double right =
                run.fit()
                        .map(fit ->
                                2
                                        * reach(RIGHT_ENDS)
                                        * fit.fit().curve().halfWidthSteps()
                                        / (chosen.samples() - 1))
                        .filter(step -> step < chosen.stepSteps())
                        .orElse(chosen.stepSteps() / 3.0);
        return Optional.of(
                diagnosis(
                        Cause.STEP_TOO_LARGE,
                        "Only %d of the %d samples of the sweep, %d steps apart, %s below twice the smallest size, %.2f px: all others lie far out, where stars tell little about the place of focus, or are not seen at all."
                                .formatted(
                                        near,
                                        sweep.size(),
                                        chosen.stepSteps(),
                                        near == 1 ? "is" : "are",
                                        smallest),
                        "Take steps of about %.0f instead of %d, so that the ends are 2.5 to 3 times as large as the smallest."
                                .formatted(Math.max(1, right), chosen.stepSteps())));
    }

    /// How much larger the largest size is than the smallest, of medians of three neighbours: one frame in rough air makes no curve.
    private double height() {
        return DoubleStream.of(medians()).max().orElse(0)
                / DoubleStream.of(medians()).min().orElse(1);
    }

    private double[] medians() {
        double[] all = sizes().toArray();
        return IntStream.range(1, all.length - 1)
                .mapToDouble(i -> middle(all[i - 1], all[i], all[i + 1]))
                .toArray();
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private boolean passedFocus(double smallest) {
        int at =
                IntStream.range(0, sweep.size())
                        .filter(i -> sweep.get(i).hasStars() && size(sweep.get(i)) == smallest)
                        .findFirst()
                        .orElse(0);
        return at > 0 && at < sweep.size() - 1;
    }

    private double smallest() {
        return sizes().min().orElse(0);
    }

    private DoubleStream sizes() {
        return sweep.stream().filter(Sample::hasStars).mapToDouble(SweepChoice::size);
    }

    private static double size(Sample sample) {
        return sample.size().hfrPixels().orElseThrow();
    }

    /// In half-widths from best focus, where stars are so many times the smallest size.
    private static double reach(double height) {
        return Math.sqrt(height * height - 1);
    }

    private Diagnosis diagnosis(Cause cause, String message, String remedy) {
        return new Diagnosis(
                cause, SEEN, message, remedy, sweep.stream().map(run.samples()::indexOf).toList());
    }
}
