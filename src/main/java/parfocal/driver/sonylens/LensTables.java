package parfocal.driver.sonylens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The lenses whose keys somebody has counted and published; `lenses.txt` beside this class.
final class LensTables {
    private static final String FILE = "lenses.txt";
    private static final List<LensTable> ALL = read();

    private LensTables() {}

    /// In the order of the file.
    static List<LensTable> all() {
        return ALL;
    }

    /// @param id as [LensTable#id()], in any case
    static Optional<LensTable> byId(String id) {
        return ALL.stream().filter(table -> table.id().equalsIgnoreCase(id.strip())).findFirst();
    }

    private static List<LensTable> read() {
        try (InputStream file = LensTables.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing from this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(LensTables::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LensTable row(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != 4) {
            throw new IllegalStateException(
                    "%s has a line that is not four fields: %s".formatted(FILE, line));
        }
        return LensTable.ofCounts(
                fields[0].strip(), fields[1].strip(), fields[2].strip(), fields[3].strip());
    }
}
