package parfocal.server.panel;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.autofocus.AutofocusEvent;
import parfocal.device.Approach;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.device.WeatherSensor.Weather;
import parfocal.hub.Availability;
import parfocal.hub.CameraState;
import parfocal.hub.Client;
import parfocal.hub.CompensationState;
import parfocal.hub.FocuserSettings;
import parfocal.hub.FocuserState;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubSensor;
import parfocal.hub.HubWheel;
import parfocal.hub.RunState;
import parfocal.hub.SensorState;
import parfocal.hub.WheelState;
import parfocal.motion.BacklashMode;
import parfocal.report.Json;

/// The hub's values as published JSON.
final class HubJson {
    private HubJson() {}

    static Json of(Hub hub, HubFocuser focuser) {
        return of(focuser)
                .put(
                        "compensation",
                        hub.compensation(focuser.id())
                                .map(held -> CompensationJson.of(held.state())))
                .put("filters", hub.filters(focuser.id()).map(FilterJson::of))
                .put("learns", hub.lessons().canLearn(focuser.id()))
                .put("lesson", hub.lessons().latest(focuser.id()).map(LessonOrders::of));
    }

    private static Json of(HubFocuser focuser) {
        FocuserState state = focuser.state();
        return new Json()
                .put("id", focuser.id())
                .put("name", focuser.name())
                .put("uniqueId", focuser.identity().toString())
                .put("driver", focuser.plan().driverId())
                .put("address", focuser.plan().address())
                .put("simulated", focuser.plan().simulated())
                .put("state", of(state))
                .put("treatment", of(focuser.settings()))
                .put("presets", presets(focuser.presets()))
                .putList(
                        "clients",
                        focuser.clients().stream().map(Client::toString).sorted().toList())
                .put("notes", focuser.notes())
                .put("home", focuser.hasHome())
                .put("fixedByFile", focuser.plan().own().isPresent());
    }

    static Json of(FocuserState state) {
        return brief(state)
                .putObjects("settings", state.settings().stream().map(HubJson::of).toList());
    }

    /// Without the device's settings, which are long and seldom change.
    static Json brief(FocuserState state) {
        Json json = availability(new Json(), state.availability());
        return json.put("positionSteps", state.positionSteps())
                .put("positionSigmaSteps", state.positionSigmaSteps())
                .put("seenAt", state.seenAt().toString())
                .put("moving", state.moving())
                .put("targetSteps", state.targetSteps())
                .put("mover", state.mover().map(Client::toString).orElse(null))
                .put("owner", state.owner().orElse(null))
                .put("minimumSteps", state.travel().minimumSteps())
                .put("maximumSteps", state.travel().maximumSteps())
                .put("temperatureCelsius", state.temperatureCelsius())
                .put("weather", state.weather().map(HubJson::of))
                .put("model", state.introduction().map(known -> known.model()).orElse(null))
                .put(
                        "firmware",
                        state.introduction().flatMap(known -> known.firmware()).orElse(null))
                .put("trouble", state.trouble().orElse(null))
                .putList("warnings", state.warnings());
    }

    static Json of(HubCamera camera) {
        return of(camera.state())
                .put("id", camera.id())
                .put("name", camera.name())
                .put("uniqueId", camera.identity().toString())
                .put("address", camera.plan().address())
                .put("simulated", camera.plan().simulated())
                .put("focuser", camera.plan().focuserId().orElse(null))
                .put("dark", camera.plan().care().files().dark().map(Path::toString).orElse(null))
                .put(
                        "badPixels",
                        camera.plan().care().files().badPixels().map(Path::toString).orElse(null))
                .put("advice", camera.plan().care().advice());
    }

    static Json of(CameraState state) {
        return availability(new Json(), state.availability())
                .put("exposing", state.exposing())
                .put("owner", state.owner().orElse(null))
                .put("frames", state.frames())
                .put("trouble", state.trouble().orElse(null));
    }

    static Json of(HubWheel wheel) {
        return of(wheel.state())
                .put("id", wheel.id())
                .put("name", wheel.name())
                .put("uniqueId", wheel.identity().toString())
                .put("address", wheel.plan().address())
                .put("simulated", wheel.plan().simulated());
    }

    static Json of(WheelState state) {
        return availability(new Json(), state.availability())
                .putList("filters", state.filters())
                .put("slot", state.slot())
                .put("trouble", state.trouble().orElse(null));
    }

    static Json of(HubSensor sensor) {
        return of(sensor.state())
                .put("id", sensor.id())
                .put("name", sensor.name())
                .put("uniqueId", sensor.identity().toString())
                .put("address", sensor.plan().address());
    }

    private static Json of(SensorState state) {
        return availability(new Json(), state.availability())
                .put("seenAt", state.seenAt().toString())
                .put("weather", state.weather().map(HubJson::of));
    }

