package parfocal.server.alpaca;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.hub.Hub;
import parfocal.server.BasicLogin;
import parfocal.server.Face;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaError;
import parfocal.wire.alpaca.AlpacaReply;
import parfocal.wire.alpaca.AlpacaReply.Transaction;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.AlpacaValue;
import parfocal.wire.alpaca.ConfiguredDevice;
import parfocal.wire.alpaca.ImageBytes;

/// Alpaca's addresses: devices, management and setup pages.
///
/// A request that is none (unknown address, missing or unreadable parameter) gets HTTP 400 and a line of text; every other gets 200, with
/// the outcome in its error number.
public final class AlpacaFace implements Face, AutoCloseable {
    private static final String JSON = "application/json";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int MANY_DIGITS = 9;
    private static final long LARGEST_ID = 0xFFFF_FFFFL;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private static final Map<String, AlpacaType> TYPES =
            Arrays.stream(AlpacaType.values())
                    .collect(Collectors.toUnmodifiableMap(AlpacaType::path, Function.identity()));

    private final Devices devices;
    private final ServerInfo info;
    private final Token token;
    private final Optional<BasicLogin> login;
    private final SetupPages pages;
    private final Pace pace;
    private final AtomicLong transactions = new AtomicLong();
    private final Thread watch;

    /// @param token        for changing settings
    /// @param login        wanted for all of Alpaca's addresses; empty: open, as the protocol is
    /// @param compensating what `CommandString("S:20")` does
    public AlpacaFace(
            Hub hub,
            Pace pace,
            ServerInfo info,
            Token token,
            Optional<BasicLogin> login,
            Compensating compensating) {
        this.devices = new Devices(hub, pace, new FocuserActions(hub, token, compensating));
        this.pace = pace;
        this.info = info;
        this.token = token;
        this.login = login;
        this.pages = new SetupPages(devices, info, token);
        this.watch = Thread.ofPlatform().daemon().name("alpaca-watch").start(this::keepWatching);
    }

    /// No login, nothing said of the place.
    public AlpacaFace(Hub hub, Pace pace, Token token) {
        this(hub, pace, new ServerInfo(""), token, Optional.empty(), Compensating.by(hub));
    }

    @Override
    public void addTo(RoutesConfig routes) {
        String device = "/api/v1/{type}/{number}/{member}";
        routes.get(device, checked(context -> serve(context, true)));
        routes.put(device, checked(context -> serve(context, false)));
        Handler nothing =
                checked(context -> {
                    throw new BadAsk(
                            "There is nothing at %s. Addresses read /api/v1/focuser/0/position, in lower case."
                                    .formatted(context.path()));
                });
        routes.get("/api/v1/*", nothing);
        routes.put("/api/v1/*", nothing);
        routes.get(
                "/management/apiversions",
                checked(context ->
                        manage(context, new AlpacaValue.Sequence(List.of(AlpacaValue.of(1))))));
        routes.get(
                "/management/v1/description",
                checked(context -> manage(context, info.description())));
        routes.get(
                "/management/v1/configureddevices",
                checked(context -> manage(context, configured())));
        routes.get("/setup", checked(pages::showServer));
        String setup = "/setup/v1/{type}/{number}/setup";
        routes.get(setup, checked(context -> pages.showDevice(context, device(context))));
        routes.post(
                setup,
                checked(context -> pages.change(context, device(context), form(context, false))));
    }

    @Override
    public void close() {
        watch.interrupt();
    }

    /// A handler that may find that it was not asked properly.
    private interface Asked {
        void handle(Context context) throws BadAsk, IOException, InterruptedException;
    }

    private Handler checked(Asked asked) {
        return context -> {
            if (login.isPresent() && !login.get().isShownBy(context) && !token.isShownBy(context)) {
                context.status(UNAUTHORIZED)
                        .header("WWW-Authenticate", "Basic realm=\"Parfocal\", charset=\"UTF-8\"")
                        .contentType(PLAIN)
                        .result("User name and password are wanted here.");
                return;
            }
            try {
                asked.handle(context);
            } catch (BadAsk none) {
                context.status(BAD_REQUEST).contentType(PLAIN).result(none.sentence());
            }
        };
    }

    private void serve(Context context, boolean reading)
            throws BadAsk, IOException, InterruptedException {
        Served device = device(context);
        String member = context.pathParam("member");
        Ask ask = ask(context, reading);
        var transaction = new Transaction(ask.clientTransaction(), nextTransaction());
        if (reading && member.equals("imagearray") && device instanceof ServedCamera camera) {
            sendPicture(context, camera, ask, transaction);
            return;
        }
        context.contentType(JSON)
                .result(answer(device, reading, member, ask, transaction).toJson());
    }

