package parfocal.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
import parfocal.filters.FilteredAutofocus;
import parfocal.link.WireLog;
import parfocal.report.CurvePicture;
import parfocal.report.FocusJson;
import parfocal.report.Json;
import parfocal.report.KeptFrames;
import parfocal.report.NinaExport;
import parfocal.report.RunPage;
import parfocal.report.RunPicture;
import parfocal.report.RunRecord;
import parfocal.report.TerminalCurve;
import parfocal.rig.Rig;
import parfocal.stars.Bahtinov;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            "  parfocal autofocus --rig refractor-80 --filter Ha --reference L --offset Ha=21",
            "  parfocal autofocus --rig refractor-toa150 --dark dark.fits --bad-pixels map.fits",
            "  parfocal autofocus --rig refractor-toa150 --seed 7 --set seeing-arcsec=4 --plot curve.svg",
            "",
            "parfocal rigs lists the rigs and the keys of --set."
        })
final class AutofocusCommand implements Callable<Integer> {
    @Mixin private NightOptions night = new NightOptions();

    @Mixin private HubClient hub = new HubClient();

    @Mixin private PlanOptions planned = new PlanOptions();

    @Mixin private FilterOptions filters = new FilterOptions();

    @Option(
            names = "--bahtinov",
            description =
                    "With --rig: afterwards a Bahtinov mask is put on, and its spikes must agree. A second proof, by other light.")
    private boolean bahtinov;

    @Mixin private KeepOptions kept = new KeepOptions();

    @Option(
            names = "--learned",
            paramLabel = "F",
            description =
                    "With --rig: what earlier runs taught about this telescope, two samples and the proof being enough then. Read if it is there, and written after an accepted run. The hub remembers by itself.")
    private @Nullable Path learned;

    @Mixin private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        kept.requireWritable();
        if (!night.wanted()) {
            return onHub();
        }
        if (learned != null) {
            Output.requireWritable(learned);
        }
        Optional<Learned> known = LearnedFile.read(learned);
        FocusPlan plan = planned.plan().withLearned(known);
        VirtualPace pace = SimulatedNight.nightfall();
        Rig rig = night.rig(pace);
        var wire = new StringWriter();
        var frames = new KeptFrames();
        var told = new ArrayList<String>();
        FilteredAutofocus.Outcome outcome =
                run(plan, rig, pace, WireLog.into(wire, pace, ZoneOffset.UTC), frames, told);
        FocusResult result = outcome.result();
        Optional<SpikeProof> second =
                bahtinov && result.accepted()
                        ? Optional.of(throughMask(rig, result, plan))
                        : Optional.empty();
        OptionalDouble truth = OptionalDouble.of(Summary.trueBestSteps(result, rig));
        Json published = FocusJson.ofRun(result, truth);
        if (filters.given()) {
            published.put("filter", outcome.filter()).put("offsetSteps", outcome.offset().steps());
        }
        second.ifPresent(proof -> published.put("bahtinov", published(proof)));
        CurvePicture picture = RunPicture.of(night.name(), result);
        PrintWriter out = answer.out();
        if (answer.json()) {
            out.println(published);
        } else {
            out.println(TerminalCurve.of(picture, Terminal.asciiOnly()));
            told.forEach(words -> out.println("FILTER    " + words));
            Optional<String> through =
                    filters.given() ? Optional.of(outcome.filter()) : Optional.empty();
            Summary.print(result, through, rig, out);
            second.ifPresent(proof -> out.println("MASK      " + proof.sentence()));
        }
        List<String> remarks =
                Stream.concat(
                                told.stream().map(words -> "Filter: " + words),
                                second.stream().map(SpikeProof::sentence))
                        .toList();
        var about = new RunPage.About(night.name(), night.words(), truth, remarks);
        kept.keep(picture, texts(outcome, about, frames, pace), answer.err());
        kept.beside("wire.log", wire.toString());
        LearnedFile.write(learned, known, result);
        return result.accepted() && second.stream().allMatch(SpikeProof::passed)
                ? Parfocal.DONE
                : Parfocal.FAILED;
    }

    private static KeepOptions.Texts texts(
            FilteredAutofocus.Outcome outcome,
            RunPage.About about,
            KeptFrames frames,
            VirtualPace pace) {
        FocusResult result = outcome.result();
        return new KeepOptions.Texts() {
            @Override
            public String record() {
                return RunRecord.of(result, about.trueBestSteps());
            }

            @Override
            public String page() {
                return RunPage.of(result, about, frames);
            }

            @Override
            public String nina() {
                return NinaExport.of(result, pace.now().atOffset(ZoneOffset.UTC), outcome.filter());
            }
        };
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
        if (filters.given()) {
            throw new Misuse(
                    "The hub keeps its filters itself: parfocal offsets --reference FILTER --set FILTER=STEPS. --filter, --reference and --offset go with --rig.");
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
        PrintWriter out = answer.out();
        var ordered = new HubRun(hub, answer.err(), answer.quiet());
        var run = new PublishedRun(ordered.follow(order));
        CurvePicture picture = run.picture("autofocus");
        if (answer.json()) {
            out.println(run.json());
        } else {
            out.println(TerminalCurve.of(picture, Terminal.asciiOnly()));
            run.print(out);
        }
        kept.keep(picture, texts(ordered), answer.err());
        return run.accepted() ? Parfocal.DONE : Parfocal.FAILED;
    }

    /// As the hub tells them.
    private static KeepOptions.Texts texts(HubRun run) {
        return new KeepOptions.Texts() {
            @Override
            public String record() throws Refusal, Misuse, InterruptedException {
                return run.text("record");
            }

            @Override
            public String page() throws Refusal, Misuse, InterruptedException {
                return run.text("report");
            }

            @Override
            public String nina() throws Refusal, Misuse, InterruptedException {
                return run.text("nina");
            }
        };
    }

    private FilteredAutofocus.Outcome run(
            FocusPlan plan,
            Rig rig,
            VirtualPace pace,
            WireLog log,
            KeptFrames frames,
            List<String> told)
            throws Refusal, Misuse, InterruptedException {
        var progress = new Progress(answer.err(), answer.quiet());
        try (Focuser focuser = SimulatedNight.focuser(rig, pace, log)) {
            filters.begin(rig.wheel());
            Eye eye = planned.eye(rig.camera(), frames::add, answer.err());
            var autofocus = new Autofocus(focuser, eye, pace, progress).watching(rig.wheel());
            return filters.run(focuser, rig.wheel(), plan, autofocus::run, told);
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
    }
}
