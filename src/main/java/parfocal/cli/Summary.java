package parfocal.cli;

import java.io.PrintWriter;
import java.util.Optional;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.Diagnosis;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.RunAdvice;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.PlusMinus;
import parfocal.device.Approach;
import parfocal.report.FocusJson;
import parfocal.rig.Rig;

/// What a run came to, in a few lines for people.
final class Summary {
    private Summary() {}

    /// In the numbers of the run's focuser, at its end.
    static double trueBestSteps(FocusResult result, Rig rig) {
        Approach approach = result.run().plan().approach();
        return result.finalPositionSteps().isPresent()
                ? rig.trueBestSteps(approach, result.finalPositionSteps().getAsInt())
                : rig.trueBestSteps(approach);
    }

    /// @param through the filter that the run was made through, where it is to be said
    static void print(FocusResult result, Optional<String> through, Rig rig, PrintWriter out) {
        FocusRun run = result.run();
        if (result.accepted()) {
            CurveFit fit = result.fit().orElseThrow().fit();
            BestFocus best = result.best().orElseThrow();
            out.printf(
                    "ACCEPTED  %d, reached %s; best focus%s %s, critical zone ± %.1f steps.%n",
                    result.finalPositionSteps().orElseThrow(),
                    FocusJson.word(run.plan().approach()),
                    through.map(" through %s"::formatted).orElse(""),
                    PlusMinus.of(best.positionSteps(), best.sigmaSteps()),
                    CriticalZone.halfWidthSteps(fit.curve(), run.plan().tolerance()));
            run.shape().ifPresent(shape -> out.printf("SHAPE     %s%n", shape.sentence()));
            out.printf("PROOF     %s%n", result.proof().orElseThrow().sentence());
        } else {
            out.printf("REFUSED   %s%n", result.refusal().orElseThrow().reason());
            if (result.finalPositionSteps().isPresent()) {
                out.printf(
                        "          The focuser stands at %d; the run began at %d.%n",
                        result.finalPositionSteps().getAsInt(), run.startSteps());
            }
        }
        for (String advice : RunAdvice.of(result)) {
            out.printf("ADVICE    %s%n", advice);
        }
        for (String repair : run.repairs()) {
            out.printf("REPAIR    %s.%n", repair);
        }
        for (Diagnosis diagnosis : result.diagnoses()) {
            out.printf("CAUSE     %s: %s%n", diagnosis.cause().published(), diagnosis.message());
            out.printf("          %s%n", diagnosis.remedy());
        }
        double best = trueBestSteps(result, rig);
        out.printf(
                "TRUTH     This rig is simulated and knows: best focus %.1f for this approach; the focuser stands %.1f steps from it.%n",
                best, Math.abs(result.finalPositionSteps().orElse(0) - best));
        out.printf(
                "          %d exposures%s, %d s of the rig's time.%n",
                result.exposures(), thrownAway(run), result.duration().toSeconds());
    }

    private static String thrownAway(FocusRun run) {
        int frames = run.disturbances().frames();
        return frames == 0
                ? ""
                : ", %d of them not where they were to be and taken again".formatted(frames);
    }
}
