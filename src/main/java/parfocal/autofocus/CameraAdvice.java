package parfocal.autofocus;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.stars.Star;

/// Another exposure or binning than a run has, with the reason.
///
/// The exposure is right when the stars of the sweep's ends, where they are 2.75 times as large as in focus, together stand 60 times over their noise:
/// as ten stars of 20 do. Sizes are then known to about 1 %, and no longer exposure makes them better, for the air moves them all by more. It is too long
/// when three stars of ten are at the camera's ceiling.
///
/// Pixels are read together while stars in focus stay 2.5 pixels wide. How wide they are, earlier runs tell; before the first one only that the
/// air never lets them be sharper than 1.5″.
///
/// @param exposure as advised; as it was where the binning alone changes
/// @param binning  likewise
/// @param sentence what was seen, and what follows
public record CameraAdvice(Duration exposure, int binning, String sentence) {
    private static final double ENOUGH_SNR = 60;
    private static final double SIZE_AT_ENDS = 2.75;
    private static final double SATURATED_SHARE = 0.3;

    /// Less than half as much again is not worth another look.
    private static final double WORTHWHILE = 1.5;

    private static final double LARGEST_FACTOR = 4;

    /// Shorter frames catch the air in one place: sizes of half-second frames scatter by a quarter.
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final double WIDTH_IN_PIXELS = 2.5;
    private static final double SHARPEST_ARCSEC = 1.5;
    private static final double USUAL_ARCSEC = 2.5;

    /// Of a star in focus where nothing is known of the telescope.
    private static final double USUAL_HFR_PIXELS = 2.5;

    /// Width at half maximum of a star in the air, over its half-flux radius: a Moffat profile with β = 3.5.
    private static final double FWHM_OF_HFR = 1 / 0.604;

    /// What earlier runs advise; empty where they do not, or there were none.
    static Optional<CameraAdvice> beforehand(FocusPlan plan, int largestBinning) {
        return plan.learned()
                .flatMap(known -> {
                    double width = known.minimumPixels() * FWHM_OF_HFR;
                    return binned(
                            plan,
                            width,
                            largestBinning,
                            "Earlier runs saw stars of %.1f px".formatted(width));
                });
    }

    /// What a frame advises; empty where it was right.
    static Optional<CameraAdvice> on(FocusPlan plan, FirstLooks looks, Seen seen) {
        Optional<CameraAdvice> light = looks.exposureFree() ? light(plan, seen) : Optional.empty();
        if (light.isPresent() && turnsRound(plan, looks, light.get())) {
            light = Optional.empty();
        }
        Optional<CameraAdvice> binned =
                looks.binningFree() && plan.learned().isEmpty()
                        ? bySky(plan, looks, seen)
                        : Optional.empty();
        if (light.isPresent() && binned.isPresent()) {
            return Optional.of(
                    new CameraAdvice(
                            light.get().exposure,
                            binned.get().binning,
                            light.get().sentence + " " + binned.get().sentence));
        }
        return light.or(() -> binned);
    }

    /// A frame that was too dark is not made dark again: some stars are bright and others faint.
    private static boolean turnsRound(FocusPlan plan, FirstLooks looks, CameraAdvice light) {
        int before = plan.exposure().compareTo(looks.orderedExposure());
        return before * light.exposure.compareTo(plan.exposure()) < 0;
    }

    private static Optional<CameraAdvice> light(FocusPlan plan, Seen seen) {
        long clean = seen.stars().stream().filter(star -> star.flags().isEmpty()).count();
        if (seen.saturated() > SATURATED_SHARE * (clean + seen.saturated())) {
            String found =
                    "%d of %d stars are at the camera's ceiling in %s s"
                            .formatted(
                                    seen.saturated(),
                                    clean + seen.saturated(),
                                    seconds(plan.exposure()));
            return exposed(plan, 1 / LARGEST_FACTOR, found);
        }
        double together =
                Math.sqrt(seen.stars().stream().mapToDouble(star -> star.snr() * star.snr()).sum());
        double factor = Math.pow(wanted(plan, seen) / Math.max(1, together), 2);
        if (factor < WORTHWHILE) {
            return Optional.empty();
        }
        String found =
                seen.stars().isEmpty()
                        ? "There is no star in %s s".formatted(seconds(plan.exposure()))
                        : "%d star%s, together %.0f times over the noise in %s s, tell%s sizes to %.0f %% only"
                                .formatted(
                                        clean,
                                        clean == 1 ? "" : "s",
                                        together,
                                        seconds(plan.exposure()),
                                        clean == 1 ? "s" : "",
                                        72 / together);
        return exposed(plan, Math.min(LARGEST_FACTOR, factor), found);
    }

