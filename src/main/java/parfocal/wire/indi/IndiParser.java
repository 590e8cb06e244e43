package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into messages, however the bytes come: one by one, or many messages at once. Never waits, never looks
/// back further than the message that is open, and holds no more than [IndiLimits] allow.
///
/// Not for several threads at once. After an exception the stream is lost: there is no telling where the next message begins.
public final class IndiParser {
    private static final int DEEPEST = 8;
    private static final byte[] COMMENT = "<!--".getBytes(UTF_8);
    private static final byte[] CDATA = "<![CDATA[".getBytes(UTF_8);

    private enum Within {
        TEXT,
        TAG,
        // After "<!" nobody knows yet of what.
        DECLARATION,
        COMMENT,
        INSTRUCTION,
        CDATA,
        NOTHING_MORE
    }

    // What a byte outside BLOBs is: nothing special, or one of these.
    private static final byte BLANK = 1;
    private static final byte QUOTE = 2;
    private static final byte LESS = 3;
    private static final byte GREATER = 4;
    private static final byte REFERENCE = 5;
    private static final byte CONTROL = 6;
    private static final byte[] SORTS = new byte[256];

    static {
        Arrays.fill(SORTS, 0, ' ', CONTROL);
        for (char blank : new char[] {' ', '\t', '\r', '\n'}) {
            SORTS[blank] = BLANK;
        }
        SORTS['"'] = QUOTE;
        SORTS['\''] = QUOTE;
        SORTS['<'] = LESS;
        SORTS['>'] = GREATER;
        SORTS['&'] = REFERENCE;
    }

    private final IndiLimits limits;
    private final TagReader tags = new TagReader();
    private final Attributes attributes = new Attributes();
    private final @Nullable String[] open = new @Nullable String[DEEPEST];
    private Within within = Within.TEXT;
    private int depth;
    private @Nullable MessageDraft draft;
    private long messageBytes;

    // A tag that began in bytes that are gone, or the run of a comment's end.
    private byte[] kept = new byte[256];
    private int keptLength;
    private byte quote;

    private byte[] text = new byte[256];
    private int textLength;
    private boolean textWanted;
    private boolean textHasReferences;

    public IndiParser(IndiLimits limits) {
        this.limits = limits;
    }

    /// Takes bytes as they came.
    ///
    /// @param sink gets every message that is complete now, in order
    /// @throws IndiSyntaxException when this and whatever follows cannot be read; messages before it were given to the sink
    public void feed(byte[] bytes, int from, int count, Consumer<IndiMessage> sink)
            throws IndiSyntaxException {
        if (within == Within.NOTHING_MORE) {
            throw TagReader.malformed("it was lost before");
        }
        int end = from + count;
        int i = from;
        try {
            while (i < end) {
                i =
                        switch (within) {
                            case TEXT -> text(bytes, i, end);
                            case TAG -> tag(bytes, i, end, sink);
                            case DECLARATION -> declaration(bytes, i);
                            case COMMENT -> passOver(bytes, i, end, "-->");
                            case INSTRUCTION -> passOver(bytes, i, end, "?>");
                            case CDATA -> cdata(bytes, i);
                            case NOTHING_MORE -> end;
                        };
            }
        } catch (IndiSyntaxException lost) {
            within = Within.NOTHING_MORE;
            draft = null;
            throw lost;
        }
    }

    public void feed(byte[] bytes, Consumer<IndiMessage> sink) throws IndiSyntaxException {
        feed(bytes, 0, bytes.length, sink);
    }

    /// Whether a message has begun and not ended.
    public boolean midMessage() {
        return depth > 0 || within != Within.TEXT;
    }

