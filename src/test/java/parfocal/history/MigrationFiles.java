package parfocal.history;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The migrations on the class path, by name.
final class MigrationFiles {
    private MigrationFiles() {}

    static List<String> all() throws IOException, URISyntaxException {
        var place =
                Objects.requireNonNull(
                        MigrationFiles.class.getClassLoader().getResource(Migrations.PLACE));
        try (var files = Files.list(Path.of(place.toURI()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
