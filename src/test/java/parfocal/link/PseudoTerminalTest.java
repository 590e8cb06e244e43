package parfocal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no pseudo-terminals to test on")
final class PseudoTerminalTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @TempDir Path folder;

    private Path link() {
        return folder.resolve("focuser");
    }

    @Test
    void theLinkLeadsToTheTerminalAndGoesWithIt() throws Exception {
        try (var terminal = PseudoTerminal.create(link())) {
            assertThat(Files.readSymbolicLink(link())).isEqualTo(terminal.device());
            assertThat(terminal.device()).exists();
        }
        assertThat(Files.exists(link(), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void aProgramThatJustOpensTheLinkSeesRawBytesAndNoEcho() throws Exception {
        try (var terminal = PseudoTerminal.create(link())) {
            Files.write(link(), new byte[] {'a', '\n', 3, '\r'}, StandardOpenOption.WRITE);

            assertThat(terminal.read(SHORT)).containsExactly('a', '\n', 3, '\r');
            terminal.write(new byte[] {'b', '\r'});
            // An echo would come back to us here.
            assertThat(terminal.read(SHORT)).isEmpty();
        }
    }

    @Test
    void bytesThatNobodyReadsNeverBlockTheDevice() throws Exception {
        try (var terminal = PseudoTerminal.create(link())) {
            for (int kilobyte = 0; kilobyte < 100; kilobyte++) {
                terminal.write(new byte[1024]);
            }
            assertThat(terminal.read(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aFileInTheWayIsLeftAlone() throws Exception {
        Files.writeString(link(), "mine");
        assertThatThrownBy(() -> PseudoTerminal.create(link()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s is a file of somebody's and was left alone. Choose another place for the link."
                                .formatted(link()));
        assertThat(link()).hasContent("mine");
    }

    @Test
    void aLinkToSomethingElseIsLeftAloneEvenWhenItLeadsNowhere() throws Exception {
        Path elsewhere = folder.resolve("gone");
        Files.createSymbolicLink(link(), elsewhere);
        assertThatThrownBy(() -> PseudoTerminal.create(link()))
                .hasMessageContaining("is a link to " + elsewhere + " and was left alone");
        assertThat(Files.readSymbolicLink(link())).isEqualTo(elsewhere);
    }

    @Test
    void aLinkThatIsServedIsLeftAlone() throws Exception {
        try (var _ = PseudoTerminal.create(link())) {
            assertThatThrownBy(() -> PseudoTerminal.create(link()))
                    .hasMessageContaining("which is in use: another emulator may be serving it")
                    .hasMessageEndingWith("remove the link (rm " + link() + ").");
            assertThat(link()).exists();
        }
    }

    @Test
    void aLinkLeftOverFromACrashIsReplacedEvenWhenTheTerminalGetsTheSameNumber() throws Exception {
        Path number;
        try (var terminal = PseudoTerminal.create(link())) {
            number = terminal.device();
        }
        Files.createSymbolicLink(link(), number);

        try (var again = PseudoTerminal.create(link())) {
            assertThat(Files.readSymbolicLink(link())).isEqualTo(again.device());
        }
    }

    @Test
    void aLinkThatSomebodyElseTookOverIsNotRemoved() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("real-port"), "");
        try (var _ = PseudoTerminal.create(link())) {
            Files.delete(link());
            Files.createSymbolicLink(link(), elsewhere);
        }
        assertThat(Files.readSymbolicLink(link())).isEqualTo(elsewhere);
    }

    @Test
    void aMissingFolderIsNamed() {
        Path nowhere = folder.resolve("no/such/folder/focuser");
        assertThatThrownBy(() -> PseudoTerminal.create(nowhere))
                .hasMessage(
                        "The link %s cannot be made. Does its folder exist, and may you write there?"
                                .formatted(nowhere));
    }
}
