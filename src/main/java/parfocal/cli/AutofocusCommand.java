package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.report.CurvePicture;
import parfocal.report.FocusJson;
import parfocal.report.Json;
import parfocal.report.RunRecord;
import parfocal.report.SvgCurve;
import parfocal.report.TerminalCurve;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "autofocus",
        mixinStandardHelpOptions = true,
        description = {
            "Finds best focus and proves it: accepted and proven, or back at the start with the reason.",
            "On the running hub, or with --rig on a whole night simulated in this process, in its own time."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal autofocus                                 (on the running hub)",
            "  parfocal autofocus --rig refractor-toa150",
            "  parfocal autofocus --rig refractor-toa150 --seed 7 --set seeing-arcsec=4 --plot curve.svg",
            "",
            "parfocal rigs lists the rigs and the keys of --set."
        })
final class AutofocusCommand implements Callable<Integer> {
    /// Simulated nights begin here: a fixed instant, so that the same seed is the same night.
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");

    @Option(
            names = "--rig",
            paramLabel = "NAME",
            description = "The simulated rig. Without it the run is made on the running hub.")
    private @Nullable String rigName;

    @Mixin private HubClient hub = new HubClient();

    @Option(
            names = "--camera",
            paramLabel = "NAME",
            description = "On the hub: which camera, where it has several.")
    private @Nullable String camera;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "One seed is one night. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes the rig or its night. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--exposure",
            paramLabel = "SECONDS",
            description = "Exposure of each frame. Default: ${DEFAULT-VALUE}.")
    private double exposureSeconds = 4;

    @Option(
            names = "--plot",
            paramLabel = "F.svg|F.png",
            description = "Draws the curve into a file.")
    private @Nullable Path plot;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Keeps the run there: run.json, curve.svg and the talk on the wire.")
    private @Nullable Path report;

    @Option(
            names = "--json",
            description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        FocusPlan plan = FocusPlan.defaults().withExposure(exposure());
        if (plot != null) {
            CurveFile.requireWritable(plot);
        }
        if (rigName == null) {
            return onHub();
        }
        var pace = new VirtualPace(NIGHTFALL);
        Rig rig = rig(rigName, pace);
        var wire = new StringWriter();
        FocusResult result = run(plan, rig, pace, WireLog.into(wire, pace, ZoneOffset.UTC));
        OptionalDouble truth =
                OptionalDouble.of(rig.trueBestSteps(result.run().plan().approach()));
        String published = FocusJson.ofRun(result, truth).toString();
        CurvePicture picture = Pictures.of(rigName, result);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(published);
        } else {
            out.println(TerminalCurve.of(picture, Terminal.asciiOnly()));
            Summary.print(result, rig, out);
        }
        if (plot != null) {
            CurveFile.write(plot, picture, spec.commandLine().getErr());
        }
        if (report != null) {
            keep(report, RunRecord.of(result, truth), picture, wire.toString());
        }
        return result.accepted() ? Parfocal.DONE : Parfocal.FAILED;
    }

    private int onHub() throws Refusal, Misuse, InterruptedException {
        var order = new Json().put("exposureSeconds", exposureSeconds);
        if (camera != null) {
            order.put("camera", camera);
        }
        PrintWriter out = spec.commandLine().getOut();
        JsonNode result = new HubRun(hub, spec.commandLine().getErr(), quiet).follow(order);
        boolean accepted = result.path("outcome").asString().equals("accepted");
        if (json) {
            out.println(result);
        } else if (accepted) {
            out.printf(
                    "Accepted: best focus at %.1f ± %.1f; it stands at %d.%n",
                    result.path("bestPositionSteps").asDouble(),
                    result.path("sigmaSteps").asDouble(),
                    result.path("finalPositionSteps").asInt());
        } else {
            out.println("Refused: " + result.path("reason").asString());
            result.path("diagnoses")
                    .forEach(each ->
                            out.println(
                                    "  %s %s"
                                            .formatted(
                                                    each.path("message").asString(),
                                                    each.path("remedy").asString())));
        }
        return accepted ? Parfocal.DONE : Parfocal.FAILED;
    }

    private Duration exposure() throws Misuse {
        if (!(exposureSeconds >= 0.001 && exposureSeconds <= 600)) {
            throw new Misuse(
                    "--exposure goes from 0.001 to 600 seconds; %s was asked."
                            .formatted(exposureSeconds));
        }
        return Duration.ofNanos(Math.round(exposureSeconds * 1e9));
    }

    private Rig rig(String name, VirtualPace pace) throws Misuse {
        RigPlan plan = Configuration.rigNamed(name);
        try {
            for (var setting : settings.entrySet()) {
                plan = plan.with(setting.getKey(), setting.getValue());
            }
            return Rig.setUp(plan, seed, pace);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private FocusResult run(FocusPlan plan, Rig rig, VirtualPace pace, WireLog log)
            throws Refusal, InterruptedException {
        var progress = new Progress(spec.commandLine().getErr(), quiet);
        try (Focuser device = rig.connectFocuser(log);
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            return new Autofocus(focuser, rig.camera(), pace, progress).run(plan);
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
    }

    private static void keep(Path directory, String record, CurvePicture picture, String wire)
            throws Refusal {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("run.json"), record);
            Files.writeString(directory.resolve("wire.log"), wire);
            Files.writeString(directory.resolve("curve.svg"), SvgCurve.of(picture));
        } catch (IOException trouble) {
            throw Output.failed(directory, trouble);
        }
    }
}
