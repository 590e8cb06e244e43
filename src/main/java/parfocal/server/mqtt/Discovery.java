package parfocal.server.mqtt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.hub.FocuserState;
import parfocal.hub.HubFocuser;
import parfocal.report.Json;

/// What makes a focuser appear in Home Assistant: one retained message an entity, all of them one device. A sensor that the focuser has
/// not is not announced.
final class Discovery {
    private Discovery() {}

    /// @param template of the value within the message
    private record Entity(
            String component,
            String id,
            String name,
            String topic,
            String template,
            Optional<String> unit,
            Optional<String> deviceClass) {}

    /// Topics and messages.
    static Map<String, String> of(HubFocuser focuser, BrokerSettings settings, String root) {
        var messages = new LinkedHashMap<String, String>();
        for (Entity entity : entities(focuser.state())) {
            messages.put(
                    "%s/%s/%s/%s/config"
                            .formatted(
                                    root,
                                    entity.component(),
                                    node(settings, focuser.id()),
                                    entity.id()),
                    message(entity, focuser, settings));
        }
        return messages;
    }

    /// The part of a discovery topic that names the focuser; only letters, digits, `_` and `-` are allowed there.
    static String node(BrokerSettings settings, String focuserId) {
        return (settings.topic() + "_" + focuserId).replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static List<Entity> entities(FocuserState state) {
        var entities = new java.util.ArrayList<Entity>();
        entities.add(sensor("position", "Position", "state", "positionSteps", "steps", ""));
        entities.add(
                new Entity(
                        "binary_sensor",
                        "moving",
                        "Moving",
                        "state",
                        "{{ 'ON' if value_json.moving else 'OFF' }}",
                        Optional.empty(),
                        Optional.of("moving")));
        if (state.temperatureCelsius().isPresent()) {
            entities.add(
                    sensor(
                            "temperature",
                            "Temperature",
                            "state",
                            "temperatureCelsius",
                            "°C",
                            "temperature"));
        }
        if (state.weather().isPresent()) {
            entities.add(
                    sensor(
                            "air_temperature",
                            "Air temperature",
                            "state",
                            "airTemperatureCelsius",
                            "°C",
                            "temperature"));
        }
        if (isFelt(Messages.air(state, air -> air.humidityPercent()))) {
            entities.add(
                    sensor("humidity", "Humidity", "state", "humidityPercent", "%", "humidity"));
        }
        if (isFelt(Messages.air(state, air -> air.dewPointCelsius()))) {
            entities.add(
                    sensor(
                            "dew_point",
                            "Dew point",
                            "state",
                            "dewPointCelsius",
                            "°C",
                            "temperature"));
        }
        entities.add(sensor("autofocus", "Autofocus", "autofocus", "outcome", "", ""));
        entities.add(sensor("hfr", "Half-flux radius", "autofocus", "hfrPixels", "px", ""));
        entities.add(
                sensor("best_focus", "Best focus", "autofocus", "bestPositionSteps", "steps", ""));
        return entities;
    }

    private static boolean isFelt(OptionalDouble value) {
        return value.isPresent();
    }

    private static Entity sensor(
            String id, String name, String topic, String key, String unit, String deviceClass) {
        return new Entity(
                "sensor",
                id,
                name,
                topic,
                "{{ value_json.%s }}".formatted(key),
                Optional.of(unit).filter(text -> !text.isEmpty()),
                Optional.of(deviceClass).filter(text -> !text.isEmpty()));
    }

    private static String message(Entity entity, HubFocuser focuser, BrokerSettings settings) {
        String root = settings.topic();
        String identity = "parfocal_" + focuser.identity();
        var json =
                new Json()
                        .put("name", entity.name())
                        .put("unique_id", identity + "_" + entity.id())
                        .put(
                                "state_topic",
                                "%s/%s/%s".formatted(root, focuser.id(), entity.topic()))
                        .put("value_template", entity.template());
        entity.unit().ifPresent(unit -> json.put("unit_of_measurement", unit));
        entity.deviceClass().ifPresent(kind -> json.put("device_class", kind));
        if (entity.unit().isPresent()) {
            json.put("state_class", "measurement");
        }
        return json.putObjects(
                        "availability",
                        List.of(
                                new Json().put("topic", root + "/status"),
                                new Json()
                                        .put(
                                                "topic",
                                                "%s/%s/status".formatted(root, focuser.id()))))
                .put("availability_mode", "all")
                .put(
                        "device",
                        new Json()
                                .putList("identifiers", List.of(identity))
                                .put("name", focuser.name())
                                .put("manufacturer", "Parfocal")
                                .put("model", focuser.plan().driverId()))
                .put("origin", new Json().put("name", "Parfocal"))
                .toString();
    }
}
