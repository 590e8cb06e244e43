package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;
import static parfocal.server.panel.Orders.question;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import parfocal.device.Approach;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubFilters;
import parfocal.hub.HubFocuser;
import parfocal.report.Json;

/// Orders to one focuser.
final class FocuserOrders {
    private final Hub hub;
    private final Gate gate;

    FocuserOrders(Hub hub, Gate gate) {
        this.hub = hub;
        this.gate = gate;
    }

    void addTo(RoutesConfig routes, String focuser) {
        routes.get(focuser, context -> Orders.answer(context, HubJson.of(hub, focuser(context))));
        order(routes, focuser + "/move", this::move);
        order(routes, focuser + "/halt", (context, who) -> focuser(context).halt(who));
        question(routes, focuser + "/hold", this::hold);
        order(
                routes,
                focuser + "/hold/renew",
                (context, _) -> focuser(context).renewHold(Body.of(context).required("hold")));
        order(
                routes,
                focuser + "/hold/release",
                (context, _) -> focuser(context).releaseHold(Body.of(context).required("hold")));
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
    }

    private HubFocuser focuser(Context context) {
        return Orders.focuser(hub, context);
    }

    private void move(Context context, Client who) throws DeviceException {
        HubFocuser focuser = focuser(context);
        Body body = Body.of(context);
        Optional<Integer> by = body.whole("bySteps");
        Optional<String> preset = body.text("preset");
        int target;
        if (preset.isPresent()) {
            target =
                    hub.filters(focuser.id())
                            .flatMap(filters -> filters.preset(preset.get()))
                            .orElseThrow(() -> noPreset(focuser, preset.get()));
        } else if (by.isPresent()) {
            focuser.moveBy(by.get(), who);
            return;
        } else {
            target = body.required("positionSteps");
        }
        focuser.moveTo(target, who);
    }

    private static NotFoundResponse noPreset(HubFocuser focuser, String name) {
        return new NotFoundResponse(
                "%s has no preset '%s'. It has: %s."
                        .formatted(
                                focuser.name(),
                                name,
                                focuser.presets().isEmpty()
                                        ? "none yet"
                                        : String.join(", ", focuser.presets().keySet())));
    }

    private Json hold(Context context, Client who) throws DeviceException {
        Approach direction =
                switch (Body.of(context).requiredText("direction")) {
                    case "in" -> Approach.DOWN;
                    case "out" -> Approach.UP;
                    default -> throw new BadRequestResponse("direction is \"in\" or \"out\".");
                };
        return new Json().put("hold", focuser(context).hold(direction, who));
    }

    /// With `filter` it is of that filter only, which the wheel must have, unless the name is to be taken away.
    private void preset(Context context, Client who) throws DeviceException, InterruptedException {
        HubFocuser focuser = focuser(context);
        Body body = Body.of(context);
        Optional<String> filter = body.text("filter");
        Optional<Integer> position = body.whole("positionSteps");
        String name =
                body.text("name")
                        .map(given ->
                                filter.map(known -> HubFilters.presetOf(given, known))
                                        .orElse(given))
                        .filter(given -> !given.isBlank() && given.length() <= 60)
                        .orElseThrow(() ->
                                new BadRequestResponse(
                                        "A preset needs a name of 1 to 60 characters."));
        Optional<HubFilters> filters = hub.filters(focuser.id());
        if (position.isPresent() && filters.isPresent()) {
            FilterRoutes.requireThere(filter.stream(), filters.get());
        }
        focuser.preset(name, position, who);
    }

    private void set(Context context, Client who) throws DeviceException {
        gate.requireToken(context);
        Body body = Body.of(context);
        focuser(context).change(body.requiredText("setting"), body.requiredText("value"), who);
    }

    private void treat(Context context, Client who) throws DeviceException {
        gate.requireToken(context);
        HubFocuser focuser = focuser(context);
        focuser.treat(Treatment.changed(focuser.settings(), Body.of(context)), who);
    }
}
