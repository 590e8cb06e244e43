package parfocal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.MaskOptics;
import parfocal.autofocus.SpikeTrack;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.report.FramePositions;
import parfocal.report.FramePositions.FramePosition;
import parfocal.report.FramePositions.NamedHeader;
import parfocal.report.Json;
import parfocal.stars.Bahtinov;
import parfocal.stars.Bahtinov.Spikes;

/// Frames through a Bahtinov mask, told to people and programs: `measure --bahtinov`.
final class SpikeReadings {
    private record Reading(Path file, Bahtinov seen, Optional<MaskOptics> optics) {}

    private final List<Reading> readings = new ArrayList<>();
    private final List<NamedHeader> headers = new ArrayList<>();

    /// @throws Refusal when a file is no frame
    void read(Path file, MaskOptions options) throws Refusal, Misuse {
        Frame frame;
        try {
            frame = Fits.read(file);
        } catch (FitsException unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        }
        readings.add(new Reading(file, Bahtinov.in(frame), options.optics(frame.number("XPIXSZ"))));
        headers.add(new NamedHeader(file.getFileName().toString(), frame.keywords()));
    }

    boolean complete() {
        return readings.stream().allMatch(r -> r.seen instanceof Spikes);
    }

    /// Where the spikes meet, when there are frames of several known positions.
    private Optional<SpikeTrack> track() {
        List<FramePosition> positions = FramePositions.of(headers);
        var seen = new ArrayList<SpikeTrack.At>();
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).seen instanceof Spikes spikes
                    && positions.get(i).positionSteps().isPresent()) {
                seen.add(new SpikeTrack.At(positions.get(i).positionSteps().getAsDouble(), spikes));
            }
        }
        return SpikeTrack.through(seen);
    }

    void print(PrintWriter out) {
        for (Reading reading : readings) {
            switch (reading.seen) {
                case Bahtinov.None none ->
                        out.println("%s: %s".formatted(reading.file.getFileName(), none.reason()));
                case Spikes spikes -> print(reading, spikes, out);
            }
        }
        track().ifPresent(track ->
                out.println(
                        "Best focus %.1f ± %.1f: there the spikes meet; the middle one moves %+.4f px a step."
                                .formatted(
                                        track.bestPositionSteps(),
                                        track.sigmaSteps(),
                                        track.pixelsPerStep())));
    }

    private static void print(Reading reading, Spikes spikes, PrintWriter out) {
        out.println(
                "%s: the middle spike passes %+.2f ± %.2f px beside the crossing of the outer two, at %.1f, %.1f; slits at %.1f°."
                        .formatted(
                                reading.file.getFileName(),
                                spikes.offsetPixels(),
                                spikes.sigmaPixels(),
                                spikes.x(),
                                spikes.y(),
                                spikes.halfAngleDegrees()));
        reading.optics.ifPresent(optics -> {
            MaskOptics.Distance distance = optics.distance(spikes);
            out.println(
                    "    %+.1f ± %.1f steps from focus; which sign is which side, a frame at another position tells."
                            .formatted(distance.steps(), distance.sigmaSteps()));
        });
    }

    Json published() {
        var frames = new ArrayList<Json>();
        for (Reading reading : readings) {
            var json = new Json().put("file", reading.file.toString());
            switch (reading.seen) {
                case Bahtinov.None none -> json.put("spikes", false).put("reason", none.reason());
                case Spikes spikes -> {
                    put(json.put("spikes", true), spikes);
                    reading.optics.ifPresent(optics ->
                            json.put("distanceSteps", optics.distance(spikes).steps())
                                    .put(
                                            "distanceSigmaSteps",
                                            optics.distance(spikes).sigmaSteps()));
                }
            }
            frames.add(json);
        }
        var all = new Json().putObjects("frames", frames);
        track().ifPresent(track ->
                all.put("bestPositionSteps", track.bestPositionSteps())
                        .put("sigmaSteps", track.sigmaSteps())
                        .put("pixelsPerStep", track.pixelsPerStep()));
        return all;
    }

    static void put(Json json, Spikes spikes) {
        json.put("offsetPixels", spikes.offsetPixels())
                .put("sigmaPixels", spikes.sigmaPixels())
                .put("x", spikes.x())
                .put("y", spikes.y())
                .put("middleDegrees", spikes.middleDegrees())
                .put("halfAngleDegrees", spikes.halfAngleDegrees());
    }
}
