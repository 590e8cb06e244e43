package parfocal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.curve.Arrival;
import parfocal.curve.Check;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveChecks;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.FittedPoint;
import parfocal.curve.NoCurve;
import parfocal.report.CurvePicture;
import parfocal.report.TerminalCurve;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "curve",
        mixinStandardHelpOptions = true,
        description = {
            "Best focus from what others recorded: a CSV (position,hfr[,sigma][,direction], in order of",
            "arrival), a report of N.I.N.A., a saved run, or FITS frames whose positions are in header or file name."
        },
        footer = {"", "Examples:", "  parfocal curve sweep/*.fits --plot curve.png", "  parfocal curve points.csv --json"})
final class CurveCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "A CSV, a report, frames, or folders of frames.")
    private List<Path> inputs = List.of();

    @Option(names = "--plot", paramLabel = "F.svg|F.png", description = "Draws the curve into a file.")
    private @Nullable Path plot;

    @Option(names = "--json", description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// What came of it.
    private record Verdict(Optional<CurveFit> fit, Optional<String> reason) {}

    @Override
    public Integer call() throws Refusal, Misuse {
        if (plot != null) {
            CurveFile.requireKnown(plot);
        }
        PrintWriter err = spec.commandLine().getErr();
        RecordedCurve recorded = RecordedCurve.read(inputs, new Progress.Frames(err));
        recorded.notes().forEach(note -> err.println("Note: " + note));
        Verdict verdict = judge(recorded);
        if (verdict.fit.isEmpty() && !json) {
            throw new Refusal(verdict.reason.orElse("There is no curve in this."));
        }
        CurvePicture picture = picture(recorded, verdict.fit);
        if (plot != null) {
            CurveFile.write(plot, picture, err);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(publish(recorded, verdict));
        } else {
            out.println(TerminalCurve.of(picture, Terminal.asciiOnly()));
            print(recorded, verdict, out);
        }
        return verdict.reason.isEmpty() ? Parfocal.DONE : Parfocal.FAILED;
    }

    private static Verdict judge(RecordedCurve recorded) {
        List<CurvePoint> points = recorded.samples().stream().map(CurveCommand::point).toList();
        return switch (CurveFit.of(points, ErrorLaw.ORDINARY_NIGHT)) {
            case NoCurve none -> new Verdict(Optional.empty(), Optional.of(none.reason()));
            case CurveFit fit -> {
                double zone = CriticalZone.halfWidthSteps(fit.curve(), CriticalZone.USUAL_LOSS);
                yield new Verdict(
                        Optional.of(fit),
                        CurveChecks.of(fit, zone).stream()
                                .filter(check -> !check.passed())
                                .findFirst()
                                .map(Check::sentence));
            }
        };
    }

    private static CurvePoint point(RecordedCurve.Point point) {
        return new CurvePoint(
                point.positionSteps(), point.hfrPixels().orElse(Double.NaN), point.sigmaPixels());
    }

    private static boolean used(Optional<CurveFit> fit, int number) {
        return fit.stream().anyMatch(f -> f.points().get(number).use() == FittedPoint.Use.USED);
    }

    private static CurvePicture picture(RecordedCurve recorded, Optional<CurveFit> fit) {
        var samples = new java.util.ArrayList<CurvePicture.Sample>();
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
                                used(fit, i),
                                Optional.empty()));
            }
        }
        CurvePicture picture = CurvePicture.of("focus curve", samples);
        return fit.map(f -> Pictures.withFit(picture, f, CriticalZone.USUAL_LOSS)).orElse(picture);
    }

    private static Json publish(RecordedCurve recorded, Verdict verdict) {
        Json object =
                new Json()
                        .put("outcome", verdict.reason.isEmpty() ? "accepted" : "refused")
                        .put("reason", verdict.reason.orElse(null));
        FocusJson.putCurve(object, verdict.fit, approach(recorded), CriticalZone.USUAL_LOSS);
        object.putNull("backlash")
                .putList("diagnoses", List.of())
                .putObjects("models", verdict.fit.map(FocusJson::models).orElse(List.of()));
        var samples = new java.util.ArrayList<Json>();
        for (int i = 0; i < recorded.samples().size(); i++) {
            RecordedCurve.Point point = recorded.samples().get(i);
            samples.add(
                    new Json()
                            .put("positionSteps", point.positionSteps())
                            .put("arrival", point.arrival().map(CurveCommand::word).orElse(null))
                            .put("hfrPixels", point.hfrPixels())
                            .put("sigmaPixels", point.sigmaPixels())
                            .put("starCount", point.starCount())
                            .put("used", used(verdict.fit, i)));
        }
        return object.putObjects("samples", samples).putList("notes", recorded.notes());
    }

    /// The direction of the sweep when all points share it.
    private static Optional<String> approach(RecordedCurve recorded) {
        List<Optional<Arrival>> arrivals =
                recorded.samples().stream().map(RecordedCurve.Point::arrival).distinct().toList();
        return arrivals.size() == 1 ? arrivals.getFirst().map(CurveCommand::word) : Optional.empty();
    }

    private static String word(Arrival arrival) {
        return arrival.name().toLowerCase(Locale.ROOT);
    }

    private static void print(RecordedCurve recorded, Verdict verdict, PrintWriter out) {
        if (verdict.fit.isPresent()) {
            CurveFit fit = verdict.fit.get();
            out.printf(
                    "Best focus %.1f ± %.1f%s; stars %.2f px there, slope %.4f px/step, critical zone ± %.1f steps.%n",
                    fit.curve().bestPositionSteps(),
                    fit.sigmaSteps(),
                    approach(recorded).map(word -> ", arriving " + word).orElse(""),
                    fit.curve().minimumPixels(),
                    fit.curve().slopePixelsPerStep(),
                    CriticalZone.halfWidthSteps(fit.curve(), CriticalZone.USUAL_LOSS));
        }
        verdict.reason.ifPresent(reason -> out.println("REFUSED   " + reason));
    }
}
