package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Messages as libindi reads them: only the five named entities, plain decimals, one message to a line.
public final class IndiWriter {
    // libindi's reader takes `enclen` at its word and adds one line end for every 72 characters:
    // without line ends it takes what follows
    // the BLOB for more of it, and waits.
    private static final int LINE_BYTES = 54;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(72, new byte[] {'\n'});
    private static final int PORTION_BYTES = LINE_BYTES << 10;

    private IndiWriter() {}

    /// The bytes of one message. For messages with large BLOBs there is [#write].
    public static byte[] bytes(IndiMessage message) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(message, bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// Writes one message; BLOBs go out in portions, never as one text.
    public static void write(IndiMessage message, OutputStream to) throws IOException {
        var xml = new StringBuilder(256);
        switch (message) {
            case IndiMessage.GetProperties get -> {
                open(xml, "getProperties");
                get.version().ifPresent(version -> attribute(xml, "version", version));
                get.device().ifPresent(device -> attribute(xml, "device", device));
                get.name().ifPresent(name -> attribute(xml, "name", name));
                xml.append("/>\n");
            }
            case IndiMessage.DefVector define -> define(xml, define);
            case IndiMessage.SetVector set -> {
                vector(xml, "set", set.kind(), set.device(), set.name());
                set.state().ifPresent(state -> attribute(xml, "state", state.word()));
                set.timeoutSeconds()
                        .ifPresent(timeout -> attribute(xml, "timeout", IndiNumber.plain(timeout)));
                stamps(xml, set.timestamp(), set.message());
                items(xml, "set", set.kind(), set.items(), to);
            }
            case IndiMessage.NewVector order -> {
                vector(xml, "new", order.kind(), order.device(), order.name());
                stamps(xml, order.timestamp(), Optional.empty());
                items(xml, "new", order.kind(), order.items(), to);
            }
            case IndiMessage.DelProperty gone -> {
                open(xml, "delProperty");
                attribute(xml, "device", gone.device());
                gone.name().ifPresent(name -> attribute(xml, "name", name));
                stamps(xml, gone.timestamp(), gone.message());
                xml.append("/>\n");
            }
            case IndiMessage.Note note -> {
                open(xml, "message");
                note.device().ifPresent(device -> attribute(xml, "device", device));
                stamps(xml, note.timestamp(), Optional.of(note.text()));
                xml.append("/>\n");
            }
            case IndiMessage.EnableBlob enable -> {
                open(xml, "enableBLOB");
                attribute(xml, "device", enable.device());
                enable.name().ifPresent(name -> attribute(xml, "name", name));
                xml.append('>').append(enable.policy().word()).append("</enableBLOB>\n");
            }
            case IndiMessage.PingRequest(String uid) -> ping(xml, "pingRequest", uid);
            case IndiMessage.PingReply(String uid) -> ping(xml, "pingReply", uid);
            // What could not be understood is not passed on.
            case IndiMessage.Ignored _ -> {}
        }
        flush(xml, to);
    }

    private static void define(StringBuilder xml, IndiMessage.DefVector define) {
        Property property = define.property();
        PropertyKind kind = property.kind();
        vector(xml, "def", kind, property.device(), property.name());
        attribute(xml, "label", property.label());
        attribute(xml, "group", property.group());
        attribute(xml, "state", property.state().word());
        if (kind != PropertyKind.LIGHT) {
            attribute(xml, "perm", property.permission().word());
            attribute(xml, "timeout", IndiNumber.plain(property.timeoutSeconds()));
        }
        property.rule().ifPresent(rule -> attribute(xml, "rule", rule.word()));
        stamps(xml, define.timestamp(), define.message());
        xml.append(">\n");
        for (Member member : property.members()) {
            xml.append("  ");
            open(xml, "def" + kind.word());
            attribute(xml, "name", member.name());
            attribute(xml, "label", member.label());
            member.shape()
                    .ifPresent(shape -> {
                        attribute(xml, "format", shape.format());
                        attribute(xml, "min", IndiNumber.plain(shape.minimum()));
                        attribute(xml, "max", IndiNumber.plain(shape.maximum()));
                        attribute(xml, "step", IndiNumber.plain(shape.step()));
                    });
            xml.append('>');
            value(xml, member.value());
            xml.append("</def").append(kind.word()).append(">\n");
        }
        xml.append("</def").append(kind.word()).append("Vector>\n");
    }

    private static void items(
            StringBuilder xml, String sort, PropertyKind kind, List<Item> items, OutputStream to)
            throws IOException {
        xml.append(">\n");
        for (Item item : items) {
            xml.append("  ");
            open(xml, "one" + kind.word());
            attribute(xml, "name", item.name());
            NumberChange change = item.change();
            change.minimum().ifPresent(least -> attribute(xml, "min", IndiNumber.plain(least)));
            change.maximum().ifPresent(most -> attribute(xml, "max", IndiNumber.plain(most)));
            change.step().ifPresent(step -> attribute(xml, "step", IndiNumber.plain(step)));
            if (item.value() instanceof Value.Blob blob) {
                blob(xml, blob, to);
            } else {
                xml.append('>');
                value(xml, item.value());
            }
            xml.append("</one").append(kind.word()).append(">\n");
        }
        xml.append("</").append(sort).append(kind.word()).append("Vector>\n");
    }

    private static void value(StringBuilder xml, Value value) {
        switch (value) {
            case Value.Text(String text) -> escaped(xml, text);
            case Value.Numeric(double number) -> xml.append(IndiNumber.plain(number));
            case Value.Switch(boolean on) -> xml.append(on ? "On" : "Off");
            case Value.Light(PropertyState state) -> xml.append(state.word());
            case Value.Unreadable(String text) -> escaped(xml, text);
            case Value.Blob _ -> {
                // A BLOB is defined empty, and written elsewhere.
            }
        }
    }

    private static void blob(StringBuilder xml, Value.Blob blob, OutputStream to)
            throws IOException {
        byte[] bytes = blob.bytes();
        attribute(xml, "size", Long.toString(blob.sizeBytes().orElse(bytes.length)));
        attribute(xml, "format", blob.format());
        // Drivers and old clients count the characters, indiserver the bytes.
        attribute(xml, "enclen", Long.toString((bytes.length + 2L) / 3 * 4));
        attribute(xml, "len", Integer.toString(bytes.length));
        xml.append('>');
        flush(xml, to);
        for (int from = 0; from < bytes.length; from += PORTION_BYTES) {
            int until = Math.min(bytes.length, from + PORTION_BYTES);
            to.write(LINES.encode(Arrays.copyOfRange(bytes, from, until)));
            to.write('\n');
        }
    }

    private static void vector(
            StringBuilder xml, String sort, PropertyKind kind, String device, String name) {
        open(xml, sort + kind.word() + "Vector");
        attribute(xml, "device", device);
        attribute(xml, "name", name);
    }

    private static void ping(StringBuilder xml, String element, String uid) {
        open(xml, element);
        attribute(xml, "uid", uid);
        xml.append("/>\n");
    }

    private static void stamps(
            StringBuilder xml, Optional<String> timestamp, Optional<String> message) {
        timestamp.ifPresent(at -> attribute(xml, "timestamp", at));
        message.ifPresent(line -> attribute(xml, "message", line));
    }

    private static void open(StringBuilder xml, String element) {
        xml.append('<').append(element);
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("='");
        escaped(xml, value);
        xml.append('\'');
    }

    private static void escaped(StringBuilder xml, String text) {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '\'' -> xml.append("&apos;");
                case '"' -> xml.append("&quot;");
                case '\n', '\t' -> xml.append(one);
                // Others below the blank may not stand in XML in any way.
                default -> xml.append(one < ' ' ? ' ' : one);
            }
        }
    }

    private static void flush(StringBuilder xml, OutputStream to) throws IOException {
        // Most messages are ASCII, which this does without looking at it twice.
        to.write(xml.toString().getBytes(isAscii(xml) ? ISO_8859_1 : UTF_8));
        xml.setLength(0);
    }

    private static boolean isAscii(StringBuilder xml) {
        return xml.chars().allMatch(one -> one < 0x80);
    }
}
