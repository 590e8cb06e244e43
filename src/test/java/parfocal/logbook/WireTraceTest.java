package parfocal.logbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

final class WireTraceTest {
    private static final byte[] REQUEST = "FPOSRO".getBytes(StandardCharsets.US_ASCII);

    @TempDir Path logs = Path.of("");

    private WireLog trace() {
        return WireLog.into(
                new WireTrace(logs, "main"),
                new VirtualPace(Instant.parse("2026-11-21T18:00:00Z")),
                ZoneOffset.UTC);
    }

    @Test
    void theTalkWithADeviceIsAFileOfItsOwn() {
        WireLog trace = trace();
        trace.sent("usb-focus", REQUEST);
        trace.received("usb-focus", "P=01234\n".getBytes(StandardCharsets.US_ASCII), "");

        assertThat(logs.resolve("wire-main.log"))
                .hasContent(
                        """
                        18:00:00.000  usb-focus     → FPOSRO
                        18:00:00.000  usb-focus     ← P=01234␊
                        """);
    }

    @Test
    void aDiskThatTakesNothingStopsNoTalkAndIsTriedAgain() throws Exception {
        Path blocked = Files.writeString(logs.resolve("blocked"), "a file in the way");
        WireLog trace =
                WireLog.into(
                        new WireTrace(blocked, "main"),
                        new VirtualPace(Instant.parse("2026-11-21T18:00:00Z")),
                        ZoneOffset.UTC);
        trace.sent("usb-focus", REQUEST);
        Files.delete(blocked);
        trace.sent("usb-focus", REQUEST);

        assertThat(trace.failure()).isEmpty();
        assertThat(Files.readAllLines(blocked.resolve("wire-main.log"))).hasSize(1);
    }
}
