package parfocal.cli;

import org.jspecify.annotations.Nullable;
import parfocal.autofocus.FixedSweep;
import parfocal.autofocus.FocusPlan;
import parfocal.report.Json;
import picocli.CommandLine.Option;

/// How a run is made: the options of every command that makes one.
final class PlanOptions {
    private static final int USUAL_SAMPLES = 9;
    private static final int LARGEST_BINNING = 8;

    private enum Kind {
        adaptive,
        fixed
    }

    @Option(
            names = "--exposure",
            paramLabel = "SECONDS",
            description = "Exposure of each frame. Default: 4, or what the first frame advises.")
    private @Nullable Double exposureSeconds;

    @Option(
            names = "--binning",
            paramLabel = "N",
            description =
                    "Pixels read as one, in both directions. Default: 1, or what stars this wide advise.")
    private @Nullable Integer binning;

    @Option(
            names = "--no-advice",
            description =
                    "Exposure and binning stay as they are, whatever the first frame advises. What is typed stays in any case.")
    private boolean noAdvice;

    @Option(
            names = "--plan",
            paramLabel = "adaptive|fixed",
            description =
                    "adaptive chooses its samples itself; fixed takes --samples of them, --step steps apart, around the start. Default: adaptive.")
    private Kind plan = Kind.adaptive;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "With --plan fixed: how many, 5 to 99. Default: 9.")
    private @Nullable Integer samples;

    @Option(
            names = "--step",
            paramLabel = "STEPS",
            description = "With --plan fixed: how far apart.")
    private @Nullable Integer stepSteps;

    /// @throws Misuse for a plan that contradicts itself
    FocusPlan plan() throws Misuse {
        int pixels = binning == null ? 1 : binning;
        if (pixels < 1 || pixels > LARGEST_BINNING) {
            throw new Misuse(
                    "--binning goes from 1 to %d; %d was asked."
                            .formatted(LARGEST_BINNING, pixels));
        }
        FocusPlan usual = FocusPlan.defaults().withBinning(pixels);
        FocusPlan exposed =
                exposureSeconds == null
                        ? usual
                        : usual.withExposure(Exposure.ofSeconds(exposureSeconds));
        FocusPlan adaptive =
                noAdvice ? exposed : exposed.advised(exposureSeconds == null, binning == null);
        if (plan == Kind.adaptive) {
            if (samples != null || stepSteps != null) {
                throw new Misuse(
                        "--samples and --step belong to --plan fixed; the adaptive plan chooses its samples itself.");
            }
            return adaptive;
        }
        if (stepSteps == null) {
            throw new Misuse(
                    "--plan fixed wants --step STEPS: about 0.7 half-widths of the curve, which a run of the adaptive plan tells.");
        }
        try {
            return adaptive.withFixed(
                    new FixedSweep(samples == null ? USUAL_SAMPLES : samples, stepSteps));
        } catch (IllegalArgumentException impossible) {
            throw new Misuse(
                    "--plan fixed: " + String.valueOf(impossible.getMessage()), impossible);
        }
    }

    /// The same as an order to the hub.
    Json order() throws Misuse {
        FocusPlan wanted = plan();
        var order = new Json();
        if (exposureSeconds != null) {
            order.put("exposureSeconds", exposureSeconds);
        }
        if (binning != null) {
            order.put("binning", binning);
        }
        if (noAdvice) {
            order.put("advice", false);
        }
        wanted.fixed()
                .ifPresent(fixed ->
                        order.put("plan", "fixed")
                                .put("samples", fixed.samples())
                                .put("stepSteps", fixed.stepSteps()));
        return order;
    }
}
