package parfocal.server.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import parfocal.autofocus.FocusPlan;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Events;
import parfocal.hub.FactoryReset;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.report.Json;
import parfocal.server.Face;
import parfocal.server.Token;

/// The hub's JSON: state, orders, runs and a stream of events. An order that is refused is answered by status 409 and its reason;
/// whatever changes settings or wiring wants the hub's token.
public final class PanelFace implements Face {
    private static final String ROOT = "/api/parfocal/v1";
    private static final int NOT_ACCEPTABLE = 406;
    private static final int REFUSED = 409;
    private static final int ACCEPTED = 202;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Hub hub;
    private final Token token;
    private final String version;
    private final FactoryReset resets;

    public PanelFace(Hub hub, Token token, String version) {
        this.hub = hub;
        this.token = token;
        this.version = version;
        this.resets = new FactoryReset(hub, hub.pace());
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/api/parfocal/openapi.json", PanelFace::description);
        routes.get(ROOT + "/status", context -> answer(context, status()));
        routes.before(ROOT + "/events", PanelFace::requireStream);
        routes.sse(ROOT + "/events", this::stream);
        String focuser = ROOT + "/focusers/{focuser}";
        routes.get(focuser, context -> answer(context, HubJson.of(focuser(context))));
        order(routes, focuser + "/move", this::move);
        order(routes, focuser + "/halt", (context, who) -> focuser(context).halt(who));
        order(
                routes,
                focuser + "/sync",
                (context, who) ->
                        focuser(context).sync(Body.of(context).required("positionSteps"), who));
        order(routes, focuser + "/home", (context, who) -> focuser(context).home(who));
        order(routes, focuser + "/presets", this::preset);
        order(
                routes,
                focuser + "/notes",
                (context, _) -> focuser(context).note(Body.of(context).text("notes").orElse("")));
        order(routes, focuser + "/settings", this::set);
        order(routes, focuser + "/treatment", this::treat);
        order(routes, focuser + "/autofocus", this::autofocus);
        order(
                routes,
                focuser + "/autofocus/stop",
                (context, who) -> hub.runs().cancel(focuser(context), who));
        routes.get(focuser + "/autofocus", this::latestRun);
        order(routes, ROOT + "/filter-wheels/{wheel}/turn", this::turn);
        addCompensation(routes, focuser + "/compensation");
        ask(routes, focuser + "/reset", this::reset);
    }

    private void addCompensation(RoutesConfig routes, String path) {
        var compensation = new CompensationRoutes(hub);
        routes.get(path, context -> answer(context, compensation.state(context)));
        order(
                routes,
                path,
                (context, who) -> {
                    requireToken(context);
                    compensation.settle(context, who);
                });
        ask(routes, path + "/compensate", compensation::compensate);
        order(
                routes,
                path + "/still",
                (context, who) ->
                        compensation
                                .of(context)
                                .keepStill(
                                        Duration.ofSeconds(
                                                Math.clamp(
                                                        Body.of(context).required("seconds"),
                                                        0,
                                                        3_600)),
                                        who));
        order(routes, path + "/meter/reset", (context, _) -> compensation.of(context).resetMeter());
        String points = path + "/points";
        routes.get(points, context -> answer(context, compensation.points(context)));
        order(routes, points, (context, _) -> compensation.addPoint(context));
        order(
                routes,
                points + "/apply",
                (context, who) -> {
                    requireToken(context);
                    compensation.applyPoints(context, who);
                });
        order(routes, points + "/clear", (context, _) -> compensation.of(context).clearPoints());
        order(routes, points + "/{point}/edit", (context, _) -> compensation.editPoint(context));
        order(
                routes,
                points + "/{point}/remove",
                (context, _) -> compensation.removePoint(context));
    }

    private interface Order {
        void carryOut(Context context, Client who) throws DeviceException, InterruptedException;
    }

    /// An order with an answer of its own.
    private interface Question {
        Json carryOut(Context context, Client who) throws DeviceException, InterruptedException;
    }

