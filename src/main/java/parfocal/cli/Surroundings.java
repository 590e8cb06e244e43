package parfocal.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import parfocal.link.LocalServers;
import parfocal.link.SerialPorts;
import parfocal.time.Pace;

/// The computer as the doctor examines it.
///
/// @param system      as Java names it in `os.name`
/// @param root        where `/run` is
/// @param environment its variables
/// @param asked       a command's output, or empty when it does not exist, fails, or takes too long
record Surroundings(
        String system,
        Path root,
        Map<String, String> environment,
        Function<List<String>, Optional<String>> asked,
        SerialPorts ports,
        LocalServers servers,
        Pace pace) {
    private static final long PATIENCE_SECONDS = 3;

    static Surroundings here() {
        return new Surroundings(
                System.getProperty("os.name", ""),
                Path.of("/"),
                System.getenv(),
                Surroundings::ask,
                SerialPorts.here(),
                LocalServers.here(),
                Pace.wall());
    }

    boolean isLinux() {
        return system.startsWith("Linux");
    }

    /// A program on the path.
    Optional<Path> program(String name) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, name))
                .filter(java.nio.file.Files::isExecutable)
                .findFirst();
    }

    private static Optional<String> ask(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                            .start();
            // These answers are one line, which the pipe holds until the end.
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String told =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(told.strip()) : Optional.empty();
        } catch (IOException _) {
            // There is no such program.
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static java.io.File nothing() {
        return new java.io.File(
                System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }
}
