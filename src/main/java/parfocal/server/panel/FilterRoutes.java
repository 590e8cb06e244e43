package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.filters.FilterOffset;
import parfocal.filters.FilterSettings;
import parfocal.filters.OffsetPlan;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubFilters;
import parfocal.hub.HubFocuser;
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
    private void settle(Context context, Client who) {
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
        filters.settle(settings, who);
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
        Optional<String> unknown =
                wanted.stream()
                        .filter(filter -> !there.contains(filter))
                        .findFirst()
                        .or(() -> Optional.of(reference).filter(filter -> !there.contains(filter)));
        if (unknown.isPresent()) {
            throw new BadRequestResponse(
                    "The wheel has no filter '%s'. It has %s."
                            .formatted(unknown.get(), String.join(", ", there)));
        }
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
