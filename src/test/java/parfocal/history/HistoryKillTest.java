package parfocal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program that writes is killed as the power supply does it, at any moment, the first one also while the file is made.
/// `-Dparfocal.kills=200` for the whole bar.
final class HistoryKillTest {
    private static final int KILLS = Integer.getInteger("parfocal.kills", 2);

    @TempDir Path directory = Path.of("");

    @Test
    void noCommittedRowIsLostAndTheFileOpensAtOnce() throws Exception {
        var random = new Random(5);
        Path file = directory.resolve("history.db");
        int last = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            int first = last + 1;
            int committed =
                    kill % 5 == 0
                            ? killWhileItStarts(file, first, random.nextInt(800))
                            : writeAndKill(file, first, random.nextInt(60));
            // Finishes a schema that was begun.
            Store.open(Database.inFile(file)).close();
            try (Connection connection = Connections.open(Database.inFile(file))) {
                assertThat(text(connection, "PRAGMA integrity_check"))
                        .as("after kill %d", kill)
                        .isEqualTo("ok");
                last =
                        Integer.parseInt(
                                text(
                                        connection,
                                        "SELECT COALESCE(MAX(position), 0) FROM readings"));
                assertThat(last).as("kill %d", kill).isGreaterThanOrEqualTo(committed);
                assertThat(text(connection, "SELECT COUNT(*) FROM readings"))
                        .as("none between is missing, kill %d", kill)
                        .isEqualTo(String.valueOf(last));
            }
        }
    }

    /// @return the last position that was said to be committed
    private int writeAndKill(Path file, int first, int rows)
            throws IOException, InterruptedException {
        Process process = start(file, first);
        int committed = 0;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int seen = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                committed = Integer.parseInt(line);
                if (seen++ == rows) {
                    // Through the handle: what it said before must still be read.
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor()).isNotZero();
        return committed;
    }

    /// @return the last position that was said to be committed, 0 for none
    private int killWhileItStarts(Path file, int first, int millis)
            throws IOException, InterruptedException {
        Process process = start(file, first);
        assertThat(process.waitFor(Duration.ofMillis(200 + millis))).isFalse();
        process.toHandle().destroyForcibly();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return out.lines().mapToInt(Integer::parseInt).max().orElse(0);
        }
    }

    private static Process start(Path file, int first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteUntilKilled.class.getName(),
                        file.toString(),
                        String.valueOf(first))
                .redirectErrorStream(true)
                .start();
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
