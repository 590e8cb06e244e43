package parfocal.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where settings, positions, runs and logs are kept.
///
/// @param path     absolute; it need not exist yet
/// @param chosenBy what decided: `--data`, `PARFOCAL_DATA`, or the system's custom
record DataDirectory(Path path, String chosenBy) {

    /// `--data` before `PARFOCAL_DATA` before the system's custom: `$XDG_DATA_HOME/parfocal` or `~/.local/share/parfocal`,
    /// `%LOCALAPPDATA%\Parfocal` on Windows, `~/Library/Application Support/Parfocal` on macOS.
    ///
    /// @param option      what `--data` was given
    /// @param system      as Java names it in `os.name`
    /// @param home        the user's folder
    static DataDirectory find(
            Optional<Path> option, Map<String, String> environment, String system, Path home) {
        if (option.isPresent()) {
            return new DataDirectory(option.get().toAbsolutePath(), "--data");
        }
        Optional<Path> variable = folder(environment, "PARFOCAL_DATA");
        if (variable.isPresent()) {
            return new DataDirectory(variable.get().toAbsolutePath(), "PARFOCAL_DATA");
        }
        String name = system.toLowerCase(Locale.ROOT);
        Path custom;
        if (name.startsWith("windows")) {
            custom =
                    folder(environment, "LOCALAPPDATA")
                            .orElseGet(() -> home.resolve("AppData").resolve("Local"))
                            .resolve("Parfocal");
        } else if (name.startsWith("mac")) {
            custom = home.resolve("Library").resolve("Application Support").resolve("Parfocal");
        } else {
            custom =
                    folder(environment, "XDG_DATA_HOME")
                            // The specification: a relative path there is to be ignored.
                            .filter(Path::isAbsolute)
                            .orElseGet(() -> home.resolve(".local").resolve("share"))
                            .resolve("parfocal");
        }
        return new DataDirectory(custom.toAbsolutePath(), "the system's custom");
    }

    /// That of this process.
    static DataDirectory here(Optional<Path> option) {
        return find(
                option,
                System.getenv(),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", "")));
    }

    /// The folder itself, or the nearest one above it that exists.
    Path existing() {
        Path folder = path;
        while (!Files.exists(folder)) {
            Path above = folder.getParent();
            if (above == null) {
                return folder;
            }
            folder = above;
        }
        return folder;
    }

    private static Optional<Path> folder(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(text -> !text.isBlank())
                .map(Path::of);
    }
}
