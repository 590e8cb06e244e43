package parfocal.stars;

import java.util.ArrayList;
import java.util.List;

/// Finds what stands out of a frame, first at every width, then at the width the stars turned out to have.
///
/// The first look answers how large stars are: a disc of 80 px is one maximum only through a filter of its own width, and a
/// sharp star only through a narrow one. The second look is a matched filter.
final class Detection {
    private static final double FIRST_FILTER_BLOCKS = 1.1;
    private static final int MOST_WINNERS = 200;

    private final Pixels pixels;
    private final double pixelNoise;

    Detection(Pixels pixels, double pixelNoise) {
        this.pixels = pixels;
        this.pixelNoise = pixelNoise;
    }

    /// The clearest peaks over all widths, each place claimed by the width that sees it best.
    List<Peak> clearestOfAllWidths() {
        List<Peak> all = new ArrayList<>();
        Blocks blocks = Blocks.of(pixels);
        while (blocks.shorterSide() >= 6 && blocks.side() <= 64) {
            all.addAll(blocks.peaks(FIRST_FILTER_BLOCKS, 64, pixelNoise, 7));
            blocks = blocks.halved();
        }
        all.sort(Peak.CLEAREST_FIRST);
        List<Peak> winners = new ArrayList<>();
        for (Peak peak : all) {
            if (winners.size() >= MOST_WINNERS) {
                break;
            }
            if (winners.stream().noneMatch(winner -> claims(winner, peak))) {
                winners.add(peak);
            }
        }
        return winners;
    }

    private static boolean claims(Peak winner, Peak peak) {
        double reach = 2.6 * winner.widthPixels() + 0.8 * peak.widthPixels();
        return winner.distanceTo(peak.x(), peak.y()) < reach;
    }

    /// All peaks through the filter matched to stars of this half-flux radius, clearest first.
    List<Peak> matched(double hfrPixels) {
        Blocks blocks = Blocks.of(pixels);
        while (blocks.side() * 2.4 < hfrPixels && blocks.shorterSide() >= 24) {
            blocks = blocks.halved();
        }
        double sigma = Math.max(0.7, matchedSigma(hfrPixels) / blocks.side());
        int tile = (int) Math.max(32, Math.ceil(Math.max(64, 16 * hfrPixels) / blocks.side()));
        List<Peak> peaks = blocks.peaks(sigma, tile, pixelNoise, 4.5);
        peaks.sort(Peak.CLEAREST_FIRST);
        return peaks;
    }

    /// The Gaussian that suits a Gaussian star exactly, and a ring well enough to have its maximum in the hole.
    static double matchedSigma(double hfrPixels) {
        return 0.85 * hfrPixels;
    }

    /// S/N of a peak over the ring around it and against that ring's scatter: in nebulae the map knows neither.
    ///
    /// @param light the same place, measured
    static double localSnr(Peak peak, Light light, double mapNoise) {
        double rougher = Math.max(1, light.noise() / mapNoise);
        double higher = (peak.level() - light.background()) / peak.height();
        return peak.snr() * Math.min(1.2, higher) / rougher;
    }

    /// Whether `peak` may be no more than a bump in the glare of a clearer one, for a Moffat-like wing of β = 2.5.
    static boolean isGlare(Peak peak, Peak clearer, double hfrPixels) {
        double distance = peak.distanceTo(clearer.x(), clearer.y());
        double scale = 1.85 * hfrPixels;
        double ratio = 1 + distance * distance / (scale * scale);
        double wing = clearer.snr() / (ratio * ratio * Math.sqrt(ratio));
        return distance < 0.8 * hfrPixels || peak.snr() < 2.5 * wing + 2;
    }

    /// How far the glare of a peak can hide anything that is clear enough to be looked at.
    static double glareReach(Peak peak, double hfrPixels) {
        double ratio = Math.pow(Math.max(1, peak.snr()), 0.4);
        return 1.85 * hfrPixels * Math.sqrt(ratio);
    }
}
