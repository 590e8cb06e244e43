package parfocal.shape;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.autofocus.SweepFit;
import parfocal.curve.Hyperbola;
import parfocal.curve.SizeBound;
import parfocal.device.Focuser;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.rig.TrueCurve;
import parfocal.stars.StarField;
import parfocal.time.VirtualPace;

/// Shape against size on rendered frames: `ShapeBench RIG RUNS SEED [setting=value …]`, each line one sweep, the last one all.
///
/// Nine frames of two seconds, 512 × 512 px or `-Dfield=`, ends at three times the smallest size, seeing that jitters by 7 %, no backlash. The
/// bound is that of sizes ([SizeBound]) with the rig's own law of sizes and the standard errors of these very frames.
final class ShapeBench {
    private static final double JITTER = 0.07;
    private static final int FRAMES = 9;
    private static final int FIELD = Integer.getInteger("field", 512);
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");

    private final RigPlan rig;
    private final FocusPlan plan = FocusPlan.defaults();
    private final List<PlacedProfile> profiles = new ArrayList<>();
    private final double[] positions = new double[FRAMES];
    private double stackSeconds;

    private ShapeBench(RigPlan rig) {
        this.rig = rig;
    }

    /// One sweep; errors in steps.
    private record Sweep(
            double bound,
            double sizes,
            double sizesSigma,
            double shape,
            double shapeSigma,
            ShapeFit fit,
            double seconds) {
        /// As a run asks before it lets the shape choose.
        boolean believed() {
            return fit.chiSquare() < ShapeFit.LARGEST_CHI_SQUARE && shapeSigma < sizesSigma;
        }

        double both() {
            double a = 1 / (sizesSigma * sizesSigma);
            double b = 1 / (shapeSigma * shapeSigma);
            return (a * sizes + b * shape) / (a + b);
        }
    }

    public static void main(String[] arguments) throws Exception {
        RigPlan whole = Rigs.named(arguments[0]).orElseThrow();
        RigPlan small =
                whole.withField(
                        Math.min(FIELD, whole.widthPixels()),
                        Math.min(FIELD, whole.heightPixels()));
        RigPlan rig =
                (small.brightStars() < 25 ? small.with("stars", "25") : small)
                        .with("seeing-jitter", Double.toString(JITTER))
                        .with("backlash-steps", "0");
        for (String setting : Arrays.asList(arguments).subList(3, arguments.length)) {
            int equals = setting.indexOf('=');
            rig = rig.with(setting.substring(0, equals), setting.substring(equals + 1));
        }
        PrintStream out = System.out;
        var sweeps = new ArrayList<Sweep>();
        int runs = Integer.parseInt(arguments[1]);
        for (int run = 0; run < runs; run++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom")
                            .create(Long.parseLong(arguments[2]) * 1000 + run);
            Optional<Sweep> sweep = new ShapeBench(rig).sweep(random);
            sweep.ifPresent(sweeps::add);
            out.println(run + " " + sweep.map(ShapeBench::line).orElse("no curve"));
        }
        print(sweeps, out);
    }

    private static String line(Sweep s) {
        return String.format(
                Locale.ROOT,
                "bound %.3f sizes %+.3f ± %.3f shape %+.3f ± %.3f chi2 %.2f hole %.3f spherical %.2f growth %.4f",
                s.bound,
                s.sizes,
                s.sizesSigma,
                s.shape,
                s.shapeSigma,
                s.fit.chiSquare(),
                s.fit.obstruction(),
                s.fit.sphericalPixels(),
                s.fit.discPixelsPerStep());
    }

    private static void print(List<Sweep> sweeps, PrintStream out) {
        double bound = rms(sweeps.stream().mapToDouble(Sweep::bound).toArray());
        double[] pulls = sweeps.stream().mapToDouble(s -> s.shape / s.shapeSigma).toArray();
        out.printf(
                Locale.ROOT,
                "n %d  bound %.3f steps; over it: sizes %.2f  shape %.2f  both %.2f; shape: mean %+.2f  pull %.2f  within 1 σ %.0f %%, 1.96 σ %.0f %%; believed %d"
                        + "  fit and stacks %.0f ms%n",
                sweeps.size(),
                bound,
                rms(sweeps.stream().mapToDouble(Sweep::sizes).toArray()) / bound,
                rms(sweeps.stream().mapToDouble(Sweep::shape).toArray()) / bound,
                rms(sweeps.stream().mapToDouble(Sweep::both).toArray()) / bound,
                sweeps.stream().mapToDouble(Sweep::shape).average().orElse(0) / bound,
                rms(pulls),
                within(pulls, 1),
                within(pulls, 1.96),
                sweeps.stream().filter(Sweep::believed).count(),
                1000 * sweeps.stream().mapToDouble(Sweep::seconds).average().orElse(0));
    }

