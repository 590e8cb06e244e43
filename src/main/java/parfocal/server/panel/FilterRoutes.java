package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.filters.FilterOffset;
import parfocal.filters.FilterSettings;
import parfocal.filters.OffsetPlan;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubFilters;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubWheel;
import parfocal.report.Json;

/// Orders about the filters before a focuser: their offsets, and the measurement of them.
final class FilterRoutes {
    private final Hub hub;

    FilterRoutes(Hub hub) {
        this.hub = hub;
    }

    void addTo(RoutesConfig routes, String path, Gate gate) {
        routes.get(path, context -> Orders.answer(context, FilterJson.of(of(context))));
        order(
                routes,
                path,
                (context, who) -> {
                    gate.requireToken(context);
                    settle(context, who);
                });
        routes.get(path + "/measure", context -> Orders.answer(context, latest(context)));
        order(routes, path + "/measure", this::measure);
        order(
                routes,
                path + "/measure/stop",
                (context, who) -> hub.offsetRuns().cancel(Orders.focuser(hub, context), who));
    }

    private HubFilters of(Context context) {
        return hub.filters(Orders.focuser(hub, context).id()).orElseThrow();
    }

    /// Keys that are absent stay as they are.
    private void settle(Context context, Client who) throws InterruptedException {
        HubFilters filters = of(context);
        Body body = Body.of(context);
        FilterSettings settings = filters.settings();
        if (body.has("referenceFilter")) {
            settings =
                    settings.withReference(
                            body.text("referenceFilter").filter(name -> !name.isBlank()));
        }
        settings =
                settings.withMoves(body.flag("moveOnChange").orElse(settings.movesWithFilters()));
        try {
            for (var offset : body.numbers("offsets").entrySet()) {
                settings =
                        settings.withOffset(
                                offset.getKey(), offset.getValue().map(FilterOffset::typed));
            }
            for (var factor : body.numbers("exposureFactors").entrySet()) {
                settings = settings.withExposureFactor(factor.getKey(), factor.getValue());
            }
        } catch (IllegalArgumentException impossible) {
            throw new BadRequestResponse(String.valueOf(impossible.getMessage()));
        }
        requireThere(
                Stream.concat(
                        body.text("referenceFilter").filter(name -> !name.isBlank()).stream(),
                        body.numbers("offsets").entrySet().stream()
                                .filter(offset -> offset.getValue().isPresent())
                                .map(Map.Entry::getKey)),
                filters);
        filters.settle(settings, who);
    }

    /// What is named anew must be in the wheel, as far as it is known what is; what is to be forgotten need not.
    static void requireThere(Stream<String> wanted, HubFilters filters)
            throws InterruptedException {
        List<String> there = there(filters);
        if (!there.isEmpty()) {
            require(wanted, there);
        }
    }

    private static List<String> there(HubFilters filters) throws InterruptedException {
        Optional<HubWheel> wheel = filters.wheel();
        if (wheel.isEmpty()) {
            return List.of();
        }
        try {
            return wheel.get().open().filters();
        } catch (DeviceException _) {
            // While it is away, what it had when it was seen last; nothing where that was never.
            return wheel.get().state().filters();
        }
    }

    private static void require(Stream<String> wanted, List<String> there) {
        Optional<String> unknown = wanted.filter(filter -> !there.contains(filter)).findFirst();
        if (unknown.isPresent()) {
            throw new BadRequestResponse(
                    "The wheel has no filter '%s'. It has %s."
                            .formatted(unknown.get(), String.join(", ", there)));
        }
    }

    private Json latest(Context context) {
        HubFocuser focuser = Orders.focuser(hub, context);
        return hub.offsetRuns()
                .latest(focuser.id())
                .map(FilterJson::of)
                .orElseThrow(() ->
                        new NotFoundResponse(
                                "%s has had no measurement of offsets since the hub began."
                                        .formatted(focuser.name())));
    }

    private void measure(Context context, Client who) throws DeviceException, InterruptedException {
        HubFocuser focuser = Orders.focuser(hub, context);
        Body body = Body.of(context);
        HubFilters filters = of(context);
        if (filters.wheel().isEmpty()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(),
                            "to measure filter offsets",
                            "there is no filter wheel before it. Add one to the configuration."));
        }
        List<String> there = filters.wheel().get().open().filters();
        String reference =
                body.text("referenceFilter")
                        .or(() -> filters.settings().reference())
                        .orElse(there.getFirst());
        List<String> wanted = body.texts("filters").isEmpty() ? there : body.texts("filters");
        require(Stream.concat(wanted.stream(), Stream.of(reference)), there);
        OffsetPlan plan;
        try {
            plan =
                    new OffsetPlan(
                            reference,
                            wanted,
                            body.whole("pairs").orElse(OffsetPlan.USUAL_PAIRS),
                            RunOrders.plan(body));
        } catch (IllegalArgumentException impossible) {
            throw new BadRequestResponse(String.valueOf(impossible.getMessage()));
        }
        var _ = hub.offsetRuns().start(focuser, RunOrders.camera(hub, focuser, body), plan, who);
    }
}
