package parfocal.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.BacklashMeasurement;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.SpikeBacklash;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.report.FocusJson;
import parfocal.report.Json;
import parfocal.rig.Rig;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "backlash",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the play between motor and tube: best focus is found and proven twice, arriving downward and arriving"
                    + " upward, and what lies between is the backlash, with its uncertainty.",
            "On a simulated rig, in its own time."
        },
        footer = {"", "Example: parfocal backlash --rig refractor-toa150 --set backlash-steps=60"})
final class BacklashCommand implements Callable<Integer> {
    @Mixin private NightOptions night = new NightOptions();

    @Mixin private PlanOptions planned = new PlanOptions();

    @Option(
            names = "--bahtinov",
            description =
                    "Quickly, through a Bahtinov mask: the spikes at a few places reached upward and downward. Begin near focus.")
    private boolean bahtinov;

    @Option(
            names = "--json",
            description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        FocusPlan plan = planned.plan();
        VirtualPace pace = SimulatedNight.nightfall();
        Rig rig = night.rig(pace);
        if (bahtinov) {
            return throughMask(rig, pace, plan);
        }
        var progress = new Progress(spec.commandLine().getErr(), quiet);
        BacklashMeasurement.Attempt attempt;
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            attempt =
                    BacklashMeasurement.measure(
                            new Autofocus(focuser, rig.camera(), pace, progress), focuser, plan);
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(publish(attempt, rig));
        } else if (attempt.measurement().isPresent()) {
            print(attempt.measurement().get(), rig, out);
        } else {
            out.println("REFUSED   " + attempt.reason().orElseThrow());
        }
        return attempt.measurement().isPresent() ? Parfocal.DONE : Parfocal.FAILED;
    }

    private int throughMask(Rig rig, VirtualPace pace, FocusPlan plan)
            throws Refusal, InterruptedException {
        rig.wearBahtinovMask(true);
        SpikeBacklash.Attempt attempt;
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            attempt = SpikeBacklash.measure(focuser, rig.camera(), plan.exposure());
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            var published =
                    new Json()
                            .put(
                                    "outcome",
                                    attempt.measurement().isPresent() ? "measured" : "refused")
                            .put("reason", attempt.reason().orElse(null));
            attempt.measurement()
                    .ifPresent(m ->
                            published
                                    .put("steps", m.steps())
                                    .put("sigmaSteps", m.sigmaSteps())
                                    .put("proven", m.proven())
                                    .put("method", SpikeBacklash.METHOD)
                                    .put("message", m.sentence())
                                    .put("pixelsPerStep", m.down().pixelsPerStep())
                                    .put("bestPositionSteps", m.down().bestPositionSteps())
                                    .put("exposures", m.exposures()));
            out.println(published.put("trueBacklashSteps", rig.truePlaySteps()));
        } else if (attempt.measurement().isPresent()) {
            SpikeBacklash found = attempt.measurement().get();
            out.println("BACKLASH  " + found.sentence());
            out.printf("METHOD    %s: %d exposures.%n", SpikeBacklash.METHOD, found.exposures());
            out.printf(
                    "          Best focus %.1f ± %.1f reached downward, %.1f ± %.1f reached upward.%n",
                    found.down().bestPositionSteps(),
                    found.down().sigmaSteps(),
                    found.up().bestPositionSteps(),
                    found.up().sigmaSteps());
            out.printf(
                    "TRUTH     This rig is simulated and knows: %.0f steps.%n",
                    rig.truePlaySteps());
        } else {
            out.println("REFUSED   " + attempt.reason().orElseThrow());
        }
        return attempt.measurement().isPresent() ? Parfocal.DONE : Parfocal.FAILED;
    }

    private static void print(BacklashMeasurement found, Rig rig, PrintWriter out) {
        out.println("BACKLASH  " + found.sentence());
        out.println("          " + found.remedy());
        out.printf(
                "METHOD    %s: %d and %d exposures.%n",
                BacklashMeasurement.METHOD, found.down().exposures(), found.up().exposures());
        out.printf("TRUTH     This rig is simulated and knows: %.0f steps.%n", rig.truePlaySteps());
    }

    private static Json publish(BacklashMeasurement.Attempt attempt, Rig rig) {
        Json json =
                new Json()
                        .put("outcome", attempt.measurement().isPresent() ? "measured" : "refused")
                        .put("reason", attempt.reason().orElse(null))
                        .put(
                                "backlash",
                                attempt.measurement()
                                        .flatMap(BacklashMeasurement::found)
                                        .map(FocusJson::backlash));
        attempt.measurement()
                .ifPresent(m ->
                        json.put("steps", m.steps())
                                .put("sigmaSteps", m.sigmaSteps())
                                .put("lessThanSteps", m.lessThanSteps())
                                .put("method", BacklashMeasurement.METHOD)
                                .put("message", m.sentence())
                                .put("remedy", m.remedy())
                                .put("exposures", m.down().exposures() + m.up().exposures()));
        return json.put("trueBacklashSteps", rig.truePlaySteps());
    }
}