    private int text(byte[] bytes, int from, int end) throws IndiSyntaxException {
        BlobText blob = depth == 2 && draft != null ? draft.blob() : null;
        int i = from;
        if (blob != null) {
            i = blob.take(bytes, from, end);
        } else {
            boolean plain = true;
            boolean blank = true;
            for (; i < end; i++) {
                byte sort = SORTS[bytes[i] & 0xFF];
                if (sort == LESS) {
                    break;
                }
                blank &= sort == BLANK;
                plain &= sort != REFERENCE;
                if (sort == CONTROL) {
                    requireWritten(bytes[i]);
                }
            }
            if (depth == 0 && !blank) {
                throw TagReader.malformed("text between messages");
            }
            count(depth == 0 ? 0 : i - from);
            if (textWanted) {
                textHasReferences |= !plain;
                append(bytes, from, i);
            }
        }
        if (i < end) {
            i++;
            within = Within.TAG;
            keptLength = 0;
            quote = 0;
        }
        return i;
    }

    private int tag(byte[] bytes, int from, int end, Consumer<IndiMessage> sink)
            throws IndiSyntaxException {
        if (keptLength == 0 && (bytes[from] == '!' || bytes[from] == '?')) {
            boolean declares = bytes[from] == '!';
            within = declares ? Within.DECLARATION : Within.INSTRUCTION;
            if (declares) {
                keep(COMMENT, 0, 2);
            }
            return from + 1;
        }
        int i = from;
        byte inside = quote;
        for (; i < end; i++) {
            byte sort = SORTS[bytes[i] & 0xFF];
            if (sort <= BLANK || sort == REFERENCE) {
                continue;
            }
            if (sort == LESS) {
                throw TagReader.malformed("a < within a tag");
            } else if (sort == CONTROL) {
                requireWritten(bytes[i]);
            } else if (sort == QUOTE) {
                if (inside == 0) {
                    inside = bytes[i];
                } else if (inside == bytes[i]) {
                    inside = 0;
                }
            } else if (inside == 0) {
                break;
            }
        }
        quote = inside;
        count(i - from);
        if (i == end) {
            keep(bytes, from, end);
            return i;
        }
        within = Within.TEXT;
        if (keptLength == 0) {
            complete(bytes, from, i, sink);
        } else {
            keep(bytes, from, i);
            int length = keptLength;
            keptLength = 0;
            complete(kept, 0, length, sink);
        }
        return i + 1;
    }

    private void complete(byte[] bytes, int from, int to, Consumer<IndiMessage> sink)
            throws IndiSyntaxException {
        if (from == to) {
            throw TagReader.malformed("a tag without a name");
        }
        if (bytes[from] == '/') {
            end(tags.endName(bytes, from + 1, to), sink);
            return;
        }
        boolean empty = bytes[to - 1] == '/';
        String name = tags.startTag(bytes, from, empty ? to - 1 : to, attributes);
        start(name);
        if (empty) {
            end(name, sink);
        }
    }

    private void start(String name) throws IndiSyntaxException {
        if (depth == DEEPEST) {
            throw new IndiSyntaxException(
                    "sends elements nested more than %d deep".formatted(DEEPEST));
        }
        open[depth] = name;
        depth++;
        textLength = 0;
        textHasReferences = false;
        if (depth == 1) {
            draft = new MessageDraft(limits, name, attributes);
            textWanted = draft.hasText();
        } else if (depth == 2 && draft != null) {
            textWanted = draft.open(name, attributes) && draft.blob() == null;
        } else {
            textWanted = false;
        }
    }

    private void end(String name, Consumer<IndiMessage> sink) throws IndiSyntaxException {
        if (depth == 0 || !name.equals(open[depth - 1])) {
            throw TagReader.malformed("an end of %s that never began".formatted(name));
        }
        resolveText();
        depth--;
        if (draft != null && depth == 1) {
            draft.close(text, textLength);
        } else if (draft != null && depth == 0) {
            IndiMessage message =
                    draft.finish(draft.hasText() ? new String(text, 0, textLength, UTF_8) : "");
            draft = null;
            messageBytes = 0;
            shrink();
            sink.accept(message);
        }
        textLength = 0;
        textWanted = false;
    }

