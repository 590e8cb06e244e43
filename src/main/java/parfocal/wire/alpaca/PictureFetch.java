package parfocal.wire.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.image.Frame;

/// Fetches a camera's picture, as ImageBytes where its server can, else as JSON.
final class PictureFetch {
    private static final Duration LONG = Duration.ofSeconds(100);
    private static final Duration PER_MEGABYTE = Duration.ofSeconds(1);

    private final AlpacaTalk talk;

    PictureFetch(AlpacaTalk talk) {
        this.talk = talk;
    }

    /// @param largestPixels a larger picture is refused before anything is allocated for it
    Frame fetch(long largestPixels) throws DeviceException, InterruptedException {
        long transaction = talk.nextTransaction();
        String request = "GET imagearray";
        Duration limit = LONG.plus(PER_MEGABYTE.multipliedBy(4 * largestPixels / 1_000_000));
        var ask =
                new HttpAsk(
                        talk.address().path("imagearray") + "?" + talk.query(Map.of(), transaction),
                        ImageBytes.CONTENT_TYPE + ", " + AlpacaTalk.JSON + ";q=0.5",
                        Optional.empty(),
                        limit,
                        HttpAsk.Interrupt.ENDS);
        talk.log().sent(talk.device(), request.getBytes(UTF_8));
        try {
            Frame frame =
                    talk.transport()
                            .fetch(ask, head -> sink(head, largestPixels))
                            .frame(request, transaction);
            talk.log()
                    .received(
                            talk.device(),
                            "%d × %d pixels"
                                    .formatted(frame.widthPixels(), frame.heightPixels())
                                    .getBytes(UTF_8),
                            "");
            return frame;
        } catch (AlpacaFormatException unreadable) {
            throw talk.garbled(request, unreadable);
        }
    }

    /// A picture, or whatever came in its place.
    private interface Fetched {
        Frame frame(String request, long transaction) throws DeviceException;
    }

    private ReplySink<Fetched> sink(HttpHead head, long largestPixels) {
        if (head.status() != 200) {
            return then(
                    new ReplyText(head),
                    text ->
                            (request, transaction) -> {
                                throw talk.httpFault(text, request, Map.of());
                            });
        }
        ReplySink<ImageReply> picture =
                head.isType(ImageBytes.CONTENT_TYPE)
                        ? new ImageBytesReader(largestPixels)
                        : new JsonImageReader(largestPixels);
        return then(
                picture, reply -> (request, transaction) -> picture(reply, request, transaction));
    }

    private static <A, B> ReplySink<B> then(ReplySink<A> sink, Function<A, B> after) {
        return new ReplySink<>() {
            @Override
            public void take(ByteBuffer bytes) throws AlpacaFormatException {
                sink.take(bytes);
            }

            @Override
            public B end() throws AlpacaFormatException {
                return after.apply(sink.end());
            }
        };
    }

    private Frame picture(ImageReply reply, String request, long transaction)
            throws DeviceException {
        return switch (reply) {
            case ImageReply.Failure(int number, String message, _) ->
                    throw new DeviceException(
                            AlpacaError.fault(talk.device(), request, number, message));
            case ImageReply.Picture(Frame frame, long answered) -> {
                talk.requireOurs(answered, transaction, request);
                yield frame;
            }
        };
    }
}
