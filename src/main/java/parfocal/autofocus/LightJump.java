package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import parfocal.autofocus.FocusRun.Taken;

/// Light that the same stars lose or gain for good between two frames, as behind another filter.
///
/// A cloud dims stars and not the sky, which it rather brightens; dew takes a little from each frame. A filter takes the same share of
/// both at once. Where the sky is too dark to tell, focus has to tell: it must have moved with the light ([DisplacedFocus]). Stars at the
/// camera's ceiling lose light as they become sharp, and flood the sky as they become wide: they tell of no filter.
///
/// @param first     number of the first frame in the new light, from 0
/// @param share     light of the stars from then on, over that before
/// @param skyBefore typical level of the sky, in ADU, before; `skyAfter` likewise
/// @param skyTells  whether the sky jumped with the stars
record LightJump(int first, double share, double skyBefore, double skyAfter, boolean skyTells) {
    /// In ln: a fifth.
    private static final double LEAST_JUMP = 0.2;

    /// In ln, and of the jump: what measuring large and small stars differs by.
    private static final double SCATTER = 0.15;

    private static final double SHARE_OF_SCATTER = 0.4;

    /// Of all pairs of frames: those far out of focus have few stars, and wild ones.
    private static final double AGREEING = 0.8;

    private static final int LASTING_FRAMES = 2;
    private static final int LASTING_WITHOUT_SKY = 3;

    /// Of a pixel's noise: levels of the sky repeat to a twentieth of it.
    private static final double CLEAR_SKY = 0.2;

    private static final double OVER_SCATTER = 2;

    /// Empty while the light stays, or comes and goes.
    static Optional<LightJump> in(FocusRun run) {
        int count = run.samples().size();
        if (count <= LASTING_FRAMES || Saturation.in(run).isPresent()) {
            return Optional.empty();
        }
        var light = CommonLight.of(run.stars().sightings(), count);
        for (int first = 1; first < count; first++) {
            boolean lasts = count - first >= LASTING_FRAMES || run.samples().getLast().proof();
            OptionalDouble jump = lasts ? jump(light, first) : OptionalDouble.empty();
            if (jump.isPresent()) {
                double[] before = sky(run.taken().subList(0, first));
                double[] after = sky(run.taken().subList(first, count));
                boolean sky = together(run, before, after, jump.getAsDouble());
                if (sky || focusTells(run, first)) {
                    return Optional.of(
                            new LightJump(
                                    first,
                                    StrictMath.exp(jump.getAsDouble()),
                                    Median.of(before),
                                    Median.of(after),
                                    sky));
                }
            }
        }
        return Optional.empty();
    }

    /// In ln; empty where frames before and after do not agree on one, or differ among themselves.
    private static OptionalDouble jump(CommonLight light, int first) {
        int count = light.frames();
        var across = new ArrayList<Double>();
        var within = new ArrayList<Double>();
        for (int f = 0; f < count; f++) {
            for (int g = f + 1; g < count; g++) {
                List<Double> where = f < first && g >= first ? across : within;
                light.between(g, f).ifPresent(where::add);
            }
        }
        double jump = Median.of(across.stream().mapToDouble(Double::doubleValue).toArray());
        double scatter = Math.max(SCATTER, SHARE_OF_SCATTER * Math.abs(jump));
        boolean agreed =
                Math.abs(jump) > LEAST_JUMP
                        && mostly(across, jump, scatter)
                        && mostly(within, 0, scatter);
        return agreed ? OptionalDouble.of(jump) : OptionalDouble.empty();
    }

    private static boolean mostly(List<Double> values, double expected, double scatter) {
        long near = values.stream().filter(v -> Math.abs(v - expected) < scatter).count();
        return near >= AGREEING * values.size();
    }

    private static double[] sky(List<Taken> frames) {
        return frames.stream().mapToDouble(t -> t.seen().backgroundAdu()).toArray();
    }

    /// Whether the sky went the way of the stars, by more than it varies.
    private static boolean together(FocusRun run, double[] before, double[] after, double jump) {
        double noise =
                Median.of(run.taken().stream().mapToDouble(t -> t.seen().noiseAdu()).toArray());
        double change = Median.of(after) - Median.of(before);
        double scatter = Math.max(range(before), range(after));
        return noise > 0
                && change * jump > 0
                && Math.abs(change) > Math.max(CLEAR_SKY * noise, OVER_SCATTER * scatter);
    }

    private static double range(double... values) {
        var all = DoubleStream.of(values).summaryStatistics();
        return all.getMax() - all.getMin();
    }

    private static boolean focusTells(FocusRun run, int first) {
        return run.samples().size() - first >= LASTING_WITHOUT_SKY
                && DisplacedFocus.explains(run.samples(), first, run.plan().law());
    }

    /// Whether another jump undid this one.
    boolean undoneBy(LightJump later) {
        return Math.abs(StrictMath.log(share * later.share)) < LEAST_JUMP;
    }

    /// What was seen, with its numbers.
    ///
    /// @param samples of the run that it befell
    String sentence(List<Sample> samples) {
        String stars =
                "From the frame at %d on, the same stars gave %.0f %% of the light they had given before, and it stayed so"
                        .formatted(samples.get(first).positionSteps(), 100 * share);
        return skyTells
                ? "%s; the sky between them went from %.0f to %.0f ADU with them, as behind another filter and behind no cloud."
                        .formatted(stars, skyBefore, skyAfter)
                : stars
                        + ", and focus moved with it, as behind another filter and behind no cloud.";
    }

    /// Numbers of the frames in the new light.
    List<Integer> frames(int count) {
        return IntStream.range(first, count).boxed().toList();
    }
}
