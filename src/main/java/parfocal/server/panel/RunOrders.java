package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parfocal.autofocus.FocusPlan;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.hub.HubFocuser;
import parfocal.hub.RunState;
import parfocal.report.Json;

/// Autofocus: begun, ended, looked at afterwards.
final class RunOrders {
    private final Hub hub;

    RunOrders(Hub hub) {
        this.hub = hub;
    }

    void addTo(RoutesConfig routes, String focuser) {
        order(routes, focuser + "/autofocus", this::begin);
        order(
                routes,
                focuser + "/autofocus/stop",
                (context, who) -> hub.runs().cancel(Orders.focuser(hub, context), who));
        routes.get(focuser + "/autofocus", this::latest);
        routes.get(focuser + "/runs", this::list);
        routes.get(focuser + "/runs/{began}", this::one);
    }

    private void begin(Context context, Client who) throws DeviceException, InterruptedException {
        HubFocuser focuser = Orders.focuser(hub, context);
        Body body = Body.of(context);
        HubCamera camera = camera(hub, focuser, body);
        FocusPlan plan = plan(body);
        var _ = hub.runs().start(focuser, camera, plan, who);
    }

    /// The one that was named, or the one behind the focuser.
    static HubCamera camera(Hub hub, HubFocuser focuser, Body body) throws DeviceException {
        Optional<String> cameraId = body.text("camera");
        return cameraId.isPresent()
                ? hub.camera(cameraId.get()).orElseThrow(() -> noCamera(hub, cameraId.get()))
                : hub.cameraBehind(focuser);
    }

    static FocusPlan plan(Body body) {
        FocusPlan plan = FocusPlan.defaults();
        Optional<Double> seconds = body.number("exposureSeconds");
        if (seconds.isPresent() && !(seconds.get() >= 0.001 && seconds.get() <= 600)) {
            throw new BadRequestResponse(
                    "exposureSeconds goes from 0.001 to 600; %s was asked."
                            .formatted(seconds.get()));
        }
        return seconds.isPresent()
                ? plan.withExposure(Duration.ofNanos(Math.round(seconds.get() * 1e9)))
                : plan;
    }

    static NotFoundResponse noCamera(Hub hub, String id) {
        return new NotFoundResponse(
                "There is no camera '%s'. There are: %s."
                        .formatted(id, Orders.ids(hub.cameras(), HubCamera::id)));
    }

    private void latest(Context context) {
        HubFocuser focuser = Orders.focuser(hub, context);
        Json json =
                hub.runs()
                        .latest(focuser.id())
                        .map(RunJson::of)
                        .orElseThrow(() ->
                                new NotFoundResponse(
                                        "%s has had no autofocus run since the hub began."
                                                .formatted(focuser.name())));
        Orders.answer(context, json);
    }

    private void list(Context context) {
        List<Json> runs = known(context).map(RunJson::summary).toList();
        Orders.answer(context, new Json().putObjects("runs", runs));
    }

    private void one(Context context) {
        String began = context.pathParam("began");
        Json json =
                known(context)
                        .filter(run -> run.beganAt().toString().equals(began))
                        .findFirst()
                        .map(RunJson::of)
                        .orElseThrow(() ->
                                new NotFoundResponse(
                                        "The hub remembers no run that began at %s."
                                                .formatted(began)));
        Orders.answer(context, json);
    }

    /// The newest first; the one under way is among them.
    private Stream<RunState> known(Context context) {
        String id = Orders.focuser(hub, context).id();
        return Stream.concat(
                hub.runs().latest(id).filter(RunState::isRunning).stream(),
                hub.runs().ended(id).stream());
    }
}