    private static void order(RoutesConfig routes, String path, Order order) {
        ask(
                routes,
                path,
                (context, who) -> {
                    order.carryOut(context, who);
                    return new Json().put("accepted", true);
                });
    }

    private static void ask(RoutesConfig routes, String path, Question question) {
        routes.post(
                path,
                context -> {
                    try {
                        answer(context.status(ACCEPTED), question.carryOut(context, who(context)));
                    } catch (DeviceException refused) {
                        answer(
                                context.status(REFUSED),
                                new Json()
                                        .put("accepted", false)
                                        .put("error", refused.fault().message()));
                    }
                });
    }

    private void move(Context context, Client who) throws DeviceException {
        HubFocuser focuser = focuser(context);
        Body body = Body.of(context);
        Optional<Integer> by = body.whole("bySteps");
        Optional<String> preset = body.text("preset");
        int target;
        if (preset.isPresent()) {
            Integer named = focuser.presets().get(preset.get());
            if (named == null) {
                throw new NotFoundResponse(
                        "%s has no preset '%s'. It has: %s."
                                .formatted(
                                        focuser.name(),
                                        preset.get(),
                                        String.join(", ", focuser.presets().keySet())));
            }
            target = named;
        } else if (by.isPresent()) {
            focuser.moveBy(by.get(), who);
            return;
        } else {
            target = body.required("positionSteps");
        }
        focuser.moveTo(target, who);
    }

    private void preset(Context context, Client who) throws DeviceException {
        Body body = Body.of(context);
        String name =
                body.text("name")
                        .filter(given -> !given.isBlank() && given.length() <= 60)
                        .orElseThrow(() ->
                                new BadRequestResponse(
                                        "A preset needs a name of 1 to 60 characters."));
        focuser(context).preset(name, body.whole("positionSteps"), who);
    }

    private void set(Context context, Client who) throws DeviceException {
        requireToken(context);
        Body body = Body.of(context);
        focuser(context).change(body.requiredText("setting"), body.requiredText("value"), who);
    }

    private void treat(Context context, Client who) throws DeviceException {
        requireToken(context);
        HubFocuser focuser = focuser(context);
        focuser.treat(Treatment.changed(focuser.settings(), Body.of(context)), who);
    }

    private void autofocus(Context context, Client who)
            throws DeviceException, InterruptedException {
        HubFocuser focuser = focuser(context);
        Body body = Body.of(context);
        Optional<String> cameraId = body.text("camera");
        HubCamera camera =
                cameraId.isPresent()
                        ? hub.camera(cameraId.get())
                                .orElseThrow(() ->
                                        new NotFoundResponse(
                                                "There is no camera '%s'. There are: %s."
                                                        .formatted(
                                                                cameraId.get(),
                                                                ids(hub.cameras(), HubCamera::id))))
                        : hub.cameraBehind(focuser);
        FocusPlan plan = FocusPlan.defaults();
        Optional<Double> seconds = body.number("exposureSeconds");
        if (seconds.isPresent()) {
            if (!(seconds.get() >= 0.001 && seconds.get() <= 600)) {
                throw new BadRequestResponse(
                        "exposureSeconds goes from 0.001 to 600; %s was asked."
                                .formatted(seconds.get()));
            }
            plan = plan.withExposure(Duration.ofNanos(Math.round(seconds.get() * 1e9)));
        }
        var _ = hub.runs().start(focuser, camera, plan, who);
    }

    /// The first asking is answered by a word, the second brings it.
    private Json reset(Context context, Client who) throws DeviceException {
        requireToken(context);
        HubFocuser focuser = focuser(context);
        Body body = Body.of(context);
        FactoryReset.Scope scope =
                switch (body.requiredText("scope")) {
                    case "hub" -> FactoryReset.Scope.HUB;
                    case "device" -> FactoryReset.Scope.DEVICE;
                    default -> throw new BadRequestResponse("scope is \"hub\" or \"device\".");
                };
        Optional<String> word = body.text("word");
        if (word.isPresent()) {
            resets.confirm(focuser, scope, word.get(), who);
            return new Json().put("accepted", true).put("done", true);
        }
        FactoryReset.Doubt doubt = resets.ask(focuser, scope);
        return new Json()
                .put("accepted", true)
                .put("done", false)
                .put("word", doubt.word())
                .put("until", doubt.until().toString());
    }

