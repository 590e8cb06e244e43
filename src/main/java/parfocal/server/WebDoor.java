package parfocal.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JavalinJackson3;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one HTTP port of the program, shared by all web faces.
///
/// What is the same for all of them is done here: limits on headers, bodies, connections and silence, the check of Host and Origin (a
/// page from elsewhere in the operator's browser, or one that calls this computer by another name, gets nothing; there are no CORS
/// headers and OPTIONS is not answered), and errors as plain sentences without a trace of the program's inside.
public final class WebDoor implements AutoCloseable {
    /// Of a request's body.
    public static final int LARGEST_BODY_BYTES = 64 * 1024;

    private static final int LARGEST_HEADER_BYTES = 16 * 1024;
    private static final int ACCEPT_QUEUE = 1_024;
    private static final int PLATFORM_THREADS = 32;
    private static final int SERVER_FAULT = 500;
    private static final Logger LOG = LoggerFactory.getLogger(WebDoor.class);

    private final DoorSettings settings;
    private final Javalin javalin;

    private WebDoor(DoorSettings settings, Javalin javalin) {
        this.settings = settings;
        this.javalin = javalin;
    }

    /// Opens the door; everything answers when this returns.
    ///
    /// @throws IOException when the port is taken, with a sentence for people
    public static WebDoor open(DoorSettings settings, List<Face> faces) throws IOException {
        var guard = new HostGuard(settings.names());
        Javalin javalin =
                Javalin.create(config -> {
                    configure(config, settings);
                    config.routes.before(context -> check(guard, context));
                    config.routes.wsBeforeUpgrade(context -> check(guard, context));
                    config.routes.exception(
                            HttpResponseException.class,
                            (refusal, context) ->
                                    say(
                                            context,
                                            refusal.getStatus(),
                                            String.valueOf(refusal.getMessage())));
                    config.routes.exception(Exception.class, WebDoor::ownFault);
                    faces.forEach(face -> face.addTo(config.routes));
                });
        try {
            var _ = javalin.start();
        } catch (JavalinBindException taken) {
            throw new IOException(
                    "Port %d of %s cannot be opened: %s."
                            .formatted(
                                    settings.port(),
                                    settings.host().getHostAddress(),
                                    isOurs(settings.host())
                                            ? "another program may have it (%s). End that one, or choose another port with --http"
                                                    .formatted(first(taken).getMessage())
                                            : "that is no address of this computer. Leave the host away, or write 0.0.0.0 for all addresses it has"),
                    taken);
        }
        return new WebDoor(settings, javalin);
    }

    /// The port that was opened, also where any was asked for.
    public int port() {
        return javalin.port();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(settings.host(), port());
    }

    @Override
    public void close() {
        var _ = javalin.stop();
    }

    private static boolean isOurs(InetAddress host) {
        try {
            return host.isAnyLocalAddress() || NetworkInterface.getByInetAddress(host) != null;
        } catch (SocketException _) {
            // Nobody knows; then the port is the likelier trouble.
            return true;
        }
    }

    private static Throwable first(Throwable trouble) {
        Throwable cause = trouble.getCause();
        return cause == null ? trouble : first(cause);
    }

    private static void configure(JavalinConfig config, DoorSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = LARGEST_BODY_BYTES;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jsonMapper(new JavalinJackson3());
        var pool = new QueuedThreadPool(PLATFORM_THREADS);
        pool.setName("web");
        pool.setDaemon(true);
        pool.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("web-request-", 0).factory()));
        config.jetty.threadPool = pool;
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new PlainErrors());
            server.setHandler(new SizeLimitHandler(LARGEST_BODY_BYTES, -1));
        });
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, DoorSettings settings) {
        http.setRequestHeaderSize(LARGEST_HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host().getHostAddress());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idle().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.addBean(new Crowd(settings.mostConnections()));
        return connector;
    }

    private static void check(HostGuard guard, Context context) {
        guard.refusal(
                        context.header("Host"),
                        context.header("Origin"),
                        context.req().getLocalAddr())
                .ifPresent(refusal -> {
                    throw new ForbiddenResponse(refusal);
                });
        if (context.contentLength() > LARGEST_BODY_BYTES) {
            throw new ContentTooLargeResponse(
                    "The request is longer than %d bytes.".formatted(LARGEST_BODY_BYTES));
        }
    }

    private static void ownFault(Exception bug, Context context) {
        Optional<HttpException> refusal = refusalBehind(bug);
        if (refusal.isPresent()) {
            // Found only while the body was read, such as one that is too long.
            int code = refusal.get().getCode();
            say(context, code, "%d %s%n".formatted(code, HttpStatus.getMessage(code)));
            return;
        }
        LOG.error("A request", bug);
        say(
                context,
                SERVER_FAULT,
                "Parfocal met a fault of its own (%s). Please report it, with the log."
                        .formatted(bug.getClass().getSimpleName()));
    }

    private static Optional<HttpException> refusalBehind(Throwable trouble) {
        if (trouble instanceof HttpException refusal) {
            return Optional.of(refusal);
        }
        return Optional.ofNullable(trouble.getCause()).flatMap(WebDoor::refusalBehind);
    }

    private static void say(Context context, int status, String sentence) {
        try {
            context.status(status).contentType("text/plain; charset=utf-8").result(sentence);
        } catch (RuntimeException over) {
            // A stream that its reader left: the request is gone, and there is nobody to tell.
            // Javalin gives
            // an answer that fails to itself again, for ever.
            LOG.debug("An answer that nobody waited for", over);
        }
    }
}
