package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.Learned;
import parfocal.autofocus.MaskOptics;
import parfocal.autofocus.SpikeProof;
import parfocal.curve.CriticalZone;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.report.CurvePicture;
import parfocal.report.FocusJson;
import parfocal.report.Json;
import parfocal.report.KeptFrames;
import parfocal.report.RunPage;
import parfocal.report.RunPicture;
import parfocal.report.RunRecord;
import parfocal.report.SvgCurve;
import parfocal.report.TerminalCurve;
import parfocal.rig.Rig;
import parfocal.stars.Bahtinov;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
    @Mixin private NightOptions night = new NightOptions();

    @Mixin private HubClient hub = new HubClient();

    @Option(
            names = "--camera",
            paramLabel = "NAME",
            description = "On the hub: which camera, where it has several.")
    private @Nullable String camera;

    @Mixin private PlanOptions planned = new PlanOptions();

    @Option(
            names = "--bahtinov",
            description =
                    "With --rig: afterwards a Bahtinov mask is put on, and its spikes must agree. A second proof, by other light.")
    private boolean bahtinov;

    @Option(
            names = "--plot",
            paramLabel = "F.svg|F.png",
            description = "Draws the curve into a file.")
    private @Nullable Path plot;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Keeps the run there: report.html, a page that needs nothing beside it; run.json, which replay reads; curve.svg; and, with --rig, the talk on the wire.")
    private @Nullable Path report;

    @Option(
            names = "--learned",
            paramLabel = "F",
            description =
                    "With --rig: what earlier runs taught about this telescope, two samples and the proof being enough then. Read if it is there, and written after an accepted run. The hub remembers by itself.")
    private @Nullable Path learned;

    @Option(
            names = "--json",
            description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (plot != null) {
            CurveFile.requireWritable(plot);
        }
        if (!night.wanted()) {
            return onHub();
        }
        Optional<Learned> known = LearnedFile.read(learned);
        FocusPlan plan = planned.plan().withLearned(known);
        VirtualPace pace = SimulatedNight.nightfall();
        Rig rig = night.rig(pace);
        var wire = new StringWriter();
        var frames = new KeptFrames();
        FocusResult result = run(plan, rig, pace, WireLog.into(wire, pace, ZoneOffset.UTC), frames);
        Optional<SpikeProof> second =
                bahtinov && result.accepted()
                        ? Optional.of(throughMask(rig, result, plan))
                        : Optional.empty();
        OptionalDouble truth = OptionalDouble.of(Summary.trueBestSteps(result, rig));
        Json published = FocusJson.ofRun(result, truth);
        second.ifPresent(proof -> published.put("bahtinov", published(proof)));
        CurvePicture picture = RunPicture.of(night.name(), result);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(published);
        } else {
            out.println(TerminalCurve.of(picture, Terminal.asciiOnly()));
            Summary.print(result, rig, out);
            second.ifPresent(proof -> out.println("MASK      " + proof.sentence()));
        }
        var about =
                new RunPage.About(
                        night.name(),
                        night.words(),
                        truth,
                        second.stream().map(SpikeProof::sentence).toList());
        keep(RunRecord.of(result, truth), picture, () -> RunPage.of(result, about, frames));
        LearnedFile.write(learned, known, result);
        if (report != null) {
            write(report.resolve("wire.log"), wire.toString());
        }
        return result.accepted() && second.stream().allMatch(SpikeProof::passed)
                ? Parfocal.DONE
                : Parfocal.FAILED;
    }

    private static Json published(SpikeProof proof) {
        var json = new Json().put("passed", proof.passed()).put("message", proof.sentence());
        if (proof.seen() instanceof Bahtinov.Spikes spikes) {
            SpikeReadings.put(json, spikes);
        }
        return json;
    }

    private static SpikeProof throughMask(Rig rig, FocusResult result, FocusPlan plan)
            throws Refusal, InterruptedException {
        var optics =
                new MaskOptics(
                        rig.plan().focalRatio(),
                        rig.plan().obstruction(),
                        rig.plan().pixelMicrons(),
                        rig.plan().micronsPerStep(),
                        MaskOptics.Lean.OUTWARD);
        double zone =
                CriticalZone.halfWidthSteps(
                        result.fit().orElseThrow().fit().curve(), plan.tolerance());
        rig.wearBahtinovMask(true);
        try {
            Bahtinov seen = Bahtinov.in(rig.camera().expose(plan.exposure()));
            return SpikeProof.judge(seen, optics, zone);
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        } finally {
            rig.wearBahtinovMask(false);
        }
    }

    private int onHub() throws Refusal, Misuse, InterruptedException {
        if (learned != null) {
            throw new Misuse(
                    "--learned is for simulated rigs; the hub remembers by itself what its runs teach.");
        }
        if (bahtinov) {
            throw new Misuse(
                    "At the telescope the mask is put on by hand: look with parfocal measure --bahtinov FRAME after the run. --bahtinov goes with --rig.");
        }
        if (night.withoutRig()) {
            throw new Misuse(
                    "--seed and --set choose a simulated night, and the hub has its own. Name a rig with --rig to run one here, or start the hub with them: parfocal serve --rig NAME --seed N --set KEY=VALUE.");
        }
        Json order = planned.order();
        if (camera != null) {
            order.put("camera", camera);
        }
        PrintWriter out = spec.commandLine().getOut();
        var ordered = new HubRun(hub, spec.commandLine().getErr(), quiet);
        var run = new PublishedRun(ordered.follow(order));
        CurvePicture picture = run.picture("autofocus");
        if (json) {
            out.println(run.json());
        } else {
            out.println(TerminalCurve.of(picture, Terminal.asciiOnly()));
            run.print(out);
        }
        if (report == null) {
            keep("", picture, () -> "");
        } else {
            String page = ordered.text("report");
            keep(ordered.text("record"), picture, () -> page);
        }
        return run.accepted() ? Parfocal.DONE : Parfocal.FAILED;
    }

    /// What was asked to be kept of a run.
    private void keep(String record, CurvePicture picture, Supplier<String> page) throws Refusal {
        if (plot != null) {
            CurveFile.write(plot, picture, spec.commandLine().getErr());
        }
        if (report != null) {
            write(report.resolve("run.json"), record);
            write(report.resolve("curve.svg"), SvgCurve.of(picture));
            write(report.resolve("report.html"), page.get());
        }
    }

    private static void write(Path file, String text) throws Refusal {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException trouble) {
            throw Output.failed(file, trouble);
        }
    }

    private FocusResult run(
            FocusPlan plan, Rig rig, VirtualPace pace, WireLog log, KeptFrames frames)
            throws Refusal, InterruptedException {
        var progress = new Progress(spec.commandLine().getErr(), quiet);
        try (Focuser device = rig.connectFocuser(log);
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            return new Autofocus(focuser, Eye.through(rig.camera(), frames::add), pace, progress)
                    .run(plan);
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
    }
}