    private void latestRun(Context context) {
        HubFocuser focuser = focuser(context);
        Json json =
                hub.runs()
                        .latest(focuser.id())
                        .map(HubJson::of)
                        .orElseThrow(() ->
                                new NotFoundResponse(
                                        "%s has had no autofocus run since the hub began."
                                                .formatted(focuser.name())));
        answer(context, json);
    }

    private void turn(Context context, Client who) throws DeviceException, InterruptedException {
        String id = context.pathParam("wheel");
        hub.wheel(id)
                .orElseThrow(
                        () -> new NotFoundResponse("There is no filter wheel '%s'.".formatted(id)))
                .turnTo(Body.of(context).required("slot"));
    }

    private Json status() {
        return new Json()
                .put("version", version)
                .putObjects("focusers", hub.focusers().stream().map(HubJson::of).toList())
                .putObjects("cameras", hub.cameras().stream().map(HubJson::of).toList())
                .putObjects("filterWheels", hub.wheels().stream().map(HubJson::of).toList());
    }

    /// The present state first, then whatever changes; a comment every ten seconds shows that the line is alive.
    private void stream(SseClient client) {
        Events.Watch watch = hub.events().watch();
        client.onClose(watch::close);
        client.keepAlive();
        client.sendEvent("status", status().toString());
        var _ =
                Thread.ofVirtual()
                        .name("events")
                        .start(() -> {
                            try (watch) {
                                while (!client.terminated()) {
                                    Optional<HubEvent> event = watch.next(HEARTBEAT);
                                    if (event.isEmpty()) {
                                        client.sendComment("alive");
                                    } else {
                                        Map.Entry<String, Json> published = HubJson.of(event.get());
                                        client.sendEvent(
                                                published.getKey(),
                                                published.getValue().toString());
                                    }
                                }
                            } catch (InterruptedException closing) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private static void requireStream(Context context) {
        String accepted = Optional.ofNullable(context.header("Accept")).orElse("");
        if (!accepted.contains("text/event-stream")) {
            throw new HttpResponseException(
                    NOT_ACCEPTABLE, "Events are a stream: ask with Accept: text/event-stream.");
        }
    }

    private HubFocuser focuser(Context context) {
        String id = context.pathParam("focuser");
        return hub.focuser(id)
                .orElseThrow(() ->
                        new NotFoundResponse(
                                "There is no focuser '%s'. There are: %s."
                                        .formatted(id, ids(hub.focusers(), HubFocuser::id))));
    }

    private static <T> String ids(List<T> devices, Function<T, String> id) {
        return devices.isEmpty() ? "none" : String.join(", ", devices.stream().map(id).toList());
    }

    private void requireToken(Context context) {
        boolean shown =
                context.header("Authorization") != null
                        || context.header("X-Parfocal-Token") != null;
        if (!shown) {
            throw new UnauthorizedResponse(
                    "This changes settings and wants the hub's token; `parfocal token` shows it.");
        }
        if (!token.isShownBy(context)) {
            throw new ForbiddenResponse(
                    "That is not the hub's token; `parfocal token` on the hub's computer shows it.");
        }
    }

    /// The command line introduces itself; everybody else is the page or a script.
    private static Client who(Context context) {
        String given = Optional.ofNullable(context.header("X-Parfocal-Client")).orElse("panel");
        String face = given.matches("[A-Za-z0-9 ._-]{1,40}") ? given : "panel";
        return new Client(face, context.ip().equals("127.0.0.1") ? "" : context.ip());
    }

    private static void description(Context context) throws IOException {
        try (InputStream file = PanelFace.class.getResourceAsStream("openapi.json")) {
            if (file == null) {
                throw new NotFoundResponse("openapi.json is missing from this build.");
            }
            var _ =
                    context.contentType("application/json")
                            .result(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void answer(Context context, Json json) {
        var _ = context.contentType("application/json").result(json.toString());
    }
}