    /// Larger stars than those of the sweep's ends will be brighter there, smaller ones fainter: noise grows with the size.
    private static double wanted(FocusPlan plan, Seen seen) {
        double size =
                seen.stars().stream()
                        .mapToDouble(Star::hfrPixels)
                        .sorted()
                        .skip(seen.stars().size() / 2)
                        .findFirst()
                        .orElse(0);
        if (size == 0) {
            return ENOUGH_SNR;
        }
        OptionalDouble known = inFocus(plan, seen);
        double ends = SIZE_AT_ENDS * known.orElse(USUAL_HFR_PIXELS);
        return ENOUGH_SNR * Math.clamp(ends / size, 0, known.isPresent() ? SIZE_AT_ENDS : 1);
    }

    /// Half-flux radius of stars in focus, in pixels; empty where neither earlier runs nor the scale of the frame tell.
    static OptionalDouble inFocus(FocusPlan plan, Seen seen) {
        return plan.learned().isPresent()
                ? OptionalDouble.of(plan.learned().get().minimumPixels())
                : seen.arcsecPerPixel().isPresent()
                        ? OptionalDouble.of(
                                Math.max(
                                        1,
                                        USUAL_ARCSEC
                                                / seen.arcsecPerPixel().getAsDouble()
                                                / FWHM_OF_HFR))
                        : OptionalDouble.empty();
    }

    private static Optional<CameraAdvice> exposed(FocusPlan plan, double factor, String found) {
        double nanos = plan.exposure().toNanos() * factor;
        // Two digits are enough to type.
        double digit = Math.pow(10, Math.floor(Math.log10(nanos)) - 1);
        Duration wanted = Duration.ofNanos(Math.round(Math.rint(nanos / digit) * digit));
        Duration possible = factor < 1 ? longer(wanted, SHORTEST) : shorter(wanted, LONGEST);
        boolean asWished =
                factor < 1
                        ? possible.compareTo(plan.exposure()) < 0
                        : possible.compareTo(plan.exposure()) > 0;
        return !asWished
                ? Optional.empty()
                : Optional.of(
                        new CameraAdvice(
                                possible,
                                plan.binning(),
                                "%s: exposing %s s.".formatted(found, seconds(possible))));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Optional<CameraAdvice> bySky(FocusPlan plan, FirstLooks looks, Seen seen) {
        if (seen.arcsecPerPixel().isEmpty()) {
            return Optional.empty();
        }
        double scale = seen.arcsecPerPixel().getAsDouble();
        return binned(
                plan,
                SHARPEST_ARCSEC / scale,
                looks.largestBinning(),
                "At %.2f″ a pixel no air lets stars be smaller than %.1f px"
                        .formatted(scale, SHARPEST_ARCSEC / scale));
    }

    private static Optional<CameraAdvice> binned(
            FocusPlan plan, double widthPixels, int largestBinning, String found) {
        int wanted =
                Math.min(
                        largestBinning,
                        (int) Math.floor(plan.binning() * widthPixels / WIDTH_IN_PIXELS));
        return wanted <= plan.binning()
                ? Optional.empty()
                : Optional.of(
                        new CameraAdvice(
                                plan.exposure(),
                                wanted,
                                "%s: reading %d × %d pixels as one."
                                        .formatted(found, wanted, wanted)));
    }

    private static String seconds(Duration exposure) {
        double seconds = exposure.toNanos() / 1e9;
        return seconds == Math.rint(seconds)
                ? String.format(Locale.ROOT, "%.0f", seconds)
                : String.format(Locale.ROOT, "%s", seconds);
    }
}
