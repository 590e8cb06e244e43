package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;
import static parfocal.server.panel.Orders.question;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubCompensation;
import parfocal.report.Json;
import parfocal.thermal.TemperatureLaw;

/// Orders to what holds a focuser in focus, and to its calculator.
final class CompensationRoutes {
    private static final int LONGEST_STILL_SECONDS = 3_600;

    private final Hub hub;

    CompensationRoutes(Hub hub) {
        this.hub = hub;
    }

    void addTo(RoutesConfig routes, String path, Gate gate) {
        routes.get(path, context -> Orders.answer(context, state(context)));
        order(
                routes,
                path,
                (context, who) -> {
                    gate.requireToken(context);
                    settle(context, who);
                });
        question(routes, path + "/compensate", this::compensate);
        order(routes, path + "/still", this::keepStill);
        order(routes, path + "/meter/reset", (context, _) -> of(context).resetMeter());
        String points = path + "/points";
        routes.get(points, context -> Orders.answer(context, points(context)));
        order(routes, points, (context, _) -> addPoint(context));
        order(
                routes,
                points + "/apply",
                (context, who) -> {
                    gate.requireToken(context);
                    applyPoints(context, who);
                });
        order(routes, points + "/clear", (context, _) -> of(context).calculator().clear());
        order(routes, points + "/{point}/edit", (context, _) -> editPoint(context));
        order(routes, points + "/{point}/remove", (context, _) -> removePoint(context));
    }

    private void keepStill(Context context, Client who) {
        int seconds = Math.clamp(Body.of(context).required("seconds"), 0, LONGEST_STILL_SECONDS);
        of(context).keepStill(Duration.ofSeconds(seconds), who);
    }

    HubCompensation of(Context context) {
        String id = context.pathParam("focuser");
        return hub.compensation(id)
                .orElseThrow(() -> new NotFoundResponse("There is no focuser '%s'.".formatted(id)));
    }

    Json state(Context context) {
        return CompensationJson.of(of(context).state());
    }

    /// Keys that are absent stay as they are; `stepsPerCelsius` null takes the law away.
    void settle(Context context, Client who) {
        HubCompensation compensation = of(context);
        Body body = Body.of(context);
        CompensationSettings settings = compensation.settings();
        try {
            Optional<String> mode = body.text("mode");
            if (mode.isPresent()) {
                settings = settings.withMode(mode(mode.get()));
            }
            if (body.has("stepsPerCelsius")) {
                settings =
                        settings.withLaw(
                                body.number("stepsPerCelsius").map(TemperatureLaw::straight));
            }
            Optional<Integer> threshold = body.whole("thresholdSteps");
            if (threshold.isPresent()) {
                settings = settings.withThresholdSteps(threshold.get());
            }
            Optional<Integer> averaging = body.whole("averagingSeconds");
            if (averaging.isPresent()) {
                settings = settings.withAveraging(Duration.ofSeconds(averaging.get()));
            }
            if (body.has("sensor")) {
                settings = settings.withSensorId(sensor(body, context.pathParam("focuser")));
            }
            settings = settings.withLearning(body.flag("learning").orElse(settings.learning()));
        } catch (IllegalArgumentException impossible) {
            throw new BadRequestResponse(String.valueOf(impossible.getMessage()));
        }
        compensation.settle(settings, who);
    }

    private static Mode mode(String word) {
        return switch (word) {
            case "off" -> Mode.OFF;
            case "manual" -> Mode.MANUAL;
            case "automatic" -> Mode.AUTOMATIC;
            default ->
                    throw new BadRequestResponse(
                            "mode is \"off\", \"manual\" or \"automatic\", not \"%s\"."
                                    .formatted(word));
        };
    }

    private Optional<String> sensor(Body body, String focuserId) {
        Optional<String> sensor =
                body.text("sensor").filter(id -> !id.equals("own") && !id.equals(focuserId));
        sensor.filter(id -> hub.focuser(id).isEmpty() && hub.sensor(id).isEmpty())
                .ifPresent(id -> {
                    throw new NotFoundResponse(
                            "There is no sensor '%s', and no focuser of that name that could lend its own."
                                    .formatted(id));
                });
        return sensor;
    }

    /// @return what is to be answered
    Json compensate(Context context, Client who) throws DeviceException {
        HubCompensation compensation = of(context);
        int beyond =
                Body.of(context)
                        .whole("thresholdSteps")
                        .orElse(compensation.settings().thresholdSteps());
        OptionalInt moved = compensation.compensate(beyond, who);
        return new Json()
                .put("accepted", true)
                .put("movedSteps", moved.orElse(0))
                .put("dueSteps", compensation.state().dueSteps());
    }

    Json points(Context context) {
        Optional<String> filter = Optional.ofNullable(context.queryParam("filter"));
        HubCompensation compensation = of(context);
        return CompensationJson.of(
                compensation.calculator().all(), compensation.calculator().study(filter), filter);
    }

    /// With no temperature: where it stands now.
    void addPoint(Context context) throws DeviceException {
        Body body = Body.of(context);
        Optional<Double> celsius = body.number("celsius");
        if (celsius.isEmpty()) {
            var _ = of(context).calculator().noteNow();
            return;
        }
        var _ =
                of(context)
                        .calculator()
                        .note(
                                possible(celsius.get()),
                                position(body),
                                body.text("filter").orElse("").strip());
    }

    void editPoint(Context context) {
        Body body = Body.of(context);
        double celsius =
                possible(
                        body.number("celsius")
                                .orElseThrow(() -> new BadRequestResponse("celsius is missing.")));
        require(of(context).calculator().edit(number(context), celsius, position(body)), context);
    }

    void removePoint(Context context) {
        require(of(context).calculator().remove(number(context)), context);
    }

    void applyPoints(Context context, Client who) throws DeviceException {
        var _ = of(context).apply(Body.of(context).text("filter"), who);
    }

    private static double possible(double celsius) {
        if (!(celsius >= -60 && celsius <= 70)) {
            throw new BadRequestResponse(
                    String.format(
                            Locale.ROOT,
                            "A temperature goes from -60 to 70 °C; %s was given.",
                            celsius));
        }
        return celsius;
    }

    private static double position(Body body) {
        double steps =
                body.number("positionSteps")
                        .orElseThrow(() -> new BadRequestResponse("positionSteps is missing."));
        if (!(Math.abs(steps) < 1e9)) {
            throw new BadRequestResponse("positionSteps is no position: " + steps);
        }
        return steps;
    }

    private static int number(Context context) {
        String given = context.pathParam("point");
        if (!given.matches("[0-9]{1,9}")) {
            throw new NotFoundResponse("There is no point '%s'.".formatted(given));
        }
        return Integer.parseInt(given);
    }

    private static void require(boolean found, Context context) {
        if (!found) {
            throw new NotFoundResponse(
                    "There is no point %s.".formatted(context.pathParam("point")));
        }
    }
}