    static Json of(FocuserSettings settings) {
        Json json =
                new Json()
                        .put("minimumSteps", whole(settings.limits().map(Travel::minimumSteps)))
                        .put("maximumSteps", whole(settings.limits().map(Travel::maximumSteps)))
                        .put("approach", settings.approach().name().toLowerCase(Locale.ROOT));
        switch (settings.backlash()) {
            case BacklashMode.Off() -> json.put("backlashMode", "off").put("backlashSteps", 0);
            case BacklashMode.Overshoot(var approach, int steps) ->
                    json.put("backlashMode", "overshoot")
                            .put("backlashSteps", approach == Approach.DOWN ? steps : -steps);
            case BacklashMode.Absolute(int steps) ->
                    json.put("backlashMode", "absolute").put("backlashSteps", steps);
        }
        return json.put("backlashForClients", settings.backlashForClients())
                .put("reversed", settings.reversed())
                .put("stepMicrons", settings.stepMicrons());
    }

    static Json of(Setting setting) {
        Json json =
                new Json()
                        .put("name", setting.name())
                        .put("description", setting.description())
                        .put("value", setting.value());
        return switch (setting.kind()) {
            case Setting.Kind.Whole(int minimum, int maximum) ->
                    json.put("kind", "whole").put("minimum", minimum).put("maximum", maximum);
            case Setting.Kind.Decimal(double minimum, double maximum) ->
                    json.put("kind", "decimal").put("minimum", minimum).put("maximum", maximum);
            case Setting.Kind.Choice(List<String> words) ->
                    json.put("kind", "choice").putList("words", words);
            case Setting.Kind.Order() -> json.put("kind", "order");
            case Setting.Kind.Shown() -> json.put("kind", "shown");
        };
    }

    /// @return the event's name in the stream, and its object
    static Map.Entry<String, Json> of(HubEvent event) {
        String at = event.at().toString();
        return switch (event) {
            case HubEvent.FocuserChanged(_, String id, FocuserState state) ->
                    Map.entry("focuser", of(state).put("id", id).put("at", at));
            case HubEvent.FocuserDetailsChanged(_, String id) ->
                    Map.entry("details", new Json().put("id", id).put("at", at));
            case HubEvent.CameraChanged(_, String id, CameraState state) ->
                    Map.entry("camera", of(state).put("id", id).put("at", at));
            case HubEvent.WheelChanged(_, String id, WheelState state) ->
                    Map.entry("wheel", of(state).put("id", id).put("at", at));
            case HubEvent.SensorChanged(_, String id, SensorState state) ->
                    Map.entry("sensor", of(state).put("id", id).put("at", at));
            case HubEvent.CompensationChanged(_, String id, CompensationState state) ->
                    Map.entry(
                            "compensation", CompensationJson.of(state).put("id", id).put("at", at));
            case HubEvent.DevicesChanged _ -> Map.entry("devices", new Json().put("at", at));
            case HubEvent.Moved moved -> Map.entry("moved", of(moved));
            case HubEvent.RunWentOn(_, String id, AutofocusEvent step) ->
                    Map.entry("run-step", RunJson.of(step).put("focuser", id).put("at", at));
            case HubEvent.RunChanged(_, _, RunState state) ->
                    Map.entry("run", RunJson.of(state).put("at", at));
            case HubEvent.Said(_, HubEvent.Gravity gravity, String device, String sentence) ->
                    Map.entry(
                            "said",
                            new Json()
                                    .put("at", at)
                                    .put("gravity", gravity.name().toLowerCase(Locale.ROOT))
                                    .put("device", device)
                                    .put("sentence", sentence));
        };
    }

    private static Json of(HubEvent.Moved moved) {
        return new Json()
                .put("at", moved.at().toString())
                .put("focuser", moved.focuserId())
                .put("orderedBy", moved.who().toString())
                .put("beganAt", moved.beganAt().toString())
                .put("fromSteps", moved.fromSteps())
                .put("targetSteps", moved.targetSteps())
                .put("standsSteps", moved.standsSteps())
                .put("trouble", moved.trouble().orElse(null));
    }

    private static Json of(Weather weather) {
        return new Json()
                .put("temperatureCelsius", weather.temperatureCelsius())
                .put("humidityPercent", weather.humidityPercent())
                .put("dewPointCelsius", weather.dewPointCelsius());
    }

    private static OptionalInt whole(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    private static Json presets(Map<String, Integer> presets) {
        var json = new Json();
        presets.forEach(json::put);
        return json;
    }

    private static Json availability(Json json, Availability availability) {
        return switch (availability) {
            case Availability.Unused() ->
                    json.put("availability", "unused").putNull("since").putNull("reason");
            case Availability.Connecting() ->
                    json.put("availability", "connecting").putNull("since").putNull("reason");
            case Availability.Ready(var since) ->
                    json.put("availability", "ready")
                            .put("since", since.toString())
                            .putNull("reason");
            case Availability.Unavailable(var since, String reason) ->
                    json.put("availability", "unavailable")
                            .put("since", since.toString())
                            .put("reason", reason);
        };
    }
}
