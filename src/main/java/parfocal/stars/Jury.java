package parfocal.stars;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Says of each peak whether it is a star, and how large: measured with what the frame's stars have in common, without the
/// light of its neighbours.
final class Jury {
    /// From here on a star's own size is better than the frame's.
    private static final double SIZED_BY_ITSELF = 30;

    /// How much larger than usual a star's background ring may turn out.
    private static final double RING_SEEN = 1.2;

    /// Peaks in one tile that make it worth while to copy all of it.
    private static final int HELD_FROM = 6;

    private final PeakMeter meter;
    private final StarLook look;
    private final Vicinity<BackgroundRing.Neighbour> known;

    /// One peak, measured, and what it was found to be: no refusal means a star.
    record Judged(Peak peak, Optional<Candidate> candidate, Optional<Rejection> refusal) {}

    /// @param peaks all of the frame: what is not judged disturbs as well
    Jury(PeakMeter meter, StarLook look, List<Peak> peaks) {
        this.meter = meter;
        this.look = look;
        known = known(meter, peaks, look);
        meter.over(unseen(peaks));
    }

    private double unseen(List<Peak> peaks) {
        double hfr = look.size().hfrPixels();
        List<double[]> lifts =
                meter.inBatches(
                        Unseen.someOf(peaks.subList(peaks.size() / 2, peaks.size())),
                        (one, peak) -> {
                            one.ring().beside(beside(peak));
                            return List.of(one.lifts(peak.x(), peak.y(), hfr, look.aperture()));
                        });
        return Unseen.of(lifts.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /// In the order of the peaks; but measured neighbour after neighbour, their pixels near at hand.
    List<Judged> judged(List<Peak> peaks) {
        Tiles tiles = Tiles.of(meter.pixels(), peaks, look);
        Judged[] results = new Judged[peaks.size()];
        IntStream.range(0, tiles.rows())
                .parallel()
                .forEach(row -> judgeRow(tiles, row, peaks, results));
        return List.of(results);
    }

    private void judgeRow(Tiles tiles, int row, List<Peak> peaks, Judged[] results) {
        LightMeter one = meter.one();
        for (int column = 0; column < tiles.columns(); column++) {
            int[] own = tiles.numbers(column, row);
            if (own.length >= HELD_FROM && tiles.mayBeHeld()) {
                one.hold(tiles.area(column, row), tiles.hfrPixels(), look.aperture());
            }
            for (int number : own) {
                Peak peak = peaks.get(number);
                one.ring().beside(List.of());
                Judged judged = judged(one, peak);
                List<BackgroundRing.Neighbour> beside = beside(peak);
                if (judged.refusal().isEmpty() && !beside.isEmpty()) {
                    // Judged on all of its surroundings, or bumps of a nebula would hide each
                    // other; measured without the neighbours' light.
                    one.ring().beside(beside);
                    judged = again(one, judged);
                }
                results[number] = judged;
            }
        }
    }

    /// Where the light of every peak spoils backgrounds.
    private static Vicinity<BackgroundRing.Neighbour> known(
            PeakMeter meter, List<Peak> peaks, StarLook look) {
        double outer = RING_SEEN * look.aperture().ringOuter() * look.size().hfrPixels();
        Vicinity<BackgroundRing.Neighbour> known = new Vicinity<>(meter.pixels(), 2.5 * outer);
        for (Peak peak : peaks) {
            double hfr = look.size().hfrPixels();
            double reach = look.reachOfLight(peak.height() / meter.sky().medianNoise()) * hfr;
            known.add(
                    peak.x(),
                    peak.y(),
                    reach + outer,
                    new BackgroundRing.Neighbour(peak.x(), peak.y(), reach));
        }
        return known;
    }

    private List<BackgroundRing.Neighbour> beside(Peak peak) {
        double outer = RING_SEEN * look.aperture().ringOuter() * look.size().hfrPixels();
        List<BackgroundRing.Neighbour> beside = new ArrayList<>();
        known.forEachAt(
                peak.x(),
                peak.y(),
                other -> {
                    double distance = peak.distanceTo(other.x(), other.y());
                    if (distance > 0 && distance < other.reach() + outer) {
                        beside.add(other);
                    }
                });
        return beside;
    }

    private Judged judged(LightMeter one, Peak peak) {
        double usual = look.gates().size().hfrAt(peak.x(), peak.y());
        return judged(one, peak, peak.x(), peak.y(), usual);
    }

    /// Once more, from the place and the size that were found.
    private Judged again(LightMeter one, Judged before) {
        Light light = before.candidate().orElseThrow().light();
        Peak peak = before.peak();
        double usual = look.gates().size().hfrAt(peak.x(), peak.y());
        double size = peak.snr() >= SIZED_BY_ITSELF ? light.hfr() : usual;
        return judged(one, peak, light.x(), light.y(), size);
    }

    private Judged judged(LightMeter one, Peak peak, double x, double y, double size) {
        boolean free = peak.snr() >= SIZED_BY_ITSELF;
        Optional<Light> light = one.measure(x, y, size, look.aperture(), free);
        if (light.isEmpty()) {
            return new Judged(peak, Optional.empty(), Optional.of(Rejection.FAINT));
        }
        Candidate candidate = meter.candidate(peak, light.get());
        boolean saturated = look.isSaturated(candidate.light());
        return new Judged(
                peak,
                Optional.of(candidate),
                look.gates().refuse(one.stamp(), candidate.light(), candidate.snr(), saturated));
    }
}
