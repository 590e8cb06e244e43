package parfocal.stars;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Finds what stands out of a frame, first at every width, then at the width the stars turned out to have.
///
/// The first look answers how large stars are: a disc of 80 px is one maximum only through a filter of its own width, and a
/// sharp star only through a narrow one. The second look is a matched filter.
final class Detection {
    private static final double FIRST_FILTER_BLOCKS = 1.1;

    /// Width of a tile of the sky over that of a block: no star seen at that width fills half of it.
    private static final int SKY_TILE_BLOCKS = 64;

    /// Blocks of 1 to 64 pixels.
    private static final int WIDTHS = 7;

    private static final int MOST_WINNERS = 200;
    private static final int ENOUGH_WINNERS = 100;

    /// Side of the pieces of a large frame that are looked at at every width, and how many at a time.
    private static final int SAMPLE_SIDE = 1024;

    private static final int SAMPLES_AT_ONCE = 4;

    /// Piece of the matched filter in blocks: input and output fit into a core's own cache.
    private static final int TILE_WIDTH = 512;

    private static final int TILE_HEIGHT = 256;
    private static final double THRESHOLD = 5.5;

    /// Half-flux radius from which pixels are joined by two, which makes the search three times quicker and costs a star of that
    /// size a tenth of its S/N; and that in blocks from which blocks are joined further.
    private static final double PAIRED_FROM = 1.2;

    private static final double BLOCKS_FROM = 2.4;

    private final Pixels pixels;
    private final Mesh sky;
    private final Lent<Blocks> pieces = new Lent<>(Blocks::new);

    Detection(Pixels pixels, Mesh sky) {
        this.pixels = pixels;
        this.sky = sky;
    }

    /// The clearest peaks over all widths, each place claimed by the width that sees it best. Of a large frame as many pieces
    /// are looked at as give enough of them.
    List<Peak> clearestOfAllWidths() {
        List<Area> samples = samples();
        List<Mesh> skies = skiesOfAllWidths();
        List<Peak> all = new ArrayList<>();
        List<Peak> winners = List.of();
        for (int from = 0; from < samples.size(); from += SAMPLES_AT_ONCE) {
            int to = Math.min(samples.size(), from + SAMPLES_AT_ONCE);
            samples.subList(from, to).parallelStream()
                    .map(area -> atAllWidths(area, skies))
                    .toList()
                    .forEach(all::addAll);
            winners = winners(all);
            if (winners.size() >= ENOUGH_WINNERS) {
                break;
            }
        }
        return winners;
    }

    /// Pieces of the frame, in an order that spreads over it.
    private List<Area> samples() {
        int columns = (int) Math.max(1, Math.round((double) pixels.width() / SAMPLE_SIDE));
        int rows = (int) Math.max(1, Math.round((double) pixels.height() / SAMPLE_SIDE));
        int count = columns * rows;
        int step = (int) Math.round(0.618 * count);
        while (gcd(step, count) > 1) {
            step++;
        }
        List<Area> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int place = (int) ((count / 2 + (long) i * step) % count);
            int column = place % columns;
            int row = place / columns;
            result.add(
                    new Area(
                            (int) ((long) column * pixels.width() / columns),
                            (int) ((long) row * pixels.height() / rows),
                            (int) ((column + 1L) * pixels.width() / columns),
                            (int) ((row + 1L) * pixels.height() / rows)));
        }
        return result;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// The sky for blocks of 1, 2, 4 … pixels.
    private List<Mesh> skiesOfAllWidths() {
        return IntStream.range(0, WIDTHS)
                .parallel()
                .mapToObj(width -> sky.inTilesOf(SKY_TILE_BLOCKS * (1 << width)))
                .toList();
    }

    private List<Peak> atAllWidths(Area area, List<Mesh> skies) {
        List<Peak> all = new ArrayList<>();
        Blocks blocks = new Blocks();
        blocks.fill(pixels, area, 1);
        for (Mesh wide : skies) {
            if (blocks.shorterSide() < 6) {
                break;
            }
            all.addAll(blocks.peaks(FIRST_FILTER_BLOCKS, wide, 7, area));
            blocks.halve();
        }
        return all;
    }

    private static List<Peak> winners(List<Peak> all) {
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
        int shorter = Math.min(pixels.width(), pixels.height());
        int side = hfrPixels > PAIRED_FROM && shorter >= 48 ? 2 : 1;
        while (side * BLOCKS_FROM < hfrPixels && shorter / side >= 24) {
            side *= 2;
        }
        double sigma = Math.max(0.7, matchedSigma(hfrPixels) / side);
        Mesh wide = sky.inTilesOf(Math.max(64, 16 * hfrPixels));
        int tileHeight = TILE_HEIGHT * side;
        int blockSide = side;
        List<Peak> peaks =
                new ArrayList<>(
                        IntStream.range(0, (pixels.height() + tileHeight - 1) / tileHeight)
                                .parallel()
                                .mapToObj(band ->
                                        pieces.to(blocks ->
                                                band(
                                                        blocks,
                                                        band * tileHeight,
                                                        blockSide,
                                                        sigma,
                                                        wide)))
                                .flatMap(List::stream)
                                .toList());
        peaks.sort(Peak.CLEAREST_FIRST);
        return peaks;
    }

    private List<Peak> band(Blocks blocks, int top, int side, double sigma, Mesh wide) {
        // Whole blocks, so that pieces share one grid.
        int margin = side * ((int) Math.ceil(7 * sigma) + 2);
        List<Peak> peaks = new ArrayList<>();
        for (int left = 0; left < pixels.width(); left += TILE_WIDTH * side) {
            Area own = new Area(left, top, left + TILE_WIDTH * side, top + TILE_HEIGHT * side);
            blocks.fill(pixels, own.grown(margin, pixels), side);
            peaks.addAll(blocks.peaks(sigma, wide, THRESHOLD, own));
        }
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
