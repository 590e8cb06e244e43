package parfocal.logbook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parfocal.history.Span;

/// One readable log a night, from noon to noon: who did what, and what went wrong.
///
/// ```
/// 21:40:03   Main focuser: panel moves it to 4570.
/// 21:40:09 ! Main focuser: It did not arrive …
/// ```
public final class NightLog {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final long LONGEST_BYTES = 5_000_000;
    private static final int LARGEST_PORTION_BYTES = 256 * 1024;

    private final Path folder;
    private final ZoneId zone;
    private final int nightsKept;
    private Optional<LocalDate> current = Optional.empty();

    /// Lines of one night from some byte on.
    ///
    /// @param nextByte where to read on
    public record Portion(LocalDate night, List<String> lines, long nextByte) {}

    /// @param nightsKept older logs are deleted
    public NightLog(Path folder, ZoneId zone, int nightsKept) {
        this.folder = folder;
        this.zone = zone;
        this.nightsKept = nightsKept;
    }

    synchronized void add(Instant at, boolean alarming, String line) throws IOException {
        LocalDate night = Span.nightOf(at, zone);
        if (!current.equals(Optional.of(night))) {
            current = Optional.of(night);
            new NightFiles(folder).keepNewest(nightsKept);
        }
        String oneLine = line.replace('\n', ' ').replace('\r', ' ');
        new RotatingFile(file(night), LONGEST_BYTES)
                .append(
                        "%s %s %s%n"
                                .formatted(
                                        CLOCK.format(at.atZone(zone)),
                                        alarming ? "!" : " ",
                                        oneLine));
    }

    /// The nights of which there is a log, oldest first.
    public List<LocalDate> nights() throws IOException {
        return new NightFiles(folder).nights();
    }

    /// The night to which a moment belongs, in this log's time zone.
    public LocalDate nightOf(Instant moment) {
        return Span.nightOf(moment, zone);
    }

    /// Whole lines from a byte on; none at the end, or where there is no log of that night.
    public Portion read(LocalDate night, long fromByte) throws IOException {
        Path file = file(night);
        if (!Files.exists(file)) {
            return new Portion(night, List.of(), 0);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // Shorter than before: it was put aside and begun anew.
            long from = fromByte <= channel.size() ? fromByte : 0;
            ByteBuffer bytes =
                    ByteBuffer.allocate(
                            (int) Math.min(LARGEST_PORTION_BYTES, channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // Until full, or the end.
            }
            int whole = 0;
            for (int place = 0; place < bytes.position(); place++) {
                if (bytes.get(place) == '\n') {
                    whole = place + 1;
                }
            }
            String text = new String(bytes.array(), 0, whole, StandardCharsets.UTF_8);
            return new Portion(night, text.lines().toList(), from + whole);
        }
    }

    /// The newest lines of a night, at most so many.
    public Portion readLast(LocalDate night, int mostLines) throws IOException {
        var newest = new ArrayDeque<String>();
        Portion portion = read(night, 0);
        while (!portion.lines().isEmpty()) {
            for (String line : portion.lines()) {
                newest.add(line);
                if (newest.size() > mostLines) {
                    newest.remove();
                }
            }
            portion = read(night, portion.nextByte());
        }
        return new Portion(night, List.copyOf(newest), portion.nextByte());
    }

    private Path file(LocalDate night) {
        return folder.resolve(night + ".log");
    }
}
