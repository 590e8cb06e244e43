package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;
import static parfocal.server.panel.Orders.question;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.driver.DriverInfo;
import parfocal.driver.Drivers;
import parfocal.driver.FocuserDriver;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.link.PortInfo;
import parfocal.link.SerialPorts;
import parfocal.report.Json;

/// What is plugged in, and what is wired to the hub.
final class DeviceOrders {
    private final Hub hub;
    private final Gate gate;
    private final Optional<Workbench> workbench;

    DeviceOrders(Hub hub, Gate gate, Optional<Workbench> workbench) {
        this.hub = hub;
        this.gate = gate;
        this.workbench = workbench;
    }

    void addTo(RoutesConfig routes, String root) {
        routes.get(root + "/ports", context -> Orders.answer(context, ports()));
        routes.get(root + "/drivers", context -> Orders.answer(context, drivers()));
        workbench.ifPresent(bench -> {
            question(routes, root + "/devices/ask", (context, _) -> ask(bench, context));
            order(routes, root + "/devices/add", (context, _) -> add(bench, context));
            order(routes, root + "/devices/remove", (context, _) -> remove(bench, context));
            routes.get(root + "/devices/habits", context -> habits(bench, context));
            order(routes, root + "/devices/habits", (context, _) -> change(bench, context));
            order(routes, root + "/devices/rename", (context, _) -> rename(bench, context));
        });
        order(routes, root + "/token", (context, _) -> gate.requireToken(context));
        order(routes, root + "/filter-wheels/{wheel}/turn", this::turn);
        order(routes, root + "/filter-wheels/{wheel}/open", this::open);
    }

    private static Json ports() {
        List<DriverInfo> drivers = infos();
        List<PortInfo> all = SerialPorts.here().all();
        return new Json()
                .putObjects(
                        "ports",
                        all.stream().map(port -> PortJson.of(port, all, drivers)).toList());
    }

    private static Json drivers() {
        return new Json()
                .putObjects(
                        "drivers",
                        infos().stream()
                                .map(info ->
                                        new Json()
                                                .put("id", info.id())
                                                .put("name", info.displayName())
                                                .put("covers", info.covers()))
                                .toList());
    }

    private static List<DriverInfo> infos() {
        return Drivers.all().stream().map(FocuserDriver::info).toList();
    }

    private Json ask(Workbench bench, Context context) throws DeviceException {
        gate.requireToken(context);
        Body body = Body.of(context);
        return bench.ask(body.requiredText("driver"), body.requiredText("address"));
    }

    private void add(Workbench bench, Context context) throws DeviceException {
        gate.requireToken(context);
        Body body = Body.of(context);
        bench.add(
                new Workbench.Entry(
                        kind(body),
                        name(body),
                        body.text("driver"),
                        body.text("address").filter(text -> !text.isBlank())));
    }

    private void remove(Workbench bench, Context context) throws DeviceException {
        gate.requireToken(context);
        Body body = Body.of(context);
        bench.remove(kind(body), name(body));
    }

    private void rename(Workbench bench, Context context) throws DeviceException {
        gate.requireToken(context);
        Body body = Body.of(context);
        String kind = kind(body);
        if (kind.equals("rig")) {
            throw new BadRequestResponse("A simulated rig keeps the name of its scene.");
        }
        bench.rename(kind, name(body), name(body, "newName"));
    }

    private static void habits(Workbench bench, Context context) throws DeviceException {
        String name = Optional.ofNullable(context.queryParam("name")).orElse("");
        Workbench.Habits known =
                bench.habits(name)
                        .orElseThrow(() ->
                                new NotFoundResponse(
                                        "The configuration has no focuser '%s'.".formatted(name)));
        Orders.answer(
                context,
                new Json()
                        .put("trace", known.trace())
                        .put("resetOnConnect", known.resetOnConnect()));
    }

    private void change(Workbench bench, Context context) throws DeviceException {
        gate.requireToken(context);
        Body body = Body.of(context);
        String name = name(body);
        for (HubFocuser focuser : hub.focusers()) {
            // Its line is closed for a moment.
            if (focuser.name().equals(name)) {
                focuser.requireFreeAndAtRest("to be connected anew");
            }
        }
        bench.change(
                name,
                new Workbench.Habits(
                        body.flag("trace").orElse(false),
                        body.flag("resetOnConnect").orElse(false)));
    }

    private static String kind(Body body) {
        String kind = body.requiredText("kind");
        if (!List.of("focuser", "camera", "filter-wheel", "sensor", "rig").contains(kind)) {
            throw new BadRequestResponse("kind is focuser, camera, filter-wheel, sensor or rig.");
        }
        return kind;
    }

    /// It is written into a file as it is.
    private static String name(Body body) {
        return name(body, "name");
    }

    private static String name(Body body, String key) {
        String name = body.requiredText(key).strip();
        if (!name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._()+-]{0,59}")) {
            throw new BadRequestResponse(
                    "A name has 1 to 60 letters, digits and spaces and begins with one of the first two.");
        }
        return name;
    }

    private void turn(Context context, Client who) throws DeviceException, InterruptedException {
        String id = context.pathParam("wheel");
        hub.wheel(id).orElseThrow(() -> noWheel(id)).turnTo(Body.of(context).required("slot"));
    }

    private void open(Context context, Client who) throws DeviceException, InterruptedException {
        String id = context.pathParam("wheel");
        var _ = hub.wheel(id).orElseThrow(() -> noWheel(id)).open();
    }

    private static NotFoundResponse noWheel(String id) {
        return new NotFoundResponse("There is no filter wheel '%s'.".formatted(id));
    }
}
