package parfocal.server.alpaca;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import parfocal.image.Frame;
import parfocal.wire.alpaca.AlpacaReply;
import parfocal.wire.alpaca.ImageBytes;

/// A frame in the two forms in which Alpaca sends it.
record Picture(Frame frame, ImageBytes bytes) {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NUMBER = 12;
    private static final int INT32 = 2;
    private static final int RANK = 2;

    static Picture of(Frame frame) {
        return new Picture(frame, ImageBytes.of(frame));
    }

    /// As JSON, column by column, written while it is made: a large frame is many times larger as text.
    void writeJson(OutputStream out, AlpacaReply.Transaction transaction) throws IOException {
        var text = new StringBuilder(BUFFER + LONGEST_NUMBER);
        text.append("{\"Type\":%d,\"Rank\":%d,\"Value\":[".formatted(INT32, RANK));
        for (int x = 0; x < frame.widthPixels(); x++) {
            text.append(x == 0 ? "[" : ",[");
            for (int y = 0; y < frame.heightPixels(); y++) {
                if (y > 0) {
                    text.append(',');
                }
                text.append(Math.round(frame.adu(x, y)));
                if (text.length() > BUFFER - LONGEST_NUMBER) {
                    flush(text, out);
                }
            }
            text.append(']');
        }
        text.append(
                "],\"ClientTransactionID\":%d,\"ServerTransactionID\":%d,\"ErrorNumber\":0,\"ErrorMessage\":\"\"}"
                        .formatted(transaction.client(), transaction.server()));
        flush(text, out);
    }

    private static void flush(StringBuilder text, OutputStream out) throws IOException {
        out.write(text.toString().getBytes(US_ASCII));
        text.setLength(0);
    }
}
