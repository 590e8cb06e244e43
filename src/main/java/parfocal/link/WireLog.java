package parfocal.link;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parfocal.time.Pace;

/// What went over the wires, in aligned columns for tired eyes: time, device, direction, bytes, remark.
///
/// ```
/// 03:14:07.120  usb-focus     → FPOSRO
/// 03:14:07.131  usb-focus     ← P=01234␊␍
/// 03:14:09.002  usb-focus     ← *                               unasked
/// 03:14:10.310  usb-focus     ← P=0
/// 03:14:10.310  usb-focus     ✗ P=0                             incomplete after 1000 ms: discarded
/// 03:14:11.310  usb-focus     ·                                 no answer within 1000 ms
/// 03:14:12.100  usb-focus     ~ ?x#                             noise
/// 03:14:13.000  usb-focus     ! the plug is out
/// ```
///
/// `→` is always from the host to the device, on whichever side the log is kept. A log that can no longer be written goes quiet
/// and remembers why: a full disk must not stop a focuser.
public final class WireLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final Optional<Rows> rows;
    private final boolean hex;

    private WireLog(Optional<Rows> rows, boolean hex) {
        this.rows = rows;
        this.hex = hex;
    }

    /// A log that keeps nothing.
    public static WireLog none() {
        return new WireLog(Optional.empty(), false);
    }

    /// A log that appends one row, newline included, at a time.
    ///
    /// @param zone in which the times are written
    public static WireLog into(Appendable sink, Pace pace, ZoneId zone) {
        return new WireLog(Optional.of(new Rows(sink, pace, zone)), false);
    }

    /// Why nothing is written any more, once that is so.
    public Optional<IOException> failure() {
        return rows.flatMap(Rows::failure);
    }

    /// Bytes as one line of text: printable ASCII as it is, control bytes as their pictures (`␊`, `␍`), others in
    /// hexadecimal (`‹C8›`).
    public static String visible(byte[] bytes) {
        var text = new StringBuilder();
        for (byte signed : bytes) {
            int value = Byte.toUnsignedInt(signed);
            if (value < 0x20) {
                text.append((char) (0x2400 + value));
            } else if (value == 0x7F) {
                text.append('␡');
            } else if (value < 0x7F) {
                text.append((char) value);
            } else {
                text.append("‹%02X›".formatted(value));
            }
        }
        return text.toString();
    }

    /// The same log, in which bytes stand in hexadecimal (`3B 03 20 12 01 CA`), as for a device that speaks packets.
    WireLog inHex() {
        return new WireLog(rows, true);
    }

    /// Bytes as this log writes them.
    String written(byte[] bytes) {
        return hex ? HEX.formatHex(bytes) : visible(bytes);
    }

    /// Bytes went to the device; for those who reach one otherwise than by a [Line].
    public void sent(String device, byte[] bytes) {
        row(device, '→', written(bytes), "");
    }

    /// Bytes came from the device.
    public void received(String device, byte[] bytes, String remark) {
        row(device, '←', written(bytes), remark);
    }

    void discarded(String device, byte[] bytes, Duration waited) {
        row(
                device,
                '✗',
                written(bytes),
                "incomplete after %d ms: discarded".formatted(waited.toMillis()));
    }

    void silence(String device, Duration waited) {
        row(device, '·', "", "no answer within %d ms".formatted(waited.toMillis()));
    }

    void noise(String device, byte[] bytes) {
        row(device, '~', written(bytes), "noise");
    }

    void lost(String device, byte[] bytes) {
        row(device, '~', written(bytes), "lost on the way");
    }

    void gone(String device, String reason) {
        row(device, '!', reason, "");
    }

    private void row(String device, char mark, String text, String remark) {
        rows.ifPresent(kept -> kept.append(device, mark, text, remark));
    }

    private static final class Rows {
        private final Appendable sink;
        private final Pace pace;
        private final ZoneId zone;
        private @Nullable IOException failure;

        Rows(Appendable sink, Pace pace, ZoneId zone) {
            this.sink = sink;
            this.pace = pace;
            this.zone = zone;
        }

        synchronized void append(String device, char mark, String text, String remark) {
            if (failure != null) {
                return;
            }
            String time = TIME.format(pace.now().atZone(zone));
            String row = "%s  %-12s  %c %-30s  %s".formatted(time, device, mark, text, remark);
            try {
                sink.append(row.stripTrailing()).append('\n');
            } catch (IOException broken) {
                failure = broken;
            }
        }

        synchronized Optional<IOException> failure() {
            return Optional.ofNullable(failure);
        }
    }
}
