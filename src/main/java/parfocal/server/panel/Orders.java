package parfocal.server.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.function.Function;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.report.Json;

/// How orders are taken: accepted with status 202, or refused with 409 and the reason.
final class Orders {
    private static final int REFUSED = 409;
    private static final int ACCEPTED = 202;

    private Orders() {}

    interface Order {
        void carryOut(Context context, Client who) throws DeviceException, InterruptedException;
    }

    /// An order that is answered with more than that it was accepted.
    interface Question {
        Json answer(Context context, Client who) throws DeviceException, InterruptedException;
    }

    static void order(RoutesConfig routes, String path, Order order) {
        question(
                routes,
                path,
                (context, who) -> {
                    order.carryOut(context, who);
                    return new Json();
                });
    }

    static void question(RoutesConfig routes, String path, Question question) {
        routes.post(
                path,
                context -> {
                    try {
                        Json answer = question.answer(context, Gate.who(context));
                        answer(context.status(ACCEPTED), answer.put("accepted", true));
                    } catch (DeviceException refused) {
                        answer(
                                context.status(REFUSED),
                                new Json()
                                        .put("accepted", false)
                                        .put("error", refused.fault().message()));
                    }
                });
    }

    static HubFocuser focuser(Hub hub, Context context) {
        String id = context.pathParam("focuser");
        return hub.focuser(id)
                .orElseThrow(() ->
                        new NotFoundResponse(
                                "There is no focuser '%s'. There are: %s."
                                        .formatted(id, ids(hub.focusers(), HubFocuser::id))));
    }

    static <T> String ids(List<T> devices, Function<T, String> id) {
        return devices.isEmpty() ? "none" : String.join(", ", devices.stream().map(id).toList());
    }

    static void answer(Context context, Json json) {
        var _ = context.contentType("application/json").result(json.toString());
    }
}
