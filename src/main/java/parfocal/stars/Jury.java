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

    /// Peaks in one tile that make it worth while to copy all of it.
    private static final int HELD_FROM = 6;

    private final PeakMeter meter;
    private final StarLook look;
    private final Halos halos;

    /// One peak, measured, and what it was found to be: no refusal means a star.
    record Judged(Peak peak, Optional<Candidate> candidate, Optional<Rejection> refusal) {}

    /// @param peaks all of the frame: what is not judged disturbs as well
    Jury(PeakMeter meter, StarLook look, List<Peak> peaks) {
        this.meter = meter;
        this.look = look;
        halos = new Halos(meter.pixels(), peaks.stream().map(this::halo).toList());
        meter.over(unseen(peaks));
    }

    private double unseen(List<Peak> peaks) {
        double hfr = look.size().hfrPixels();
        List<double[]> lifts =
                meter.inBatches(
                        Unseen.someOf(peaks.subList(peaks.size() / 2, peaks.size())),
                        (one, peak) -> {
                            one.lit(halos);
                            one.ring().around(halo(peak));
                            return List.of(one.lifts(peak.x(), peak.y(), hfr, look.aperture()));
                        });
        return Unseen.of(lifts.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /// Neighbours one after the other, their pixels near at hand; so in another order than they came.
    List<Judged> judged(List<Peak> peaks) {
        Tiles tiles = Tiles.of(meter.pixels(), peaks, look);
        return IntStream.range(0, tiles.rows())
                .parallel()
                .mapToObj(row -> judgedRow(tiles, row))
                .flatMap(List::stream)
                .toList();
    }

    private List<Judged> judgedRow(Tiles tiles, int row) {
        LightMeter one = meter.one();
        one.lit(halos);
        List<Judged> results = new ArrayList<>();
        for (int column = 0; column < tiles.columns(); column++) {
            List<Peak> own = tiles.peaks(column, row);
            if (own.size() >= HELD_FROM && tiles.mayBeHeld()) {
                one.hold(tiles.area(column, row), tiles.hfrPixels(), look.aperture());
            }
            for (Peak peak : own) {
                results.add(judged(one, peak));
            }
        }
        return results;
    }

    /// Where the light of a peak spoils the backgrounds of others.
    private Halos.Halo halo(Peak peak) {
        double hfr = look.size().hfrPixels();
        double reach = look.reachOfLight(peak.height() / meter.sky().medianNoise()) * hfr;
        return new Halos.Halo(peak.x(), peak.y(), reach);
    }

    /// Judged on all of its surroundings, or bumps of a nebula would hide each other; measured without the neighbours' light.
    private Judged judged(LightMeter one, Peak peak) {
        boolean free = peak.snr() >= SIZED_BY_ITSELF;
        double usual = look.gates().size().hfrAt(peak.x(), peak.y());
        one.ring().around(halo(peak));
        Judged judged =
                judged(one, peak, one.measure(peak.x(), peak.y(), usual, look.aperture(), free));
        return judged.refusal().isEmpty() && one.ring().isSpoiled()
                ? judged(one, peak, one.alone(look.aperture(), free))
                : judged;
    }

    private Judged judged(LightMeter one, Peak peak, Optional<Light> light) {
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
