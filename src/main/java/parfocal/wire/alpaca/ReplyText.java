package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// The body of a small reply, whatever it is.
final class ReplyText implements ReplySink<ReplyText> {
    private static final int MOST_BYTES = 1 << 20;
    private static final int SHOWN = 120;

    private final HttpHead head;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ReplyText(HttpHead head) {
        this.head = head;
    }

    @Override
    public void take(ByteBuffer more) throws AlpacaFormatException {
        if (bytes.size() + more.remaining() > MOST_BYTES) {
            throw new AlpacaFormatException("a reply of more than %d bytes".formatted(MOST_BYTES));
        }
        byte[] part = new byte[more.remaining()];
        more.get(part);
        bytes.writeBytes(part);
    }

    @Override
    public ReplyText end() {
        return this;
    }

    HttpHead head() {
        return head;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /// The beginning of it for people: without tags, on one line.
    String shown() {
        String text = bytes.toString(UTF_8);
        String plain =
                text.replaceAll("(?is)<(style|script)\\b.*?</\\1\\s*>", " ")
                        .replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip();
        return plain.length() > SHOWN ? plain.substring(0, SHOWN) + "…" : plain;
    }
}
