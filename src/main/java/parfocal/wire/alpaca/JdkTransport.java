package parfocal.wire.alpaca;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;

/// HTTP by the JDK's own client. Waits in wall time, as real bytes come in no other.
final class JdkTransport implements AlpacaTransport {
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);

    private final String device;
    private final AlpacaAddress address;
    private final Pace clock = Pace.wall();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TO_CONNECT)
                    // A device stands in the same house; a proxy would not find it.
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();

    JdkTransport(String device, AlpacaAddress address) {
        this.device = device;
        this.address = address;
    }

    @Override
    public <T> T exchange(HttpAsk ask, Function<HttpHead, ReplySink<T>> sinks)
            throws DeviceException, AlpacaFormatException, InterruptedException {
        CompletableFuture<HttpResponse<T>> pending =
                http.sendAsync(request(ask), head -> new Feed<>(sinks.apply(head(head))));
        try {
            return await(pending, ask).body();
        } catch (TimeoutException late) {
            throw new DeviceException(
                    new DeviceFault.Silent(device, ask.toString(), ask.limit()), late);
        } catch (ExecutionException failed) {
            throw told(failed.getCause() == null ? failed : failed.getCause(), ask);
        } finally {
            // Frees the connection when the wait was given up; nothing when all is over.
            pending.cancel(true);
        }
    }

    /// Over a socket of its own: the JDK's client hands a body on in pieces of 16 KB from thread to thread, which takes several times
    /// as long as the bytes themselves.
    @Override
    public <T> T fetch(HttpAsk ask, Function<HttpHead, ReplySink<T>> sinks)
            throws DeviceException, AlpacaFormatException, InterruptedException {
        if (!address.server().getScheme().equals("http")) {
            return exchange(ask, sinks);
        }
        try {
            return new SocketFetch(address, TO_CONNECT).fetch(ask, sinks);
        } catch (TimeoutException late) {
            throw new DeviceException(
                    new DeviceFault.Silent(device, ask.toString(), ask.limit()), late);
        } catch (IOException failed) {
            throw told(failed, ask);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest request(HttpAsk ask) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address.server() + ask.path()))
                        .header("Accept", ask.accept());
        address.authorization()
                .ifPresent(authorization -> request.header("Authorization", authorization));
        ask.form()
                .ifPresentOrElse(
                        form ->
                                request.header("Content-Type", HttpAsk.FORM)
                                        .PUT(HttpRequest.BodyPublishers.ofString(form)),
                        request::GET);
        return request.build();
    }

    private static HttpHead head(HttpResponse.ResponseInfo info) {
        return new HttpHead(
                info.statusCode(),
                info.headers().firstValue("Content-Type").orElse(""),
                length(info));
    }

    private static java.util.OptionalLong length(HttpResponse.ResponseInfo info) {
        try {
            return info.headers().firstValueAsLong("Content-Length");
        } catch (NumberFormatException _) {
            return java.util.OptionalLong.empty();
        }
    }

    // The client's own time limit ends with the head of an answer; a body may hang as well.
    private <T> T await(CompletableFuture<T> pending, HttpAsk ask)
            throws ExecutionException, TimeoutException, InterruptedException {
        Instant end = clock.now().plus(ask.limit());
        boolean interrupted = false;
        try {
            while (true) {
                long left = Math.max(0, Duration.between(clock.now(), end).toNanos());
                try {
                    return pending.get(left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException cut) {
                    if (ask.interrupt() == HttpAsk.Interrupt.ENDS) {
                        throw cut;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private DeviceException told(Throwable failed, HttpAsk ask) throws AlpacaFormatException {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            switch (each) {
                case AlpacaFormatException format -> throw format;
                case HttpTimeoutException late -> {
                    return unreachable(late);
                }
                case SocketTimeoutException late -> {
                    return unreachable(late);
                }
                case UnresolvedAddressException unknown -> {
                    return unknown(unknown);
                }
                case UnknownHostException unknown -> {
                    return unknown(unknown);
                }
                default -> {}
            }
        }
        if (failed instanceof ConnectException) {
            return notConnected(
                    "nobody listens on %s. Start the server there, or check the port."
                            .formatted(address.server()),
                    failed);
        }
        if (failed instanceof IOException) {
            return notConnected(
                    "the connection to %s broke during %s: %s"
                            .formatted(address.server(), ask, failed.getMessage()),
                    failed);
        }
        return notConnected("%s cannot be asked: %s".formatted(address.server(), failed), failed);
    }

    private DeviceException unreachable(Throwable cause) {
        return notConnected(
                "%s did not answer within %d ms. Is it switched on, and is this its address?"
                        .formatted(address.server(), TO_CONNECT.toMillis()),
                cause);
    }

    private DeviceException unknown(Throwable cause) {
        return notConnected(
                "nobody knows the host %s. Check its name and the network."
                        .formatted(address.server().getHost()),
                cause);
    }

    private DeviceException notConnected(String reason, Throwable cause) {
        return new DeviceException(new DeviceFault.NotConnected(device, reason), cause);
    }

    /// Carries the body to its sink on the thread that read it, without laying it down in between.
    private static final class Feed<T> implements HttpResponse.BodySubscriber<T> {
        private final ReplySink<T> sink;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Feed(ReplySink<T> sink) {
            this.sink = sink;
        }

        @Override
        public CompletionStage<T> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            try {
                for (ByteBuffer buffer : buffers) {
                    sink.take(buffer);
                }
            } catch (AlpacaFormatException | RuntimeException failed) {
                if (subscription != null) {
                    subscription.cancel();
                }
                result.completeExceptionally(failed);
            }
        }

        @Override
        public void onError(Throwable failed) {
            result.completeExceptionally(failed);
        }

        @Override
        public void onComplete() {
            if (result.isDone()) {
                return;
            }
            try {
                result.complete(sink.end());
            } catch (AlpacaFormatException | RuntimeException failed) {
                result.completeExceptionally(failed);
            }
        }
    }
}
