package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A small disk of its own, that can be filled and made read-only. Only where the tests may mount one.
final class Tmpfs implements AutoCloseable {
    private static final int BLOCK_BYTES = 4_096;

    private final Path place;

    private Tmpfs(Path place) {
        this.place = place;
    }

    static Tmpfs mount(Path place, int megabytes) throws IOException, InterruptedException {
        boolean mounted =
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=%dm".formatted(megabytes),
                        "tmpfs",
                        place.toString());
        Assumptions.assumeTrue(mounted, "this user may not mount a tmpfs; skipped");
        return new Tmpfs(place);
    }

    Path place() {
        return place;
    }

    void makeReadOnly() throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount,ro", place.toString())).isTrue();
    }

    void makeWritable() throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount,rw", place.toString())).isTrue();
    }

    /// To the last block.
    void fill() throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (var stream =
                Files.newOutputStream(
                        place.resolve("filler"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            while (true) {
                stream.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    void empty() throws IOException {
        Files.delete(place.resolve("filler"));
    }

    /// Also where a writer is late to let go.
    @Override
    public void close() throws IOException {
        try {
            assertThat(run("umount", "-l", place.toString())).isTrue();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command));
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            Assumptions.abort("there is no mount command; skipped: " + absent.getMessage());
            return false;
        }
    }
}
