package parfocal.server.mqtt;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.FocusResult;
import parfocal.device.WeatherSensor.Weather;
import parfocal.hub.Client;
import parfocal.hub.FocuserState;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.hub.RunState;
import parfocal.report.Json;

/// What is said on each topic, as JSON.
final class Messages {
    private Messages() {}

    static String state(HubFocuser focuser) {
        FocuserState state = focuser.state();
        return new Json()
                .put("positionSteps", state.positionSteps())
                .put("moving", state.moving())
                .put("targetSteps", state.targetSteps())
                .put("mover", state.mover().map(Client::toString).orElse(null))
                .put("owner", state.owner().orElse(null))
                .put("temperatureCelsius", state.temperatureCelsius())
                .put(
                        "airTemperatureCelsius",
                        air(state, air -> OptionalDouble.of(air.temperatureCelsius())))
                .put("humidityPercent", air(state, air -> air.humidityPercent()))
                .put("dewPointCelsius", air(state, air -> air.dewPointCelsius()))
                .put("trouble", state.trouble().orElse(null))
                .putList("warnings", state.warnings())
                .put("simulated", focuser.plan().simulated())
                .toString();
    }

    static String air(Weather weather) {
        return new Json()
                .put("airTemperatureCelsius", weather.temperatureCelsius())
                .put("humidityPercent", weather.humidityPercent())
                .put("dewPointCelsius", weather.dewPointCelsius())
                .toString();
    }

    static String move(HubEvent.Moved moved) {
        return new Json()
                .put("at", moved.at().toString())
                .put("orderedBy", moved.who().toString())
                .put("fromSteps", moved.fromSteps())
                .put("targetSteps", moved.targetSteps())
                .put("standsSteps", moved.standsSteps())
                .put("trouble", moved.trouble().orElse(null))
                .toString();
    }

    static String run(RunState run) {
        Optional<FocusResult> result = run.result();
        String outcome =
                run.isRunning()
                        ? "running"
                        : result.filter(FocusResult::accepted).isPresent() ? "accepted" : "refused";
        return new Json()
                .put("outcome", outcome)
                .put("orderedBy", run.orderedBy().toString())
                .put("beganAt", run.beganAt().toString())
                .put("endedAt", run.endedAt().map(Object::toString).orElse(null))
                .put(
                        "reason",
                        run.trouble()
                                .or(() ->
                                        result.flatMap(FocusResult::refusal)
                                                .map(refusal -> refusal.reason()))
                                .orElse(null))
                .put(
                        "bestPositionSteps",
                        number(result.flatMap(FocusResult::best).map(BestFocus::positionSteps)))
                .put(
                        "hfrPixels",
                        number(result.flatMap(FocusResult::proof).map(proof -> proof.hfrPixels())))
                .toString();
    }

    static String said(HubEvent.Said said) {
        return new Json()
                .put("at", said.at().toString())
                .put("gravity", said.gravity().name().toLowerCase(Locale.ROOT))
                .put("device", said.device())
                .put("sentence", said.sentence())
                .toString();
    }

    static OptionalDouble air(FocuserState state, Function<Weather, OptionalDouble> quantity) {
        return state.weather().map(quantity).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
