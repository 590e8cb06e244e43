package parfocal.nights;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.Learned;
import parfocal.autofocus.Sample;
import parfocal.autofocus.Seen;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Glance;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.TrueCurve;
import parfocal.stars.Star;
import parfocal.stars.StarFlag;
import parfocal.time.VirtualPace;

/// One night, lived through twice: once with our autofocus and once with the plain one.
final class Night {
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");

    private final NightPlan plan;

    Night(NightPlan plan) {
        this.plan = plan;
    }

    /// @param beside whether the plain autofocus gets the same night too
    NightResult live(boolean beside) throws DeviceException, InterruptedException {
        double before = cpuSeconds();
        var pace = new VirtualPace(NIGHTFALL);
        Rig rig = Rig.setUp(plan.rig(), plan.seed(), pace);
        FocusPlan focusPlan = plan.condition().focusPlan(plan.rig()).withLearned(taught());
        Eye eye = eye(rig);
        double slack = rig.trueSlackSteps(focusPlan.approach());
        double zone = TrueCurve.of(plan.rig()).distanceOfGrowthSteps(focusPlan.tolerance());
        FocusResult result;
        var truths = new ArrayList<Double>();
        var lags = DoubleStream.builder();
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser = settled(device, pace)) {
            Eye watched =
                    exposure -> {
                        truths.add(rig.trueBestSteps(focusPlan.approach()));
                        lags.add(rig.trueSlackSteps(Approach.UP));
                        return eye.look(exposure);
                    };
            result = new Autofocus(focuser, watched, pace, _ -> {}).run(focusPlan);
        }
        return new NightResult(
                plan,
                result,
                rig.trueDefocusSteps(),
                zone,
                error(result, truths, rig),
                rig.truePlaySteps(),
                rig.trueBestSteps(Approach.UP) - rig.trueBestSteps(Approach.DOWN),
                slack,
                spread(lags.build()),
                beside ? Optional.of(plainly(zone, focusPlan)) : Optional.empty(),
                cpuSeconds() - before);
    }

    /// Of the place that decided, against where focus was on average while the samples of the curve were taken: a tube that cools
    /// moves on afterwards, and that shows in where the night ended.
    ///
    /// Where the counter means another place after each turn, there is nothing to hold the number against but the place itself: the last
    /// frame's.
    private OptionalDouble error(FocusResult result, List<Double> truths, Rig rig) {
        if (result.fit().isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Sample> samples = result.run().samples();
        double best = result.best().orElseThrow().positionSteps();
        if (!NightResult.countsEvenly(plan.rig())) {
            return OptionalDouble.of(
                    best - samples.getLast().positionSteps() + rig.trueDefocusSteps());
        }
        if (result.run().drift().isPresent()) {
            // It is said for the time of the last frame.
            return OptionalDouble.of(best - truths.getLast());
        }
        List<Sample> counting = result.fit().get().counting();
        // A run that began anew is the last that the sky saw.
        List<Double> seen = truths.subList(truths.size() - samples.size(), truths.size());
        double truth =
                IntStream.range(0, samples.size())
                        .filter(i -> counting.contains(samples.get(i)))
                        .mapToDouble(seen::get)
                        .average()
                        .orElseThrow();
        return OptionalDouble.of(best - truth);
    }

    private static double spread(DoubleStream values) {
        DoubleSummaryStatistics of = values.summaryStatistics();
        return of.getCount() == 0 ? 0 : of.getMax() - of.getMin();
    }

    /// What a run of another night taught, on nights of telescopes that are known.
    private Optional<Learned> taught() throws DeviceException, InterruptedException {
        if (!plan.condition().ofAKnownTelescope()) {
            return Optional.empty();
        }
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(plan.seed());
        RigPlan before = plan.condition().teaching(plan.rig(), random);
        var pace = new VirtualPace(NIGHTFALL);
        Rig rig = Rig.setUp(before, random.nextLong(), pace);
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser = settled(device, pace)) {
            return Learned.from(
                    new Autofocus(focuser, eye(rig), pace, _ -> {}).run(FocusPlan.defaults()));
        }
    }

    private NightResult.PlainResult plainly(double zone, FocusPlan focusPlan)
            throws DeviceException, InterruptedException {
        var pace = new VirtualPace(NIGHTFALL);
        Rig rig = Rig.setUp(plan.rig(), plan.seed(), pace);
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser = settled(device, pace)) {
            // Its user has found out the right step: the half-width is four times the zone.
            var plain =
                    new PlainAutofocus(focuser, eye(rig), (int) Math.max(1, Math.round(3 * zone)));
            Optional<String> refusal = plain.run(focusPlan.exposure());
            return new NightResult.PlainResult(refusal, rig.trueDefocusSteps(), plain.exposures());
        }
    }

    private static Settling settled(Focuser device, VirtualPace pace) {
        return new Settling(new Limits(device, device.travel()), pace, SettlingSettings.defaults());
    }

    private Eye eye(Rig rig) {
        Eye eye = plan.quick() ? glancing(rig.glance()) : Eye.through(rig.camera());
        OptionalInt failing = plan.condition().failingFrame();
        return failing.isPresent() ? new FailingEye(eye, failing.getAsInt()) : eye;
    }

    private static Eye glancing(Glance glance) {
        return exposure -> seen(glance.expose(exposure));
    }

    /// Sees until its camera stops answering.
    private static final class FailingEye implements Eye {
        private final Eye eye;
        private int looksLeft;

        FailingEye(Eye eye, int failing) {
            this.eye = eye;
            this.looksLeft = failing;
        }

        @Override
        public Seen look(Duration exposure) throws DeviceException, InterruptedException {
            looksLeft--;
            if (looksLeft <= 0) {
                throw new DeviceException(
                        new DeviceFault.CameraFailed("simulated camera", "no frame came in 60 s."));
            }
            return eye.look(exposure);
        }
    }

    private static Seen seen(Glance.Glimpse glanced) {
        var stars = new ArrayList<Star>();
        var saturated = new ArrayList<Star>();
        for (Glance.SeenStar star : glanced.stars()) {
            (star.saturated() ? saturated : stars).add(star(star));
        }
        // As a frame is measured: rather saturated stars than none.
        List<Star> measurable = stars.isEmpty() ? saturated : stars;
        measurable.sort((a, b) -> Double.compare(b.fluxAdu(), a.fluxAdu()));
        return new Seen(
                measurable, saturated.size(), 0, 0, glanced.backgroundAdu(), glanced.noiseAdu());
    }

    private static Star star(Glance.SeenStar seen) {
        return new Star(
                seen.x(),
                seen.y(),
                seen.fluxAdu(),
                seen.hfrPixels(),
                seen.sigmaPixels(),
                2 * seen.hfrPixels(),
                seen.peakAdu(),
                seen.eccentricity(),
                OptionalDouble.of(seen.longAxisDegrees()),
                seen.snr(),
                seen.saturated() ? EnumSet.of(StarFlag.SATURATED) : EnumSet.noneOf(StarFlag.class));
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
