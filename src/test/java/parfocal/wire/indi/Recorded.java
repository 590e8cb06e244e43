package parfocal.wire.indi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a real server said; where it is from stands beside it.
final class Recorded {
    private Recorded() {}

    static byte[] stream() {
        try (var in = Recorded.class.getResourceAsStream("indiserver-1.9.9.xml")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Messages of a stream fed in portions of so many bytes.
    static List<IndiMessage> parsed(byte[] stream, int portion, IndiLimits limits)
            throws IndiSyntaxException {
        var messages = new ArrayList<IndiMessage>();
        var parser = new IndiParser(limits);
        for (int from = 0; from < stream.length; from += portion) {
            parser.feed(stream, from, Math.min(portion, stream.length - from), messages::add);
        }
        return messages;
    }
}
