package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import parfocal.autofocus.FrameSize;
import parfocal.autofocus.SameStars;
import parfocal.curve.Arrival;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.report.CurveTable;
import parfocal.report.FramePositions;
import parfocal.report.FramePositions.FramePosition;
import parfocal.report.FramePositions.NamedHeader;
import parfocal.report.RecordedSample;
import parfocal.report.UnreadableInput;
import parfocal.stars.Star;

/// A focus curve from what others recorded: sizes in a table, or frames to be measured now.
///
/// @param samples in order of arrival where that is known
/// @param notes   what the user should know about the input, sentence by sentence
record RecordedCurve(List<Point> samples, List<String> notes) {

    /// @param sigmaPixels standard error of the size; 0 when the recording does not say it
    /// @param starCount   empty when the recording does not say it
    record Point(
            double positionSteps,
            OptionalDouble hfrPixels,
            double sigmaPixels,
            OptionalInt starCount,
            Optional<Arrival> arrival) {}

    RecordedCurve {
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
    }

    /// Reads one table or report, or any number of frames or folders of frames.
    ///
    /// @param known of the camera of the frames
    static RecordedCurve read(List<Path> inputs, SensorOptions known, Progress.Frames progress)
            throws Refusal, Misuse {
        List<Path> files = expand(inputs);
        if (files.size() == 1 && isTable(files.getFirst())) {
            known.requireNone("A table of sizes has no pixels");
            return ofTable(files.getFirst());
        }
        return ofFrames(files, known.sensor(), progress);
    }

    private static List<Path> expand(List<Path> inputs) throws Refusal {
        var files = new ArrayList<Path>();
        for (Path input : inputs) {
            if (!Files.isDirectory(input)) {
                files.add(input);
                continue;
            }
            try (Stream<Path> inside = Files.list(input)) {
                List<Path> all = inside.sorted().toList();
                List<Path> frames = all.stream().filter(RecordedCurve::isFrameName).toList();
                List<Path> tables = all.stream().filter(RecordedCurve::isTableName).toList();
                if (frames.isEmpty() && tables.size() != 1) {
                    throw new Refusal(
                            "There is no FITS frame in the folder %s, and not just one table or report."
                                    .formatted(input));
                }
                files.addAll(frames.isEmpty() ? tables : frames);
            } catch (IOException trouble) {
                throw new Refusal(
                        "The folder %s cannot be read: %s.".formatted(input, trouble.getMessage()),
                        trouble);
            }
        }
        return files;
    }

    private static boolean isFrameName(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(
                        ".fits",
                        ".fit",
                        ".fts",
                        ".fits.gz",
                        ".fit.gz",
                        ".fts.gz",
                        ".fz",
                        ".fits.fz")
                .anyMatch(name::endsWith);
    }

    private static boolean isTableName(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".json") || name.endsWith(".csv");
    }

    private static boolean isTable(Path file) {
        return !isFrameName(file);
    }

    private static RecordedCurve ofTable(Path file) throws Refusal {
        try {
            CurveTable table = CurveTable.read(file);
            var points = new ArrayList<Point>();
            for (RecordedSample sample : table.samples()) {
                points.add(
                        new Point(
                                sample.positionSteps(),
                                sample.hfrPixels(),
                                // N.I.N.A. writes the scatter between stars, which is no error of
                                // their mean.
                                table.inOrderOfArrival() ? sample.sigmaPixels().orElse(0) : 0,
                                OptionalInt.empty(),
                                sample.arrival()));
            }
            boolean told = points.stream().anyMatch(point -> point.arrival.isPresent());
            return told || !table.inOrderOfArrival()
                    ? new RecordedCurve(
                            points,
                            table.inOrderOfArrival()
                                    ? List.of()
                                    : List.of(
                                            told
                                                    ? "The report lists its points by position, not in the order in which they were measured. They are taken to be one sweep from the highest down, as N.I.N.A. makes it."
                                                    : "The report lists its points by position: the order in which they were measured, and so the direction of arrival, is lost."))
                    : new RecordedCurve(withArrivals(points), List.of());
        } catch (UnreadableInput unreadable) {
            throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private record Shot(Path file, Map<String, String> keywords, List<Star> stars) {}

    private static RecordedCurve ofFrames(
            List<Path> files, KnownSensor sensor, Progress.Frames progress) throws Refusal {
        var shots = new ArrayList<Shot>();
        for (Path file : files) {
            try {
                Frame frame = Fits.read(file);
                List<Star> stars = sensor.stars(file, frame).measurable();
                shots.add(new Shot(file, frame.keywords(), stars));
                progress.measured(shots.size(), files.size(), file, stars.size());
            } catch (FitsException unreadable) {
                throw new Refusal(String.valueOf(unreadable.getMessage()), unreadable);
            }
        }
        boolean dated = shots.stream().allMatch(shot -> shot.keywords.containsKey("DATE-OBS"));
        if (dated) {
            shots.sort(Comparator.comparing(shot -> shot.keywords.getOrDefault("DATE-OBS", "")));
        }
        List<FramePosition> positions =
                FramePositions.of(
                        shots.stream()
                                .map(s ->
                                        new NamedHeader(
                                                s.file.getFileName().toString(), s.keywords))
                                .toList());
        List<FrameSize> sizes = SameStars.sizesOf(shots.stream().map(Shot::stars).toList());
        var points = new ArrayList<Point>();
        var notes = new ArrayList<String>();
        for (int i = 0; i < shots.size(); i++) {
            FramePosition position = positions.get(i);
            if (position.positionSteps().isEmpty()) {
                throw new Refusal(
                        "%s does not say where the focuser stood, neither in its header (FOCUSPOS) nor in its name. Give a CSV of position,hfr instead."
                                .formatted(position.fileName()));
            }
            position.disagreement().ifPresent(notes::add);
            points.add(
                    new Point(
                            position.positionSteps().getAsDouble(),
                            sizes.get(i).hfrPixels(),
                            sizes.get(i).sigmaPixels(),
                            OptionalInt.of(sizes.get(i).starCount()),
                            Optional.empty()));
        }
        return new RecordedCurve(dated ? withArrivals(points) : points, notes);
    }

    /// Directions from the order of arrival. The first point came from nobody knows where: it is given the direction of the
    /// second.
    private static List<Point> withArrivals(List<Point> points) {
        var told = new ArrayList<Point>();
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            double from = points.get(Math.max(0, i - 1)).positionSteps;
            double to = points.get(Math.min(points.size() - 1, Math.max(1, i))).positionSteps;
            Optional<Arrival> arrival =
                    to > from
                            ? Optional.of(Arrival.UP)
                            : to < from
                                    ? Optional.of(Arrival.DOWN)
                                    : told.isEmpty() ? Optional.empty() : told.getLast().arrival;
            told.add(
                    new Point(
                            point.positionSteps,
                            point.hfrPixels,
                            point.sigmaPixels,
                            point.starCount,
                            arrival));
        }
        return told;
    }
}
