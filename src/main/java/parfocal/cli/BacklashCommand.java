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
import parfocal.report.FocusJson;
import parfocal.report.Json;
import parfocal.rig.Rig;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "backlash",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the play between motor and tube: best focus is found and proven twice, arriving downward and arriving"
                    + " upward, and what lies between is the backlash, with its uncertainty.",
            "On a simulated rig, in its own time. On the running hub one run is made as if the telescope had never been seen: it finds and"
                    + " proves focus, and measures the play by one frame reached from the other side."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal backlash                                  (on the running hub)",
            "  parfocal backlash --rig refractor-toa150 --set backlash-steps=60"
        })
final class BacklashCommand implements Callable<Integer> {
    @Mixin private NightOptions night = new NightOptions();

    @Mixin private HubClient hub = new HubClient();

    @Mixin private PlanOptions planned = new PlanOptions();

    @Option(
            names = "--bahtinov",
            description =
                    "Quickly, through a Bahtinov mask: the spikes at a few places reached upward and downward. Begin near focus.")
    private boolean bahtinov;

    @Mixin private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (!night.wanted()) {
            return onHub();
        }
        FocusPlan plan = planned.plan();
        VirtualPace pace = SimulatedNight.nightfall();
        Rig rig = night.rig(pace);
        if (bahtinov) {
            return throughMask(rig, pace, plan);
        }
        var progress = new Progress(answer.err(), answer.quiet());
        BacklashMeasurement.Attempt attempt;
        try (Focuser focuser = SimulatedNight.focuser(rig, pace, WireLog.none())) {
            attempt =
                    BacklashMeasurement.measure(
                            new Autofocus(
                                    focuser,
                                    planned.eye(rig.camera(), _ -> {}, answer.err()),
                                    pace,
                                    progress),
                            focuser,
                            plan);
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
        PrintWriter out = answer.out();
        if (answer.json()) {
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
        try (Focuser focuser = SimulatedNight.focuser(rig, pace, WireLog.none())) {
            attempt = SpikeBacklash.measure(focuser, rig.camera(), plan.exposure());
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
        PrintWriter out = answer.out();
        if (answer.json()) {
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

    private int onHub() throws Refusal, Misuse, InterruptedException {
        if (night.withoutRig()) {
            throw new Misuse(
                    "--seed and --set choose a simulated night, and the hub has its own. Name a rig with --rig to measure one here.");
        }
        if (bahtinov) {
            throw new Misuse(
                    "At the telescope the mask is put on by hand, and the hub cannot know. --bahtinov goes with --rig.");
        }
        Json order = planned.order().put("plan", "afresh");
        JsonNode run = new HubRun(hub, answer.err(), answer.quiet()).follow(order);
        boolean accepted = run.path("outcome").asString().equals("accepted");
        JsonNode found = run.path("backlash");
        PrintWriter out = answer.out();
        if (answer.json()) {
            out.println(
                    new Json()
                            .put("outcome", accepted ? "measured" : "refused")
                            .put("reason", accepted ? null : run.path("reason").asString())
                            .putTree("backlash", found.isObject() ? found : null)
                            .put("exposures", run.path("exposures").asInt()));
        } else if (!accepted) {
            out.println("REFUSED   " + run.path("reason").asString());
        } else {
            out.println(
                    "BACKLASH  "
                            + (found.isObject()
                                    ? "%s%.0f ± %.0f steps."
                                            .formatted(
                                                    found.path("proven").asBoolean()
                                                            ? ""
                                                            : "at least ",
                                                    found.path("steps").asDouble(),
                                                    found.path("sigmaSteps").asDouble())
                                    : "No backlash seen: less than the critical zone of ± %.0f steps."
                                            .formatted(run.path("criticalZoneSteps").asDouble())));
            out.println(
                    "METHOD    %d exposures, focus found and proven."
                            .formatted(run.path("exposures").asInt()));
        }
        return accepted ? Parfocal.DONE : Parfocal.FAILED;
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