    private static double within(double[] pulls, double sigmas) {
        return 100.0
                * Arrays.stream(pulls).filter(pull -> Math.abs(pull) < sigmas).count()
                / pulls.length;
    }

    private static double rms(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElse(0));
    }

    private Optional<Sweep> sweep(RandomGenerator random) throws Exception {
        TrueCurve curve = TrueCurve.of(rig);
        double step = curve.distanceOfGrowthSteps(2) / 4;
        int way = plan.approach().sign();
        double start = Math.rint(rig.bestSteps() - way * 8 * step);
        var pace = new VirtualPace(NIGHTFALL);
        Rig night =
                Rig.setUp(rig.with("start-steps", Double.toString(start)), random.nextLong(), pace);
        double middle = rig.bestSteps() + step * (random.nextDouble() - 0.5);
        FocusRun run;
        // A tube that cools takes best focus along: that of the sweep is the mean over its frames.
        double truth = 0;
        try (Focuser focuser = night.connectFocuser(WireLog.none())) {
            run = FocusRun.begin(plan, focuser.travel(), (int) start);
            run =
                    run.with(
                            new MeasureAt((int) start, List.of(), Purpose.SAMPLE, "start"),
                            (int) start,
                            List.of());
            for (int i = 0; i < FRAMES; i++) {
                int target = (int) Math.rint(middle + way * (i - FRAMES / 2) * step);
                focuser.moveTo(target);
                while (focuser.status().moving()) {
                    pace.pause(Duration.ofMillis(100));
                }
                double before = night.trueBestSteps(plan.approach());
                Frame frame = night.camera().expose(Duration.ofSeconds(2));
                truth += (before + night.trueBestSteps(plan.approach())) / (2 * FRAMES);
                StarField field = StarField.detect(frame);
                run =
                        run.with(
                                new MeasureAt(target, List.of(), Purpose.SAMPLE, "bench"),
                                target,
                                field.measurable());
                positions[i] = target;
                double began = cpuSeconds();
                ProfileStack.of(frame, field)
                        .ifPresent(profile -> profiles.add(new PlacedProfile(target, profile)));
                stackSeconds += cpuSeconds() - began;
            }
        }
        double frameError =
                run.samples().stream()
                        .filter(s -> s.size().hfrPixels().isPresent())
                        .mapToDouble(
                                s -> s.size().sigmaPixels() / s.size().hfrPixels().orElseThrow())
                        .average()
                        .orElse(0);
        double best = truth;
        return run.fit().flatMap(sizes -> judged(sizes, best, bound(curve, best, frameError)));
    }

    private Optional<Sweep> judged(SweepFit sizes, double truth, double bound) {
        double began = cpuSeconds();
        return ShapeFit.of(profiles, sizes.fit().curve())
                .map(shape ->
                        new Sweep(
                                bound,
                                sizes.fit().curve().bestPositionSteps() - truth,
                                sizes.fit().sigmaSteps(),
                                shape.bestPositionSteps() - truth,
                                shape.sigmaSteps(),
                                shape,
                                stackSeconds + cpuSeconds() - began));
    }

    private double bound(TrueCurve curve, double truth, double frameError) {
        double inFocus = curve.hfrPixels(0, 1);
        double slope = curve.hfrPixels(1e6, 1) / 1e6;
        double minimum = curve.hfrPixels(0, curve.usualFwhmPixels());
        SizeBound.Law law =
                (defocusPixels, logBlur) ->
                        Math.log(
                                curve.hfrPixels(
                                        Math.abs(defocusPixels) / slope,
                                        Math.exp(logBlur) / inFocus));
        return SizeBound.sigmaSteps(
                law, positions, new Hyperbola(truth, minimum / slope, minimum), JITTER, frameError);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
