package parfocal.logbook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import parfocal.history.Span;
import parfocal.hub.RunState;
import parfocal.report.RunRecord;

/// The record of each autofocus run that came to a result, complete enough to decide it again and to draw its report:
/// `runs/2026-11-21-main-focuser-1795299603000.json.gz`, by night, focuser, and the millisecond at which it began.
public final class RunFiles {
    /// Over a thousand runs; a record takes about 150 KB.
    private static final long MOST_BYTES = 200_000_000;

    private final Path folder;
    private final ZoneId zone;
    private final int nightsKept;
    private final long mostBytes;

    public RunFiles(Path folder, ZoneId zone, int nightsKept) {
        this(folder, zone, nightsKept, MOST_BYTES);
    }

    /// @param mostBytes of all together; above it the oldest go
    RunFiles(Path folder, ZoneId zone, int nightsKept, long mostBytes) {
        this.folder = folder;
        this.zone = zone;
        this.nightsKept = nightsKept;
        this.mostBytes = mostBytes;
    }

    /// Keeps a run that is over; one without a result leaves nothing.
    public void keep(RunState run) throws IOException {
        if (run.result().isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        Path file = file(run.focuserId(), run.beganAt());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        String record = RunRecord.of(run.result().get(), OptionalDouble.empty());
        try (var zipped = new GZIPOutputStream(Files.newOutputStream(fresh))) {
            zipped.write(record.getBytes(StandardCharsets.UTF_8));
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        new NightFiles(folder).keepNewest(nightsKept);
        keepWithin();
    }

    public boolean has(String focuserId, Instant beganAt) {
        return isName(focuserId) && Files.exists(file(focuserId, beganAt));
    }

    /// What `RunRecord` wrote; empty where no record of that run was kept.
    public Optional<String> read(String focuserId, Instant beganAt) throws IOException {
        if (!has(focuserId, beganAt)) {
            return Optional.empty();
        }
        try (var zipped = new GZIPInputStream(Files.newInputStream(file(focuserId, beganAt)))) {
            return Optional.of(new String(zipped.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Path file(String focuserId, Instant beganAt) {
        return folder.resolve(
                "%s-%s-%d.json.gz"
                        .formatted(Span.nightOf(beganAt, zone), focuserId, beganAt.toEpochMilli()));
    }

    /// Whether it can be part of a file's name: what is asked for may come from anywhere.
    private static boolean isName(String focuserId) {
        return focuserId.matches("[\\p{L}\\p{N}_-]{1,100}");
    }

    private void keepWithin() throws IOException {
        List<Path> newestFirst;
        try (var entries = Files.list(folder)) {
            newestFirst = entries.sorted(Comparator.<Path>naturalOrder().reversed()).toList();
        }
        long bytes = 0;
        for (Path file : newestFirst) {
            bytes += Files.size(file);
            if (bytes > mostBytes) {
                Files.deleteIfExists(file);
            }
        }
    }
}
