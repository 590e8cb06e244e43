package parfocal.cli;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.MaskOptics;
import parfocal.autofocus.MaskOptics.Lean;
import picocli.CommandLine.Option;

/// What is known of the telescope behind a Bahtinov mask.
final class MaskOptions {
    @Option(
            names = "--focal-ratio",
            paramLabel = "N",
            description = "With --bahtinov: focal length over aperture, for a distance in steps.")
    private @Nullable Double focalRatio;

    @Option(
            names = "--step-um",
            paramLabel = "UM",
            description = "With --bahtinov: shift of the focal plane for one step, in micrometres.")
    private @Nullable Double stepMicrons;

    @Option(
            names = "--pixel-um",
            paramLabel = "UM",
            description =
                    "With --bahtinov: side of a pixel of the frame, binning included. Default: the frame's XPIXSZ.")
    private @Nullable Double pixelMicrons;

    @Option(
            names = "--obstruction",
            paramLabel = "SHARE",
            description = "With --bahtinov: of the diameter, 0 to 0.9. Default: 0.")
    private double obstruction;

    @Option(
            names = "--mask",
            paramLabel = "outward|inward|unknown",
            description =
                    "With --bahtinov: how the slanting slits lean, as in Y or the other way. Unknown is some 18 %% of uncertainty.")
    private Lean lean = Lean.UNKNOWN;

    boolean given() {
        return focalRatio != null || stepMicrons != null || pixelMicrons != null;
    }

    /// Empty where the optics were not described.
    ///
    /// @param headerMicrons pixel size as the frame states it
    Optional<MaskOptics> optics(OptionalDouble headerMicrons) throws Misuse {
        if (focalRatio == null && stepMicrons == null) {
            return Optional.empty();
        }
        double pixel = pixelMicrons != null ? pixelMicrons : headerMicrons.orElse(0);
        if (focalRatio == null || stepMicrons == null || !(pixel > 0)) {
            throw new Misuse(
                    "A distance in steps wants --focal-ratio and --step-um, and --pixel-um where the frame has no XPIXSZ.");
        }
        try {
            return Optional.of(new MaskOptics(focalRatio, obstruction, pixel, stepMicrons, lean));
        } catch (IllegalArgumentException impossible) {
            throw new Misuse(String.valueOf(impossible.getMessage()), impossible);
        }
    }
}
