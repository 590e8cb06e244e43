package parfocal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.Diagnosis;
import parfocal.autofocus.SecondOpinion;
import parfocal.curve.Arrival;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.FittedPoint;
import parfocal.curve.LeaveOneOut;
import parfocal.curve.Models;
import parfocal.curve.PlusMinus;
import parfocal.report.CurvePicture;
import parfocal.report.FocusJson;
import parfocal.report.Json;
import parfocal.report.RunPicture;
import parfocal.report.TerminalCurve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "curve",
        mixinStandardHelpOptions = true,
        description = {
            "Best focus from what was recorded.",
            "Reads a CSV (position,hfr[,sigma][,direction], in order of arrival), a report of N.I.N.A., a saved run,"
                    + " or FITS frames whose positions are in header or file name."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal curve sweep/*.fits --plot curve.png",
            "  parfocal curve points.csv --json"
        })
final class CurveCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "A CSV, a report, frames, or folders of frames.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--plot",
            paramLabel = "F.svg|F.png",
            description = "Draws the curve into a file.")
    private @Nullable Path plot;

    @Option(
            names = "--leave-one-out",
            description =
                    "Also takes out each point far from focus in turn, and says how well its size alone, by the curve of the others, tells the way to focus.")
    private boolean leaveOneOut;

    @Option(
            names = "--json",
            description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Mixin private SensorOptions sensor = new SensorOptions();

    private static final String NONE_FAR = "far from focus is not among these.";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse {
        if (plot != null) {
            CurveFile.requireWritable(plot);
        }
        PrintWriter err = spec.commandLine().getErr();
        RecordedCurve recorded = RecordedCurve.read(inputs, sensor, new Progress.Frames(err));
        recorded.notes().forEach(note -> err.println("Note: " + note));
        SecondOpinion verdict =
                SecondOpinion.on(recorded.samples().stream().map(CurveCommand::recorded).toList());
        if (verdict.fit().isEmpty() && !json) {
            throw new Refusal(verdict.reason().orElse("There is no curve in this."));
        }
        CurvePicture picture = picture(recorded, verdict);
        if (plot != null) {
            CurveFile.write(plot, picture, err);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Json published = publish(recorded, verdict);
            if (leaveOneOut) {
                published.put("leaveOneOut", left(recorded).map(CurveCommand::published));
            }
            out.println(published);
        } else {
            out.println(TerminalCurve.of(picture, Terminal.asciiOnly()));
            print(recorded, verdict, out);
            if (leaveOneOut) {
                out.println(
                        "One frame " + left(recorded).map(CurveCommand::words).orElse(NONE_FAR));
            }
        }
        return verdict.reason().isEmpty() ? Parfocal.DONE : Parfocal.FAILED;
    }

    private static Optional<LeaveOneOut> left(RecordedCurve recorded) {
        return LeaveOneOut.of(
                recorded.samples().stream().map(CurveCommand::point).toList(),
                ErrorLaw.OTHER_PROGRAMS);
    }

    private static String words(LeaveOneOut left) {
        return "tells the way to focus to %.1f steps rms: %s."
                .formatted(
                        left.rmsSteps(),
                        String.join(
                                ", ",
                                left.left().stream()
                                        .map(one ->
                                                "%.0f %+.1f"
                                                        .formatted(
                                                                one.positionSteps(),
                                                                one.errorSteps()))
                                        .toList()));
    }

    private static Json published(LeaveOneOut left) {
        return new Json()
                .put("rmsSteps", left.rmsSteps())
                .putObjects(
                        "points",
                        left.left().stream()
                                .map(one ->
                                        new Json()
                                                .put("positionSteps", one.positionSteps())
                                                .put("toldSteps", one.toldSteps())
                                                .put("realSteps", one.realSteps()))
                                .toList());
    }

    private static SecondOpinion.Recorded recorded(RecordedCurve.Point point) {
        return new SecondOpinion.Recorded(point(point), point.arrival());
    }

    private static CurvePoint point(RecordedCurve.Point point) {
        return new CurvePoint(
                point.positionSteps(), point.hfrPixels().orElse(Double.NaN), point.sigmaPixels());
    }

    private static boolean used(Optional<CurveFit> fit, int number) {
        return fit.stream().anyMatch(f -> f.points().get(number).use() == FittedPoint.Use.USED);
    }

    private static CurvePicture picture(RecordedCurve recorded, SecondOpinion verdict) {
        var samples = new ArrayList<CurvePicture.Sample>();
        for (int i = 0; i < recorded.samples().size(); i++) {
            RecordedCurve.Point point = recorded.samples().get(i);
            if (point.hfrPixels().isPresent()) {
                samples.add(
                        new CurvePicture.Sample(
                                point.positionSteps(),
                                point.hfrPixels().getAsDouble(),
                                point.sigmaPixels() > 0
                                        ? OptionalDouble.of(point.sigmaPixels())
                                        : OptionalDouble.empty(),
                                point.arrival(),
                                used(verdict.fit(), i),
                                Optional.empty()));
            }
        }
        CurvePicture picture = CurvePicture.of("focus curve", samples);
        return verdict.fit()
                .map(fit -> RunPicture.withFit(picture, fit, CriticalZone.USUAL_LOSS))
                .flatMap(drawn ->
                        best(verdict)
                                .map(best ->
                                        drawn.withBest(best.positionSteps(), best.sigmaSteps())))
                .orElse(picture);
    }

    private static Optional<BestFocus> best(SecondOpinion verdict) {
        return verdict.average()
                .map(mean -> new BestFocus(mean.bestPositionSteps(), mean.sigmaSteps()));
    }

    private static Json publish(RecordedCurve recorded, SecondOpinion verdict) {
        Json object =
                new Json()
                        .put("outcome", verdict.reason().isEmpty() ? "accepted" : "refused")
                        .put("reason", verdict.reason().orElse(null));
        FocusJson.putCurve(
                object,
                verdict.fit(),
                best(verdict),
                verdict.approach().map(CurveCommand::word),
                CriticalZone.USUAL_LOSS);
        object.put("backlash", verdict.backlash().map(FocusJson::backlash))
                .putObjects(
                        "diagnoses",
                        verdict.diagnoses().stream().map(FocusJson::diagnosis).toList())
                .putObjects("models", verdict.fit().map(FocusJson::models).orElse(List.of()));
        var samples = new ArrayList<Json>();
        for (int i = 0; i < recorded.samples().size(); i++) {
            RecordedCurve.Point point = recorded.samples().get(i);
            samples.add(
                    new Json()
                            .put("positionSteps", point.positionSteps())
                            .put("arrival", point.arrival().map(CurveCommand::word).orElse(null))
                            .put("hfrPixels", point.hfrPixels())
                            .put("sigmaPixels", known(point.sigmaPixels()))
                            .put("starCount", point.starCount())
                            .put("used", used(verdict.fit(), i)));
        }
        return object.putObjects("samples", samples).putList("notes", recorded.notes());
    }

    private static OptionalDouble known(double sigmaPixels) {
        return sigmaPixels > 0 ? OptionalDouble.of(sigmaPixels) : OptionalDouble.empty();
    }

    private static String word(Arrival arrival) {
        return arrival.name().toLowerCase(Locale.ROOT);
    }

    private static void print(RecordedCurve recorded, SecondOpinion verdict, PrintWriter out) {
        if (verdict.fit().isPresent()) {
            CurveFit fit = verdict.fit().get();
            BestFocus best = best(verdict).orElseThrow();
            out.printf(
                    "Best focus %s%s; stars %.2f px there, slope %.4f px/step, critical zone ± %.1f steps.%n",
                    PlusMinus.of(best.positionSteps(), best.sigmaSteps()),
                    verdict.approach().map(way -> ", arriving " + word(way)).orElse(""),
                    fit.curve().minimumPixels(),
                    fit.curve().slopePixelsPerStep(),
                    CriticalZone.halfWidthSteps(fit.curve(), CriticalZone.USUAL_LOSS));
        }
        verdict.fit().ifPresent(fit -> out.println("Models    " + models(fit) + spread(verdict)));
        leftOut(recorded, verdict).ifPresent(words -> out.println("Left out  " + words));
        for (Diagnosis diagnosis : verdict.diagnoses()) {
            out.printf("CAUSE     %s: %s%n", diagnosis.cause().published(), diagnosis.message());
            out.printf("          %s%n", diagnosis.remedy());
        }
        verdict.reason().ifPresent(reason -> out.println("REFUSED   " + reason));
    }

    private static String models(CurveFit fit) {
        return String.join(
                ", ",
                Models.of(fit).stream()
                        .map(model ->
                                "%s %.1f ± %.1f"
                                        .formatted(
                                                model.name(),
                                                model.bestPositionSteps(),
                                                model.sigmaSteps()))
                        .toList());
    }

    private static String spread(SecondOpinion verdict) {
        return verdict.average()
                .filter(mean -> mean.count() > 1)
                .map(mean ->
                        "; best focus is their mean, and their spread of %.1f is in its uncertainty"
                                .formatted(mean.spreadSteps()))
                .orElse("");
    }

    private static Optional<String> leftOut(RecordedCurve recorded, SecondOpinion verdict) {
        var positions = new ArrayList<String>();
        for (int i = 0; i < recorded.samples().size(); i++) {
            if (!used(verdict.fit(), i)) {
                positions.add("%.0f".formatted(recorded.samples().get(i).positionSteps()));
            }
        }
        return positions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%d of %d points: %s"
                                .formatted(
                                        positions.size(),
                                        recorded.samples().size(),
                                        String.join(", ", positions)));
    }
}
