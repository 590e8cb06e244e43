package parfocal.hub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the hub knows around one of its focusers.
final class Around implements Surroundings {
    private final Hub hub;
    private final String focuserId;

    Around(Hub hub, String focuserId) {
        this.hub = hub;
        this.focuserId = focuserId;
    }

    @Override
    public OptionalDouble celsius(String sensorId) {
        Optional<HubSensor> sensor = hub.sensor(sensorId);
        return sensor.isPresent() ? celsius(sensor.get()) : ofFocuser(sensorId);
    }

    private static OptionalDouble celsius(HubSensor sensor) {
        return sensor.state()
                .weather()
                .map(weather -> OptionalDouble.of(weather.temperatureCelsius()))
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble ofFocuser(String id) {
        Optional<FocuserState> state =
                hub.focuser(id)
                        .map(HubFocuser::state)
                        .filter(seen -> seen.availability().isReady());
        OptionalDouble probe =
                state.map(FocuserState::temperatureCelsius).orElse(OptionalDouble.empty());
        return probe.isPresent()
                ? probe
                : state.flatMap(FocuserState::weather)
                        .map(weather -> OptionalDouble.of(weather.temperatureCelsius()))
                        .orElse(OptionalDouble.empty());
    }

    @Override
    public boolean exposing() {
        return hub.cameras().stream()
                .filter(camera -> camera.plan().focuserId().orElse(focuserId).equals(focuserId))
                .anyMatch(camera -> camera.state().exposing());
    }

    @Override
    public String filter() {
        return wheel().flatMap(wheel -> wheel.state().filter()).orElse("");
    }

    /// The wheel before the focuser: the one that was configured for it, or the only one there is.
    Optional<HubWheel> wheel() {
        List<HubWheel> meant =
                hub.wheels().stream()
                        .filter(wheel -> wheel.plan().focuserId().equals(Optional.of(focuserId)))
                        .toList();
        List<HubWheel> candidates =
                meant.isEmpty()
                        ? hub.wheels().stream()
                                .filter(wheel -> wheel.plan().focuserId().isEmpty())
                                .toList()
                        : meant;
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }
}
