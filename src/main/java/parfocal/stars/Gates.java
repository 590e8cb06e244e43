package parfocal.stars;

import java.util.Optional;

/// Tells stars from what looks like one. All gates are relative to what the frame's stars have in common.
///
/// | impostor | sign |
/// |---|---|
/// | hot pixel, cosmic ray | a pixel stands higher over its neighbours than the frame's sharpest star could |
/// | trail, bad column, track | much longer than wide, compared with the frame's stars, or longer and narrower |
/// | nebula, galaxy | wider than the frame's stars by more than the error |
/// | bump of a nebula, track | what the common profile leaves of it is more than noise and than it leaves of stars |
/// | noise | light below 6 times the local noise |
///
/// There is no limit of roundness as such (wind makes all stars long) and none of size (good optics on large pixels make
/// stars of 1.0 px).
///
/// @param size  the size the frame's stars have at each place
/// @param shape what else they have in common
/// @param noise typical noise of one pixel
record Gates(Pixels pixels, SizeMap size, CommonShape shape, double noise) {
    private static final double LEAST_SNR = 6;

    /// @param snr       of the light in the matched window against the noise of its own surroundings
    /// @param saturated whether the top is cut off: then the size comes out too large, and says nothing
    Optional<Rejection> refuse(Stamp stamp, Light light, double snr, boolean saturated) {
        double usual = size.hfrAt(light.x(), light.y());
        if (touchesBorder(light, usual)) {
            return Optional.of(Rejection.EDGE);
        }
        if (snr < LEAST_SNR || light.flux() <= 0) {
            return Optional.of(Rejection.FAINT);
        }
        if (saturated) {
            return isThin(light, usual) ? Optional.of(Rejection.TRAIL) : Optional.empty();
        }
        double smaller = Math.min(1, usual / size.hfrInMiddle());
        if (isTooSharp(stamp, light, usual)
                || isSpeck(light)
                || shape.isNarrow(light, smaller, snr)) {
            return Optional.of(Rejection.COSMIC_RAY);
        }
        double stretch = light.axisRatio() / shape.axisRatio();
        boolean lineLike = stretch > 2.5 + 12 / snr;
        if (lineLike) {
            boolean endless = light.longAxis() > 3 * light.hfr();
            return Optional.of(endless ? Rejection.TRAIL : Rejection.BLEND);
        }
        double tolerance = tolerance(light);
        double away = Math.log(light.hfr() / usual);
        // What is too wide and too long at once is neither by chance.
        boolean askew = stretch > 1.2 + 6 / snr && away > 0.5 * tolerance;
        if (away > tolerance || askew) {
            return Optional.of(stretch > 1.6 ? Rejection.BLEND : Rejection.NEBULOSITY);
        }
        if (away < -tolerance - 0.1 || isTooSmall(light, usual)) {
            return Optional.of(Rejection.COSMIC_RAY);
        }
        if (shape.isUnlike(light, snr)) {
            return Optional.of(stretch > 1.6 ? Rejection.BLEND : Rejection.NEBULOSITY);
        }
        return Optional.empty();
    }

    /// Whether it is sharper than optics can be, whatever the frame's stars are: one pixel dominates, or one axis is no wider
    /// than a pixel while the other is.
    static boolean isSpeck(Light light) {
        return light.peakedness() > 3 || (light.shortAxis() < 0.42 && light.axisRatio() > 1.6);
    }

    /// Whether it is longer than wide, and narrower than the frame's stars: a track, however bright.
    private static boolean isThin(Light light, double usual) {
        return light.axisRatio() > 2.5 && light.shortAxis() < 0.6 * usual / 1.1774;
    }

    /// Whether the size is one that the frame's stars have.
    boolean isCommon(Light light) {
        return Math.abs(size.awayOf(light)) < 0.75 * tolerance(light);
    }

    private double tolerance(Light light) {
        double own = 2.5 * light.hfrSigma() / Math.max(0.3, light.hfr());
        return Math.max(0.22, 4 * size.spread()) + Math.min(0.3, own);
    }

    /// Whether even the common profile, which knows the size of a faint thing best, makes it smaller than stars are.
    private boolean isTooSmall(Light light, double usual) {
        return light.matched()
                .map(m ->
                        Math.log(m.hfr() / usual)
                                < -Math.max(0.22, 4 * size.spread()) - 3 * m.sigma() / m.hfr())
                .orElse(false);
    }

    private boolean touchesBorder(Light light, double usual) {
        double margin = Math.min(1.2, 0.5 * usual);
        return light.x() < margin
                || light.y() < margin
                || light.x() > pixels.width() - 1 - margin
                || light.y() > pixels.height() - 1 - margin;
    }

    /// Whether two fifths of the light comes from pixels that stand higher over their neighbours than the top of a star of
    /// this light, 15 % sharper than the frame's, could.
    private boolean isTooSharp(Stamp stamp, Light light, double usual) {
        if (stamp.side() > 1) {
            // No speck of single pixels is taken for a star that large.
            return false;
        }
        double sigma = Math.max(0.45, 0.85 * usual / 1.1774);
        double share = Math.min(0.6, 1 / (2 * Math.PI * sigma * sigma));
        double step = 1 - Math.exp(-0.5 / (sigma * sigma));
        double allowed = 1.6 * share * step * light.flux() + 5.6 * Math.max(noise, light.noise());
        int reach = (int) Math.ceil(Math.min(1.5 * usual, 12));
        int middleX = (int) Math.round(light.x());
        int middleY = (int) Math.round(light.y());
        double sharp = 0;
        for (int y = Math.max(stamp.top() + 1, middleY - reach);
                y <= Math.min(stamp.bottom() - 1, middleY + reach);
                y++) {
            for (int x = Math.max(stamp.left() + 1, middleX - reach);
                    x <= Math.min(stamp.right() - 1, middleX + reach);
                    x++) {
                double around =
                        0.25
                                * ((double) stamp.at(x - 1, y)
                                        + stamp.at(x + 1, y)
                                        + stamp.at(x, y - 1)
                                        + stamp.at(x, y + 1));
                double excess = stamp.at(x, y) - around;
                if (excess > allowed) {
                    sharp += excess;
                }
            }
        }
        return sharp > 0.4 * light.flux();
    }
}
