package parfocal.server.panel;

import io.javalin.config.RoutesConfig;
import java.util.Optional;
import parfocal.hub.Hub;
import parfocal.report.Json;
import parfocal.server.Face;
import parfocal.server.Token;

/// The page at `/`, and the hub's JSON under it: state, orders, runs and a stream of events. An order that is refused is answered by
/// status 409 and its reason.
public final class PanelFace implements Face {
    private static final String ROOT = "/api/parfocal/v1";

    private final Hub hub;
    private final Gate gate;
    private final String version;
    private final Optional<Workbench> workbench;

    /// One that wants the token for every change of settings, and on which nothing can be wired.
    public PanelFace(Hub hub, Token token, String version) {
        this(hub, new Gate(token, true), version, Optional.empty());
    }

    /// @param tokenWanted whether changes of settings and wiring want the token: so when other computers reach this one
    public PanelFace(
            Hub hub, Token token, String version, boolean tokenWanted, Workbench workbench) {
        this(hub, new Gate(token, tokenWanted), version, Optional.of(workbench));
    }

    private PanelFace(Hub hub, Gate gate, String version, Optional<Workbench> workbench) {
        this.hub = hub;
        this.gate = gate;
        this.version = version;
        this.workbench = workbench;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        new PanelFiles().addTo(routes);
        routes.before("/api/parfocal/v1/*", Gate::requireOwnPage);
        routes.before("/api/parfocal/v1/*", PanelFiles::harden);
        var stream = new Stream(hub, this::status);
        routes.get(ROOT + "/status", context -> Orders.answer(context, status()));
        routes.before(ROOT + "/events", Stream::requireStream);
        routes.sse(ROOT + "/events", stream::open);
        routes.ws(ROOT + "/events/socket", stream::open);
        String focuser = ROOT + "/focusers/{focuser}";
        new FocuserOrders(hub, gate).addTo(routes, focuser);
        new RunOrders(hub).addTo(routes, focuser);
        new LessonOrders(hub, gate).addTo(routes, focuser);
        new FrameOrders(hub).addTo(routes, ROOT + "/cameras/{camera}");
        new CompensationRoutes(hub).addTo(routes, focuser + "/compensation", gate);
        new FilterRoutes(hub).addTo(routes, focuser + "/filters", gate);
        new ResetOrders(hub, gate).addTo(routes, focuser);
        new DeviceOrders(hub, gate, workbench).addTo(routes, ROOT);
    }

    private Json status() {
        return new Json()
                .put("version", version)
                .put("tokenWanted", gate.tokenWanted())
                .put("wiring", workbench.map(Workbench::place).orElse(null))
                .putObjects(
                        "focusers",
                        hub.focusers().stream().map(focuser -> HubJson.of(hub, focuser)).toList())
                .putObjects("cameras", hub.cameras().stream().map(HubJson::of).toList())
                .putObjects("filterWheels", hub.wheels().stream().map(HubJson::of).toList())
                .putObjects("sensors", hub.sensors().stream().map(HubJson::of).toList());
    }
}
