package parfocal.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FixedSweep;
import parfocal.autofocus.FocusPlan;
import parfocal.device.Camera;
import parfocal.image.Frame;
import parfocal.report.Json;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How a run is made: the options of every command that makes one.
final class PlanOptions {
    private static final int USUAL_SAMPLES = 9;

    private enum Kind {
        adaptive,
        fixed
    }

    @Mixin private LightOptions light = new LightOptions();

    @Option(
            names = "--camera",
            paramLabel = "NAME",
            description = "On the hub: which camera, where it has several.")
    private @Nullable String camera;

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

    /// As [LightOptions#eye].
    Eye eye(Camera camera, Consumer<Frame> also, PrintWriter err) throws Refusal, Misuse {
        return light.eye(camera, also, err);
    }

    /// @throws Misuse for a plan that contradicts itself
    FocusPlan plan() throws Misuse {
        FocusPlan adaptive = light.plan();
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
        Json order = light.into(new Json());
        if (camera != null) {
            order.put("camera", camera);
        }
        wanted.fixed()
                .ifPresent(fixed ->
                        order.put("plan", "fixed")
                                .put("samples", fixed.samples())
                                .put("stepSteps", fixed.stepSteps()));
        return order;
    }
}
