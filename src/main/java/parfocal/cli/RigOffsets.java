package parfocal.cli;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;
import parfocal.filters.OffsetFit;
import parfocal.filters.OffsetMeasurement;
import parfocal.filters.OffsetMeasurement.Outcome;
import parfocal.filters.OffsetMeasurement.Progress;
import parfocal.filters.OffsetPlan;
import parfocal.link.WireLog;
import parfocal.report.Json;
import parfocal.rig.Rig;
import parfocal.time.VirtualPace;

/// Filter offsets of a simulated rig, measured in its own time, beside the truth that it knows.
final class RigOffsets {
    private final Rig rig;
    private final VirtualPace pace;
    private final Eye eye;
    private final AnswerOptions answer;

    /// @param eye what looks through the rig's camera
    RigOffsets(Rig rig, Eye eye, VirtualPace pace, AnswerOptions answer) {
        this.rig = rig;
        this.eye = eye;
        this.pace = pace;
        this.answer = answer;
    }

    /// @return whether everything was measured
    boolean measure(String reference, List<String> wanted, int pairs, FocusPlan focus)
            throws Refusal, Misuse, InterruptedException {
        List<String> there = rig.wheel().filters();
        OffsetPlan plan = plan(reference, wanted.isEmpty() ? there : wanted, pairs, focus);
        Outcome outcome;
        try (Focuser focuser = SimulatedNight.focuser(rig, pace, WireLog.none())) {
            var autofocus = new Autofocus(focuser, eye, pace, _ -> {});
            outcome =
                    new OffsetMeasurement(focuser, rig.wheel(), autofocus::run, pace, this::tell)
                            .measure(plan, OptionalDouble.empty());
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
        publish(outcome, truth(plan), answer.out(), answer.json());
        return outcome.fit().isPresent() && outcome.leftOut().isEmpty();
    }

    private OffsetPlan plan(String reference, List<String> wanted, int pairs, FocusPlan focus)
            throws Misuse {
        List<String> there = rig.wheel().filters();
        for (String filter : wanted) {
            if (!there.contains(filter) || !there.contains(reference)) {
                throw new Misuse(
                        "The wheel has no filter '%s'. It has %s."
                                .formatted(
                                        there.contains(filter) ? reference : filter,
                                        String.join(", ", there)));
            }
        }
        try {
            return new OffsetPlan(reference, wanted, pairs, focus);
        } catch (IllegalArgumentException impossible) {
            throw new Misuse(String.valueOf(impossible.getMessage()), impossible);
        }
    }

    /// By turning the wheel at the end of the night, when nothing else changes.
    private Map<String, Double> truth(OffsetPlan plan) throws Refusal, InterruptedException {
        var truth = new HashMap<String, Double>();
        try {
            double zero = best(plan.reference());
            for (String filter : plan.filters()) {
                truth.put(filter, best(filter) - zero);
            }
        } catch (DeviceException impossible) {
            throw new Refusal(impossible.fault().message(), impossible);
        }
        return truth;
    }

    private double best(String filter) throws DeviceException, InterruptedException {
        FilterWheel wheel = rig.wheel();
        wheel.turnTo(wheel.filters().indexOf(filter));
        return rig.trueBestSteps(Approach.DOWN);
    }

    private void tell(Progress progress) {
        if (answer.quiet()) {
            return;
        }
        PrintWriter err = answer.err();
        progress.leg()
                .ifPresent(leg ->
                        err.printf(
                                Locale.ROOT,
                                "%2d of %d  %-8s focus at %.1f ± %.1f%n",
                                progress.run(),
                                progress.runs(),
                                leg.filter(),
                                leg.focusSteps(),
                                leg.sigmaSteps()));
        progress.refusal()
                .ifPresent(reason ->
                        err.printf(
                                "%2d of %d  %-8s refused: %s%n",
                                progress.run(), progress.runs(), progress.filter(), reason));
        err.flush();
    }

    private static void publish(
            Outcome outcome, Map<String, Double> truth, PrintWriter out, boolean json) {
        var offsets = new Json();
        outcome.fit().map(OffsetFit::offsets).stream()
                .flatMap(known -> known.entrySet().stream())
                .forEach(known -> {
                    double real = truth.getOrDefault(known.getKey(), Double.NaN);
                    offsets.put(
                            known.getKey(),
                            new Json()
                                    .put("steps", known.getValue().steps())
                                    .put("sigmaSteps", known.getValue().sigmaSteps())
                                    .put("trueSteps", real));
                    if (!json) {
                        out.printf(
                                Locale.ROOT,
                                "%-8s %+.1f ± %.1f steps; this rig is simulated and knows: %+.1f%n",
                                known.getKey(),
                                known.getValue().steps(),
                                known.getValue().sigmaSteps(),
                                real);
                    }
                });
        var leftOut = new Json();
        outcome.leftOut()
                .forEach((filter, reason) -> {
                    leftOut.put(filter, reason);
                    if (!json) {
                        out.printf("%-8s not measured: %s%n", filter, reason);
                    }
                });
        if (json) {
            Json whole = new Json().put("offsets", offsets).put("leftOut", leftOut);
            outcome.fit()
                    .ifPresent(fit ->
                            whole.put("driftStepsPerHour", fit.driftStepsPerHour())
                                    .put("scatter", fit.scatter()));
            out.println(whole);
        }
    }
}
