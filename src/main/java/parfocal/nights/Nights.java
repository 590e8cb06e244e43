package parfocal.nights;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGeneratorFactory;
import parfocal.rig.RigPlan;

/// Many nights at once, on all cores. The same seed gives the same nights, in whatever order they are done.
public final class Nights {
    /// Large enough for stars and small enough to be drawn in a moment; rigs with fewer pixels keep theirs.
    private static final int FIELD_WIDTH = 1000;

    private static final int FIELD_HEIGHT = 800;

    /// A field of this many stars brighter than magnitude 14 at least: chip and sky are chosen for that by whoever focuses.
    private static final double FEWEST_STARS = 25;

    private final boolean quick;

    /// @param quick star sizes from the truth instead of frames
    public Nights(boolean quick) {
        this.quick = quick;
    }

    /// @param runs nights of each condition on each rig; more where a kind cannot befall all of them
    public List<NightPlan> planned(
            List<RigPlan> rigs, List<Condition> conditions, int runs, long seed) {
        var plans = new ArrayList<NightPlan>();
        for (Condition condition : conditions) {
            if (quick && condition.needsPictures()) {
                continue;
            }
            List<RigPlan> befallen = rigs.stream().filter(condition::befalls).toList();
            for (RigPlan whole : befallen) {
                RigPlan rig = field(whole);
                // As many nights of each kind, whatever rigs it can befall.
                int own = Math.ceilDiv(runs * rigs.size(), befallen.size());
                for (int number = 0; number < own; number++) {
                    long night = mixed(seed, rig.name(), condition.published(), number);
                    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(night);
                    plans.add(
                            new NightPlan(
                                    condition.drawn(rig, random),
                                    condition,
                                    random.nextLong(),
                                    number,
                                    quick));
                }
            }
        }
        return plans;
    }

    private static RigPlan field(RigPlan rig) {
        RigPlan small =
                rig.withField(
                        Math.min(FIELD_WIDTH, rig.widthPixels()),
                        Math.min(FIELD_HEIGHT, rig.heightPixels()));
        return small.brightStars() >= FEWEST_STARS
                ? small
                : small.with("stars", Double.toString(FEWEST_STARS));
    }

    private static long mixed(long seed, String rig, String condition, int number) {
        long mixed = seed * 0x9E3779B97F4A7C15L + rig.hashCode();
        mixed = mixed * 0xC2B2AE3D27D4EB4FL + condition.hashCode();
        return mixed * 0x165667B19E3779F9L + number;
    }

    /// @param told after each night, in the order of completion
    /// @return in the order of the plans
    public List<NightResult> live(List<NightPlan> plans, boolean beside, Consumer<NightResult> told)
            throws InterruptedException {
        ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            var waiting = new ArrayList<Future<NightResult>>();
            for (NightPlan plan : plans) {
                waiting.add(
                        cores.submit(() -> {
                            NightResult result = new Night(plan).live(beside);
                            synchronized (told) {
                                told.accept(result);
                            }
                            return result;
                        }));
            }
            var results = new ArrayList<NightResult>();
            for (Future<NightResult> each : waiting) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(
                    "a simulated night broke off: " + broken.getMessage(), broken);
        } finally {
            cores.shutdownNow();
        }
    }
}
