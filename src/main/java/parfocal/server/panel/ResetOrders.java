package parfocal.server.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.FactoryReset;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.report.Json;

/// Factory reset: the first asking is answered by a word, the second brings it.
final class ResetOrders {
    private final Hub hub;
    private final Gate gate;
    private final FactoryReset resets;

    ResetOrders(Hub hub, Gate gate) {
        this.hub = hub;
        this.gate = gate;
        this.resets = new FactoryReset(hub, hub.pace());
    }

    void addTo(RoutesConfig routes, String focuser) {
        Orders.question(routes, focuser + "/reset", this::reset);
    }

    private Json reset(Context context, Client who) throws DeviceException {
        gate.requireToken(context);
        HubFocuser focuser = Orders.focuser(hub, context);
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
            return new Json().put("done", true);
        }
        FactoryReset.Doubt doubt = resets.ask(focuser, scope);
        return new Json()
                .put("done", false)
                .put("word", doubt.word())
                .put("until", doubt.until().toString());
    }
}
