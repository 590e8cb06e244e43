package parfocal.server.indi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Debian's `indi_getprop`, `indi_setprop` and `indi_eval`.
///
/// @param port of the server they are used on
record Tools(int port) {
    private record Said(int status, String out, String err) {}

    static void requireInstalled() {
        for (String tool : List.of("indi_getprop", "indi_setprop", "indi_eval")) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", tool)),
                    tool + " is not installed (Debian's package indi-bin); skipped");
        }
    }

    /// Values by `Device.PROPERTY.ELEMENT`; the tool ends as soon as it has all when it knows how many to wait for.
    Map<String, String> get(String... specs) throws IOException, InterruptedException {
        var values = new LinkedHashMap<String, String>();
        for (String line :
                run("indi_getprop", List.of("-t", "1"), List.of(specs)).out().lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }

    String one(String spec) throws IOException, InterruptedException {
        return run("indi_getprop", List.of("-1", "-t", "3"), List.of(spec)).out().strip();
    }

    void set(String... assignments) throws IOException, InterruptedException {
        Said said = run("indi_setprop", List.of("-t", "3"), List.of(assignments));
        assertThat(said.status()).as("%s: %s", List.of(assignments), said.err()).isZero();
    }

    /// Waits until an expression over properties is true, and says whether it came to be.
    boolean becomes(String expression) throws IOException, InterruptedException {
        return run("indi_eval", List.of("-w", "-t", "8"), List.of(expression)).status() == 0;
    }

    private Said run(String tool, List<String> options, List<String> arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(tool, "-p", Integer.toString(port)));
        command.addAll(options);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), out, err);
    }
}