    private void resolveText() throws IndiSyntaxException {
        if (textHasReferences) {
            byte[] resolved = TagReader.resolved(text, 0, textLength);
            System.arraycopy(resolved, 0, text, 0, resolved.length);
            textLength = resolved.length;
            textHasReferences = false;
        }
    }

    // One byte at a time: comments and the like are rare.
    private int declaration(byte[] bytes, int from) throws IndiSyntaxException {
        keep(bytes, from, from + 1);
        if (startsLike(COMMENT)) {
            begin(COMMENT, Within.COMMENT);
        } else if (startsLike(CDATA) && depth > 0) {
            begin(CDATA, Within.CDATA);
        } else {
            throw new IndiSyntaxException(
                    "sends a document type or another declaration, which INDI has not");
        }
        return from + 1;
    }

    private boolean startsLike(byte[] opening) {
        return keptLength <= opening.length
                && Arrays.equals(kept, 0, keptLength, opening, 0, keptLength);
    }

    private void begin(byte[] opening, Within next) {
        if (keptLength == opening.length) {
            within = next;
            keptLength = 0;
        }
    }

    private int passOver(byte[] bytes, int from, int end, String ending)
            throws IndiSyntaxException {
        int i = from;
        while (i < end) {
            count(1);
            boolean over = endsWith(bytes[i], ending);
            i++;
            if (over) {
                within = Within.TEXT;
                messageBytes = depth == 0 ? 0 : messageBytes;
                break;
            }
        }
        return i;
    }

    private int cdata(byte[] bytes, int from) throws IndiSyntaxException {
        count(1);
        requireWritten(bytes[from]);
        boolean over = endsWith(bytes[from], "]]>");
        if (textWanted) {
            // As a reference, so that what looks like one is not taken for one.
            byte[] written =
                    bytes[from] == '&' ? "&amp;".getBytes(UTF_8) : new byte[] {bytes[from]};
            textHasReferences |= written.length > 1;
            append(written, 0, written.length);
        }
        if (over) {
            within = Within.TEXT;
            textLength = Math.max(0, textLength - (textWanted ? 3 : 0));
        }
        return from + 1;
    }

    // Remembers the last bytes, and tells whether they are the end.
    private boolean endsWith(byte one, String ending) {
        if (keptLength == ending.length()) {
            System.arraycopy(kept, 1, kept, 0, keptLength - 1);
            keptLength--;
        }
        kept[keptLength++] = one;
        boolean over =
                keptLength == ending.length()
                        && new String(kept, 0, keptLength, UTF_8).equals(ending);
        keptLength = over ? 0 : keptLength;
        return over;
    }

    private void count(int more) throws IndiSyntaxException {
        messageBytes += more;
        if (messageBytes > limits.messageBytes()) {
            throw new IndiSyntaxException(
                    "sends a message of more than %,d bytes".formatted(limits.messageBytes()));
        }
    }

    private static void requireWritten(byte one) throws IndiSyntaxException {
        if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
            throw TagReader.malformed("the control byte %02X".formatted(one));
        }
    }

    private void append(byte[] bytes, int from, int to) {
        int count = to - from;
        if (textLength + count > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, textLength + count));
        }
        System.arraycopy(bytes, from, text, textLength, count);
        textLength += count;
    }

    private void keep(byte[] bytes, int from, int to) {
        int count = to - from;
        if (keptLength + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(kept.length * 2, keptLength + count));
        }
        System.arraycopy(bytes, from, kept, keptLength, count);
        keptLength += count;
    }

    // A connection that once sent something large does not hold its memory for the night.
    private void shrink() {
        if (text.length > 1 << 14) {
            text = new byte[256];
            textLength = 0;
        }
        if (kept.length > 1 << 14) {
            kept = new byte[256];
        }
    }
}
