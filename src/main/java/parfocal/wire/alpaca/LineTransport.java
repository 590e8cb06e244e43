package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// HTTP/1.1 over a [Line], in the line's own time: for emulators in this very process, which no socket leads to. One exchange at a
/// time. Small answers only, as they are collected before anything is made of them.
final class LineTransport implements AlpacaTransport {
    private static final byte[] NOTHING = {};
    private static final int MOST_BYTES = 1 << 24;
    private static final int MOST_HEADERS = 100;

    private final String device;
    private final Line line;
    private final Pace pace;
    private final ReentrantLock talk = new ReentrantLock();

    LineTransport(String device, Line line, Pace pace) {
        this.device = device;
        this.line = line;
        this.pace = pace;
    }

    @Override
    public <T> T exchange(HttpAsk ask, Function<HttpHead, ReplySink<T>> sinks)
            throws DeviceException, AlpacaFormatException {
        talk.lock();
        try {
            // What came late belongs to a question that nobody waits for any more.
            var _ = line.exchange(NOTHING, new ReplyShape.Anything(), Duration.ZERO);
            return new Exchange(ask).answer(sinks);
        } finally {
            talk.unlock();
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private final class Exchange {
        private final HttpAsk ask;
        private final Instant end;

        Exchange(HttpAsk ask) {
            this.ask = ask;
            this.end = pace.now().plus(ask.limit());
        }

        <T> T answer(Function<HttpHead, ReplySink<T>> sinks)
                throws DeviceException, AlpacaFormatException {
            int status = status(line(request()));
            Map<String, String> headers = headers();
            ReplySink<T> sink =
                    sinks.apply(
                            new HttpHead(
                                    status,
                                    headers.getOrDefault("content-type", ""),
                                    length(headers)));
            if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
                chunks(sink);
            } else {
                OptionalLong length = length(headers);
                if (length.isEmpty()) {
                    throw garbled("an answer that does not tell its length");
                }
                sink.take(ByteBuffer.wrap(bytes(length.getAsLong())));
            }
            return sink.end();
        }

        private byte[] request() {
            var text =
                    new StringBuilder(
                            "%s %s HTTP/1.1\r\nHost: localhost\r\n"
                                    .formatted(ask.method(), ask.path()));
            text.append("Accept: %s\r\n".formatted(ask.accept()));
            ask.form()
                    .ifPresent(form ->
                            text.append(
                                    "Content-Type: %s\r\nContent-Length: %d\r\n"
                                            .formatted(HttpAsk.FORM, form.getBytes(UTF_8).length)));
            text.append("\r\n").append(ask.form().orElse(""));
            return text.toString().getBytes(UTF_8);
        }

        private int status(String first) throws DeviceException {
            if (!first.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
                throw garbled(first);
            }
            return Integer.parseInt(first, 9, 12, 10);
        }

        private Map<String, String> headers() throws DeviceException {
            var headers = new HashMap<String, String>();
            for (int count = 0; count < MOST_HEADERS; count++) {
                String header = line(NOTHING);
                if (header.isEmpty()) {
                    return headers;
                }
                int colon = header.indexOf(':');
                if (colon < 1) {
                    throw garbled(header);
                }
                headers.put(
                        header.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            throw garbled("more than %d lines of head".formatted(MOST_HEADERS));
        }

        private OptionalLong length(Map<String, String> headers) throws DeviceException {
            Optional<String> told = Optional.ofNullable(headers.get("content-length"));
            if (told.isPresent() && !told.get().matches("\\d{1,9}")) {
                throw garbled("Content-Length: " + told.get());
            }
            return told.isPresent()
                    ? OptionalLong.of(Long.parseLong(told.get()))
                    : OptionalLong.empty();
        }

        private void chunks(ReplySink<?> sink) throws DeviceException, AlpacaFormatException {
            long all = 0;
            while (true) {
                String size = line(NOTHING).replaceFirst(";.*", "").strip();
                if (!size.matches("[0-9A-Fa-f]{1,7}")) {
                    throw garbled(size);
                }
                int bytes = Integer.parseInt(size, 16);
                all += bytes;
                if (bytes == 0 || all > MOST_BYTES) {
                    break;
                }
                sink.take(ByteBuffer.wrap(bytes(bytes)));
                var _ = line(NOTHING);
            }
            if (all > MOST_BYTES) {
                throw garbled("an answer of more than %d bytes".formatted(MOST_BYTES));
            }
            var _ = headers();
        }

        /// One line of the head, without its end.
        private String line(byte[] request) throws DeviceException {
            String text = new String(exchange(request, new ReplyShape.Until('\n')), ISO_8859_1);
            return text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1));
        }

        private byte[] bytes(long count) throws DeviceException {
            if (count > MOST_BYTES) {
                throw garbled("an answer of %d bytes".formatted(count));
            }
            return exchange(NOTHING, new ReplyShape.Exactly((int) count));
        }

        private byte[] exchange(byte[] request, ReplyShape shape) throws DeviceException {
            Duration left = Duration.between(pace.now(), end);
            try {
                return line.exchange(request, shape, left.isNegative() ? Duration.ZERO : left);
            } catch (DeviceException trouble) {
                throw switch (trouble.fault()) {
                    case DeviceFault.Silent _ ->
                            new DeviceException(
                                    new DeviceFault.Silent(device, ask.toString(), ask.limit()),
                                    trouble);
                    case DeviceFault.Garbled(_, _, String received) -> garbled(received);
                    default -> trouble;
                };
            }
        }

        private DeviceException garbled(String received) {
            String shown = received.substring(0, Math.min(80, received.length()));
            return new DeviceException(
                    new DeviceFault.Garbled(
                            device, ask.toString(), WireLog.visible(shown.getBytes(UTF_8))));
        }
    }
}
