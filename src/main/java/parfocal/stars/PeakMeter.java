package parfocal.stars;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Measures the peaks of a frame on all cores.
final class PeakMeter {
    /// Peaks that one core measures in a row.
    private static final int BATCH = 50;

    private final Pixels pixels;
    private final Mesh sky;
    private final CircleTables tables;
    private double unseen;

    PeakMeter(Pixels pixels, Mesh sky, CircleTables tables) {
        this.pixels = pixels;
        this.sky = sky;
        this.tables = tables;
    }

    Pixels pixels() {
        return pixels;
    }

    Mesh sky() {
        return sky;
    }

    /// Says by how much unseen stars lift the background rings of this frame.
    void over(double unseenAdu) {
        unseen = unseenAdu;
    }

    /// One that measures place after place.
    LightMeter one() {
        LightMeter meter = new LightMeter(pixels, sky, tables);
        meter.ring().over(unseen);
        return meter;
    }

    /// As round stars near focus, each with a circle of its own.
    List<Candidate> measured(List<Peak> peaks, Function<Peak, Double> expectedHfr) {
        return inBatches(
                peaks,
                (meter, peak) ->
                        meter
                                .measure(
                                        peak.x(),
                                        peak.y(),
                                        expectedHfr.apply(peak),
                                        Aperture.FOCUSED,
                                        true)
                                .map(light -> candidate(peak, light))
                                .stream()
                                .toList());
    }

    interface Measuring<T> {
        List<T> of(LightMeter meter, Peak peak);
    }

    /// Whatever is found at each peak, in their order, on all cores.
    <T> List<T> inBatches(List<Peak> peaks, Measuring<T> measuring) {
        return IntStream.range(0, (peaks.size() + BATCH - 1) / BATCH)
                .parallel()
                .mapToObj(batch -> {
                    LightMeter meter = one();
                    List<T> results = new ArrayList<>(BATCH);
                    int end = Math.min(peaks.size(), (batch + 1) * BATCH);
                    for (Peak peak : peaks.subList(batch * BATCH, end)) {
                        results.addAll(measuring.of(meter, peak));
                    }
                    return results;
                })
                .flatMap(List::stream)
                .toList();
    }

    Candidate candidate(Peak peak, Light light) {
        return new Candidate(
                peak, light, Detection.localSnr(peak, light, sky.noiseAt(peak.x(), peak.y())));
    }
}
