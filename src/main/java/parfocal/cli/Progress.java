package parfocal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.AutofocusEvent.Advised;
import parfocal.autofocus.AutofocusEvent.Fitted;
import parfocal.autofocus.AutofocusEvent.Going;
import parfocal.autofocus.AutofocusEvent.GoingBack;
import parfocal.autofocus.AutofocusEvent.Measured;
import parfocal.autofocus.AutofocusEvent.Proved;
import parfocal.autofocus.Sample;
import parfocal.curve.CurveFit;
import parfocal.curve.PlusMinus;

/// One line for each sample, as it happens.
final class Progress implements Consumer<AutofocusEvent> {
    private final PrintWriter err;
    private final boolean quiet;
    private String why = "";
    private CompletableFuture<Void> patience = CompletableFuture.completedFuture(null);

    Progress(PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
    }

    @Override
    public void accept(AutofocusEvent event) {
        if (quiet) {
            return;
        }
        patience.cancel(false);
        switch (event) {
            case Going(var step) -> {
                why = step.why();
                patience = askForPatience(step.positionSteps());
            }
            case Measured(int number, Sample sample) -> err.println(line(number, sample));
            case Fitted(CurveFit fit) ->
                    err.println(
                            "            best focus near %s, stars %.2f px there"
                                    .formatted(
                                            PlusMinus.of(
                                                    fit.curve().bestPositionSteps(),
                                                    fit.sigmaSteps()),
                                            fit.curve().minimumPixels()));
            case Advised(var advice) -> err.println("            " + advice.sentence());
            case Proved(var proof) -> err.println("            " + proof.sentence());
            case GoingBack(int start, String reason) ->
                    err.println("   back to %d: %s".formatted(start, reason));
        }
        err.flush();
    }

    /// Large donuts take their time to be drawn and measured.
    private CompletableFuture<Void> askForPatience(int positionSteps) {
        return CompletableFuture.runAsync(
                () -> {
                    err.println("     … %7d   being exposed and measured".formatted(positionSteps));
                    err.flush();
                },
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
    }

    private String line(int number, Sample sample) {
        String size =
                sample.size().hfrPixels().isPresent()
                        ? "HFR %5.2f ± %.3f px, %3d stars"
                                .formatted(
                                        sample.size().hfrPixels().getAsDouble(),
                                        sample.size().sigmaPixels(),
                                        sample.size().starCount())
                        : "no star                      ";
        return "%2d %s %7d   %s   %s"
                .formatted(number, sample.proof() ? "★" : "●", sample.positionSteps(), size, why);
    }

    /// Progress through frames that are measured one after the other.
    static final class Frames {
        private final PrintWriter err;

        Frames(PrintWriter err) {
            this.err = err;
        }

        void measured(int number, int of, Path file, int starCount) {
            err.println(
                    "%d of %d   %s   %d star%s"
                            .formatted(
                                    number,
                                    of,
                                    file.getFileName(),
                                    starCount,
                                    starCount == 1 ? "" : "s"));
            err.flush();
        }
    }
}
