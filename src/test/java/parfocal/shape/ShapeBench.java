package parfocal.shape;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

/// Shape against size on rendered frames: `ShapeBench RIG RUNS SEED [setting=value …]`. Nine frames, ends at three times the
/// smallest size, seeing that jitters by 7 %; rms errors over the bound of sizes alone.
final class ShapeBench {
    private static final double JITTER = 0.07;
    private static final int FIELD = Integer.getInteger("field", 512);

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        RigPlan whole = Rigs.named(arguments[0]).orElseThrow();
        RigPlan small = whole.withField(Math.min(FIELD, whole.widthPixels()), Math.min(FIELD, whole.heightPixels()));
        RigPlan rig = (small.brightStars() < 25 ? small.with("stars", "25") : small)
                .with("seeing-jitter", Double.toString(JITTER))
                .with("backlash-steps", "0");
        for (int i = 3; i < arguments.length; i++) {
            String[] setting = arguments[i].split("=");
            rig = rig.with(setting[0], setting[1]);
        }
        int runs = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        double bound2 = 0, size2 = 0, shape2 = 0, pull2 = 0, both2 = 0, chi2 = 0, sigma = 0, sizeMean = 0, shapeMean = 0;
        int n = 0, none = 0, in1 = 0;
        long nanos = 0, stackNanos = 0;
        for (int run = 0; run < runs; run++) {
            var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1000 + run);
            TrueCurve curve = TrueCurve.of(rig);
            double reach = curve.distanceOfGrowthSteps(2);
            double step = reach / 4;
            var pace = new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));
            Rig night = Rig.setUp(rig.with("start-steps", Double.toString(Math.rint(rig.bestSteps() - FocusPlan.defaults().approach().sign() * 8 * step))), random.nextLong(), pace);
            FocusPlan plan = FocusPlan.defaults();
            double first = rig.bestSteps() - reach + step * (random.nextDouble() - 0.5);
            var profiles = new ArrayList<PlacedProfile>();
            var positions = new double[9];
            double seSum = 0;
            FocusRun focus;
            try (Focuser focuser = night.connectFocuser(WireLog.none())) {
                focus = FocusRun.begin(plan, focuser.travel(), (int) Math.rint(first - 2 * step));
                for (int i = 0; i < 9; i++) {
                    boolean down = plan.approach().sign() < 0;
                    int target = (int) Math.rint(first + (down ? 8 - i : i) * step);
                    int before = (int) Math.rint(target - plan.approach().sign() * 2 * step);
                    focuser.moveTo(target);
                    while (focuser.status().moving()) pace.pause(Duration.ofMillis(100));
                    Frame frame = night.camera().expose(Duration.ofSeconds(2));
                    StarField field = StarField.detect(frame);
                    var at = new MeasureAt(target, i == 0 ? List.of(before) : List.of(), Purpose.SAMPLE, "bench");
                    if (i == 0) focus = focus.with(new MeasureAt(before, List.of(), Purpose.SAMPLE, "start"), before, List.of());
                    focus = focus.with(at, target, field.measurable());
                    positions[i] = target;
                    long began = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                    ProfileStack.of(frame, field).ifPresent(p -> profiles.add(new PlacedProfile(target, p)));
                    stackNanos += java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
                }
            }
            double truth = night.trueBestSteps(plan.approach());
            Optional<SweepFit> sizes = focus.fit();
            if (sizes.isEmpty()) { none++; continue; }
            seSum = focus.samples().stream().skip(1).mapToDouble(s -> s.size().sigmaPixels() / s.size().hfrPixels().orElse(1)).average().orElse(0);
            double inFocus = curve.hfrPixels(0, 1);
            double slope = curve.hfrPixels(1e6, 1) / 1e6;
            double m = curve.hfrPixels(0, curve.usualFwhmPixels());
            SizeBound.Law law = (d, b) -> Math.log(curve.hfrPixels(Math.abs(d) / slope, Math.exp(b) / inFocus));
            double bound = SizeBound.sigmaSteps(law, positions, new Hyperbola(truth, m / slope, m), JITTER, Math.max(0.0, seSum));
            Hyperbola start = sizes.get().fit().curve();
            long began = java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Optional<ShapeFit> shape = ShapeFit.of(profiles, start);
            nanos += java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
            if (shape.isEmpty()) { none++; continue; }
            n++;
            double e1 = start.bestPositionSteps() - truth;
            double e2 = shape.get().bestPositionSteps() - truth;
            bound2 += bound * bound; size2 += e1 * e1; shape2 += e2 * e2; sizeMean += e1; shapeMean += e2;
            double s1 = sizes.get().fit().sigmaSteps(), s2 = shape.get().sigmaSteps();
            double both = (e1 / s1 / s1 + e2 / s2 / s2) / (1 / s1 / s1 + 1 / s2 / s2);
            both2 += both * both;
            pull2 += e2 * e2 / s2 / s2; in1 += Math.abs(e2) < s2 ? 1 : 0;
            chi2 += shape.get().chiSquare(); sigma += s2 * s2;
            if (Boolean.getBoolean("each")) System.out.printf("%3d bound %.3f size %+.3f ± %.3f shape %+.3f ± %.3f chi2 %.4f ob %.3f sph %.2f growth %.4f stars %s%n", run, bound, e1, s1, e2, s2, shape.get().chiSquare(), shape.get().obstruction(), shape.get().sphericalPixels(), shape.get().discPixelsPerStep(), profiles.stream().map(p -> p.profile().starCount()).toList());
        }
        double b = Math.sqrt(bound2 / n);
        System.out.printf("%s %s: n %d (%d none)  bound %.3f steps  size/bound %.2f (mean %+.2f)  shape/bound %.2f (mean %+.2f)  both %.2f  sigma/bound %.2f  rms pull %.2f  within 1 sigma %.2f  chi2 %.4f  fit %.1f ms stack %.1f ms%n",
                arguments[0], List.of(arguments).subList(3, arguments.length), n, none, b, Math.sqrt(size2 / n) / b, sizeMean / n / b, Math.sqrt(shape2 / n) / b, shapeMean / n / b, Math.sqrt(both2 / n) / b, Math.sqrt(sigma / n) / b, Math.sqrt(pull2 / n), (double) in1 / n, chi2 / n, nanos / 1e6 / Math.max(1, n), stackNanos / 1e6 / Math.max(1, n) / 9);
    }
}
