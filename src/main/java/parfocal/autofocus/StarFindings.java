package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusRun.Taken;
import parfocal.stars.Star;

/// What the frames of a run say about the picture itself: too few stars, too much light or too little. Judged on the sharpest frame, where most stars are to be seen.
final class StarFindings {
    /// With ten the size of a frame no longer hangs on any of them; three to nine can be used, with a word.
    private static final int FEWEST_STARS = 10;

    private static final double FAINT_SNR = 20;

    /// Only frames of this many times the smallest size should show as many stars as the field has.
    private static final double NEAR_FOCUS = 3.5;

    private final FocusRun run;
    private final List<Sample> samples;
    private final Optional<Seen> sharpest;
    private final int number;

    StarFindings(FocusRun run) {
        this.run = run;
        this.samples = run.samples();
        Optional<Sample> best =
                samples.stream()
                        .filter(Sample::hasStars)
                        .min(Comparator.comparingDouble(s -> s.size().hfrPixels().orElseThrow()));
        this.number = best.map(samples::indexOf).orElse(0);
        this.sharpest =
                samples.isEmpty()
                        ? Optional.empty()
                        : Optional.of(run.taken().get(number)).map(Taken::seen);
    }

    List<Diagnosis> all() {
        var found = new ArrayList<Diagnosis>();
        if (sharpest.isEmpty()) {
            return found;
        }
        Optional<Saturation> saturation = Saturation.in(run);
        saturation.ifPresent(s -> found.add(s.diagnosis(run)));
        Seen seen = sharpest.get();
        int stars = seen.stars().size();
        double snr = medianSnr(seen);
        if (stars > 0 && snr < FAINT_SNR) {
            found.add(
                    diagnosis(
                            Cause.UNDEREXPOSED,
                            0.8,
                            "Half of the stars of the sharpest frame stand out of the noise by less than %.0f times."
                                    .formatted(snr),
                            "Expose longer, or bin."));
        } else if (stars > 0 && usualCount() < FEWEST_STARS && saturation.isEmpty()) {
            found.add(
                    diagnosis(
                            Cause.TOO_FEW_STARS,
                            0.7,
                            "There %s in the sharpest frame, and %d in a usual one near focus: it takes %d for sizes that do not hang on one star."
                                    .formatted(
                                            stars == 1 ? "is one star" : "are " + stars + " stars",
                                            usualCount(),
                                            FEWEST_STARS),
                            "Expose up to four times as long, read out the whole frame, or point where there are more stars."));
        }
        return found;
    }

    /// Median of the frames near focus.
    private int usualCount() {
        double near = NEAR_FOCUS * samples.get(number).size().hfrPixels().orElse(0);
        int[] counts =
                samples.stream()
                        .filter(s -> s.hasStars() && s.size().hfrPixels().orElseThrow() < near)
                        .mapToInt(s -> s.size().starCount())
                        .sorted()
                        .toArray();
        return counts.length == 0 ? 0 : counts[counts.length / 2];
    }

    private Diagnosis diagnosis(Cause cause, double confidence, String message, String remedy) {
        return new Diagnosis(cause, confidence, message, remedy, List.of(number));
    }

    private static double medianSnr(Seen seen) {
        double[] snr = seen.stars().stream().mapToDouble(Star::snr).sorted().toArray();
        return snr.length == 0 ? 0 : snr[snr.length / 2];
    }
}
