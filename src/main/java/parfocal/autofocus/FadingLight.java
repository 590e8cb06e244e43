package parfocal.autofocus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Light that the same stars lose steadily from frame to frame, as no cloud takes it: dew or frost on the glass.
///
/// The light of all frames is put on one scale by the stars that each two of them share, and must fall along one straight line: a cloud comes and goes in steps, and light that goes with the size of the stars is a matter of measuring.
///
/// @param lost     share of the light that was lost from the first frame to the last
/// @param scatter  of ln light about the line
/// @param frames   numbers of the frames with enough stars
record FadingLight(double lost, double scatter, List<Integer> frames) {
    private static final int FEWEST_STARS = 3;
    private static final int FEWEST_FRAMES = 5;
    private static final double LEAST_LOSS = 0.2;
    private static final double LARGEST_SCATTER = 0.06;

    /// Of the whole loss: more scatter is no line.
    private static final double SHARE_OF_SCATTER = 0.12;

    /// Empty where the light stayed, or came and went.
    static Optional<FadingLight> of(FocusRun run) {
        List<Sample> samples = run.samples();
        int[] frames =
                IntStream.range(0, samples.size())
                        .filter(i ->
                                samples.get(i).hasStars()
                                        && samples.get(i).size().starCount() >= FEWEST_STARS)
                        .toArray();
        if (frames.length < FEWEST_FRAMES) {
            return Optional.empty();
        }
        double[] light = CommonLight.of(run.stars().sightings(), samples.size()).ofFrames();
        double[] y = Arrays.stream(frames).mapToDouble(i -> light[i]).toArray();
        double[] size =
                Arrays.stream(frames)
                        .mapToDouble(i ->
                                StrictMath.log(samples.get(i).size().hfrPixels().orElseThrow()))
                        .toArray();
        double perFrame = medianSlope(frames, y);
        double scatter = scatter(frames, y, perFrame);
        double fall = -perFrame * (frames[frames.length - 1] - frames[0]);
        double lost = 1 - StrictMath.exp(-fall);
        boolean straight = scatter < Math.min(LARGEST_SCATTER, SHARE_OF_SCATTER * fall);
        return lost > LEAST_LOSS && straight && !alongOneLine(size, y)
                ? Optional.of(new FadingLight(lost, scatter, IntStream.of(frames).boxed().toList()))
                : Optional.empty();
    }

    private static double medianSlope(int[] x, double... y) {
        var slopes = DoubleStream.builder();
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                slopes.add((y[i] - y[j]) / (x[i] - x[j]));
            }
        }
        return Median.of(slopes.build().toArray());
    }

    /// Standard deviation that the median distance from the line stands for.
    private static double scatter(int[] x, double[] y, double slope) {
        double[] rest =
                IntStream.range(0, x.length).mapToDouble(i -> y[i] - slope * x[i]).toArray();
        double middle = Median.of(rest);
        double largest = Arrays.stream(rest).map(r -> Math.abs(r - middle)).max().orElse(0);
        double usual =
                1.4826 * Median.of(Arrays.stream(rest).map(r -> Math.abs(r - middle)).toArray());
        return Math.max(usual, largest / 2);
    }

    private static boolean alongOneLine(double[] size, double... light) {
        int agree = 0;
        int pairs = 0;
        for (int i = 0; i < size.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs++;
                agree += (size[i] - size[j]) * (light[i] - light[j]) > 0 ? 1 : 0;
            }
        }
        return agree == pairs;
    }

    Diagnosis diagnosis() {
        return new Diagnosis(
                Cause.DEW,
                0.86,
                "The same stars lost %.0f %% of their light in %d frames, a little in each: something settles on the glass, or a veil thickens."
                        .formatted(100 * lost, frames.size()),
                "Look at the front lens or corrector with a torch; switch the dew heater on or up. Focus is still good, the light is not.",
                frames);
    }
}
