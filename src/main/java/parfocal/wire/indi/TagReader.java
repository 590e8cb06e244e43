package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// What stands between `<` and `>`, and what `&…;` means.
final class TagReader {
    private static final boolean[] IN_NAMES = new boolean[256];

    static {
        for (char one = '!'; one <= 127; one++) {
            IN_NAMES[one] = one != '=' && one != '"' && one != '\'';
        }
    }

    private final NameCache names = new NameCache();

    /// The name of an end tag, without its slash and blanks.
    String endName(byte[] bytes, int from, int to) throws IndiSyntaxException {
        int end = nameEnd(bytes, from, to);
        if (end == from || skipBlanks(bytes, end, to) < to) {
            throw malformed("an end tag without a name");
        }
        return names.word(bytes, from, end);
    }

    /// The name of a start tag; its attributes go where they are told.
    String startTag(byte[] bytes, int from, int to, Attributes attributes)
            throws IndiSyntaxException {
        int end = nameEnd(bytes, from, to);
        if (end == from) {
            throw malformed("a tag without a name");
        }
        String name = names.word(bytes, from, end);
        attributes.clear();
        int i = end;
        while (true) {
            int start = skipBlanks(bytes, i, to);
            if (start == to) {
                return name;
            }
            if (start == i) {
                throw malformed("no blank before an attribute of " + name);
            }
            i = attribute(bytes, start, to, attributes);
        }
    }

    /// Text with its references resolved.
    static byte[] resolved(byte[] bytes, int from, int to) throws IndiSyntaxException {
        var text = new ByteArrayOutputStream(to - from);
        int i = from;
        while (i < to) {
            if (bytes[i] != '&') {
                text.write(bytes[i]);
                i++;
                continue;
            }
            int end = i + 1;
            while (end < to && bytes[end] != ';' && end - i <= 10) {
                end++;
            }
            if (end >= to || bytes[end] != ';') {
                throw malformed("an & that begins no reference");
            }
            text.writeBytes(meaning(new String(bytes, i + 1, end - i - 1, UTF_8)).getBytes(UTF_8));
            i = end + 1;
        }
        return text.toByteArray();
    }

    static IndiSyntaxException malformed(String how) {
        return new IndiSyntaxException("sends XML that is not well-formed: " + how);
    }

    private int attribute(byte[] bytes, int from, int to, Attributes attributes)
            throws IndiSyntaxException {
        int end = nameEnd(bytes, from, to);
        String name = names.word(bytes, from, end);
        int equals = skipBlanks(bytes, end, to);
        int quote = equals < to ? skipBlanks(bytes, equals + 1, to) : to;
        if (end == from || quote >= to || bytes[equals] != '=') {
            throw malformed("an attribute without a value");
        }
        byte mark = bytes[quote];
        if (mark != '"' && mark != '\'') {
            throw malformed("the value of %s without quotes".formatted(name));
        }
        boolean plain = true;
        int i = quote + 1;
        while (i < to && bytes[i] != mark) {
            plain &= bytes[i] >= ' ' && bytes[i] != '&';
            i++;
        }
        if (i == to) {
            throw malformed("the value of %s without an end".formatted(name));
        }
        attributes.add(
                name, plain ? names.word(bytes, quote + 1, i) : attributeText(bytes, quote + 1, i));
        return i + 1;
    }

    private static String attributeText(byte[] bytes, int from, int to) throws IndiSyntaxException {
        byte[] text = bytes.clone();
        for (int i = from; i < to; i++) {
            // As XML wants it: a line end in an attribute is a blank.
            if (text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
                text[i] = ' ';
            }
        }
        return new String(resolved(text, from, to), UTF_8);
    }

    private static String meaning(String reference) throws IndiSyntaxException {
        return switch (reference) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "apos" -> "'";
            case "quot" -> "\"";
            default -> numbered(reference);
        };
    }

    private static String numbered(String reference) throws IndiSyntaxException {
        boolean hexadecimal = reference.startsWith("#x");
        String digits = reference.startsWith("#") ? reference.substring(hexadecimal ? 2 : 1) : "";
        if (digits.matches(hexadecimal ? "[0-9A-Fa-f]{1,6}" : "[0-9]{1,7}")) {
            int point = Integer.parseInt(digits, hexadecimal ? 16 : 10);
            boolean written = point >= ' ' || point == '\n' || point == '\r' || point == '\t';
            boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
            if (written && !surrogate && Character.isValidCodePoint(point)) {
                return Character.toString(point);
            }
        }
        throw malformed("&%s; stands for nothing".formatted(reference));
    }

    private static int nameEnd(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && IN_NAMES[bytes[i] & 0xFF]) {
            i++;
        }
        return i;
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to
                && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t' || bytes[i] == '\r')) {
            i++;
        }
        return i;
    }
}