    private static AlpacaReply answer(
            Served device, boolean reading, String member, Ask ask, Transaction transaction)
            throws BadAsk, InterruptedException {
        try {
            return device.answer(reading, member, ask)
                    .map(value -> AlpacaReply.of(value, transaction))
                    .orElseGet(() -> AlpacaReply.done(transaction));
        } catch (DeviceException trouble) {
            return AlpacaReply.failed(trouble.fault(), transaction);
        } catch (Refusal refusal) {
            return AlpacaReply.failed(refusal.error(), refusal.sentence(), transaction);
        }
    }

    private static void sendPicture(
            Context context, ServedCamera camera, Ask ask, Transaction transaction)
            throws IOException {
        try {
            camera.attendance().heardOf(ask.clientId());
            camera.requireUsable();
            Picture picture = camera.picture();
            if (ask.wantsImageBytes()) {
                context.contentType(ImageBytes.CONTENT_TYPE);
                context.res().setContentLengthLong(picture.bytes().length());
                if (context.res().getOutputStream() instanceof HttpOutput jetty) {
                    // Past all layers that would copy.
                    picture.bytes().writeTo((ImageBytes.Portions) jetty::write, transaction);
                } else {
                    picture.bytes().writeTo(context.outputStream(), transaction);
                }
            } else {
                context.contentType(JSON);
                picture.writeJson(context.outputStream(), transaction);
            }
        } catch (DeviceException trouble) {
            sendFailure(
                    context,
                    ask,
                    AlpacaError.of(trouble.fault()),
                    trouble.fault().message(),
                    transaction);
        } catch (Refusal refusal) {
            sendFailure(context, ask, refusal.error(), refusal.sentence(), transaction);
        }
    }

    private static void sendFailure(
            Context context, Ask ask, AlpacaError error, String message, Transaction transaction) {
        if (ask.wantsImageBytes()) {
            context.contentType(ImageBytes.CONTENT_TYPE)
                    .result(ImageBytes.failure(error, message, transaction));
        } else {
            context.contentType(JSON)
                    .result(AlpacaReply.failed(error, message, transaction).toJson());
        }
    }

    private void manage(Context context, AlpacaValue value) throws BadAsk {
        Ask ask = ask(context, Form.ofQuery(query(context)));
        var transaction = new Transaction(ask.clientTransaction(), nextTransaction());
        context.contentType(JSON).result(AlpacaReply.of(value, transaction).toJson());
    }

    private AlpacaValue configured() {
        return new AlpacaValue.Sequence(
                devices.all().stream()
                        .map(entry -> configured(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static AlpacaValue configured(int number, Served device) {
        return new ConfiguredDevice(
                        device.name(),
                        device.type().spelling(),
                        number,
                        device.uniqueId().toString())
                .toValue();
    }

    private Served device(Context context) throws BadAsk {
        String type = context.pathParam("type");
        AlpacaType known = TYPES.get(type);
        if (known == null) {
            throw new BadAsk("There is no kind of device called '%s' here.".formatted(type));
        }
        String number = context.pathParam("number");
        boolean digits =
                !number.isEmpty()
                        && number.length() <= MANY_DIGITS
                        && number.chars().allMatch(c -> c >= '0' && c <= '9');
        Optional<Served> device =
                digits ? devices.find(known, Integer.parseInt(number)) : Optional.empty();
        if (device.isEmpty()) {
            throw new BadAsk("There is no %s %s here.".formatted(type, number));
        }
        return device.get();
    }

    private Ask ask(Context context, boolean reading) throws BadAsk, IOException {
        return ask(context, form(context, reading));
    }

    private Ask ask(Context context, Form form) throws BadAsk {
        String accept = context.header("Accept");
        return Ask.of(
                form,
                accept != null && accept.contains(ImageBytes.CONTENT_TYPE),
                token.isShownBy(context));
    }

    private static Form form(Context context, boolean reading) throws BadAsk, IOException {
        if (reading) {
            return Form.ofQuery(query(context));
        }
        try (InputStream body = context.bodyInputStream()) {
            return Form.ofBody(new String(body.readNBytes(WebDoor.LARGEST_BODY_BYTES), UTF_8));
        }
    }

    private static String query(Context context) {
        @Nullable String query = context.queryString();
        return query == null ? "" : query;
    }

    /// 1…4294967295, then from the beginning.
    private long nextTransaction() {
        return transactions.getAndIncrement() % LARGEST_ID + 1;
    }

    private void keepWatching() {
        try {
            while (true) {
                for (Map.Entry<Integer, Served> entry : devices.all()) {
                    entry.getValue().attendance().expire();
                    if (entry.getValue() instanceof ServedAir air) {
                        air.look();
                    }
                }
                pace.pause(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
