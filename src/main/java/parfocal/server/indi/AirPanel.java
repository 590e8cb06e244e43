package parfocal.server.indi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import parfocal.device.WeatherSensor.Weather;
import parfocal.hub.Client;
import parfocal.hub.FocuserState;
import parfocal.time.Pace;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// What a device feels: its own probe, and the air where it has a sensor for that.
final class AirPanel implements Panel {
    private static final String TEMPERATURE = "FOCUS_TEMPERATURE";
    private static final String PARAMETERS = "WEATHER_PARAMETERS";
    private static final String STATUS = "WEATHER_STATUS";
    private static final String UPDATE = "WEATHER_UPDATE";
    private static final String REFRESH = "WEATHER_REFRESH";
    private static final String GROUP = "Parameters";
    private static final NumberShape CELSIUS = new NumberShape("%6.2f", -50, 70, 0);
    private static final NumberShape AIR = new NumberShape("%4.2f", -50, 70, 0);
    // Above that, dew is near.
    private static final NumberShape HUMIDITY = new NumberShape("%4.2f", 0, 95, 0);
    private static final NumberShape PERIOD = new NumberShape("%4.0f", 5, 3_600, 5);

    /// What is felt at one moment.
    ///
    /// @param probeCelsius of a focuser's own thermometer
    record Felt(OptionalDouble probeCelsius, Optional<Weather> weather) {
        static Felt by(FocuserState state) {
            return new Felt(state.temperatureCelsius(), state.weather());
        }
    }

    private final Supplier<Felt> sensors;
    private final String device;
    private final States states;
    private final Pace pace;
    private OptionalDouble lastCelsius = OptionalDouble.empty();
    private Optional<Weather> shown = Optional.empty();
    private Instant shownAt = Instant.EPOCH;
    private Duration period = Duration.ofSeconds(5);

    AirPanel(Supplier<Felt> sensors, String device, States states, Pace pace) {
        this.sensors = sensors;
        this.device = device;
        this.states = states;
        this.pace = pace;
    }

    @Override
    public List<Property> properties() {
        Felt felt = sensors.get();
        var properties = new ArrayList<Property>();
        OptionalDouble celsius = felt.probeCelsius();
        if (celsius.isPresent()) {
            lastCelsius = celsius;
        }
        if (lastCelsius.isPresent()) {
            // A probe that fails shows its last number, and that it is no good.
            properties.add(
                    Draft.numbers(device, TEMPERATURE, "Temperature", Trade.MAIN)
                            .readOnly()
                            .atOnce()
                            .state(celsius.isPresent() ? PropertyState.OK : PropertyState.ALERT)
                            .number("TEMPERATURE", "Celsius", CELSIUS, lastCelsius.getAsDouble())
                            .property());
        }
        if (shown.isEmpty() || !pace.now().isBefore(shownAt.plus(period))) {
            refresh(felt);
        }
        shown.ifPresent(weather -> properties.addAll(air(weather, felt.weather().isPresent())));
        return properties;
    }

    @Override
    public PropertyState order(Asked asked, Client who) {
        if (asked.name().equals(UPDATE)) {
            period = Duration.ofSeconds(Math.round(asked.number("PERIOD")));
        } else {
            refresh(sensors.get());
        }
        return PropertyState.OK;
    }

    private void refresh(Felt felt) {
        if (felt.weather().isPresent()) {
            shown = felt.weather();
            shownAt = pace.now();
        }
    }

    private List<Property> air(Weather weather, boolean answers) {
        PropertyState state = answers ? PropertyState.OK : PropertyState.ALERT;
        Draft parameters =
                Draft.numbers(device, PARAMETERS, "Parameters", GROUP)
                        .readOnly()
                        .state(state)
                        .number(
                                "WEATHER_TEMPERATURE",
                                "Temperature (C)",
                                AIR,
                                weather.temperatureCelsius());
        weather.humidityPercent()
                .ifPresent(percent ->
                        parameters.number("WEATHER_HUMIDITY", "Humidity (%)", HUMIDITY, percent));
        weather.dewPointCelsius()
                .ifPresent(celsius ->
                        parameters.number("WEATHER_DEWPOINT", "Dew Point (C)", AIR, celsius));
        var properties = new ArrayList<Property>();
        properties.add(parameters.property());
        if (weather.humidityPercent().isPresent()) {
            PropertyState light =
                    HUMIDITY.allows(weather.humidityPercent().getAsDouble())
                            ? state
                            : PropertyState.ALERT;
            properties.add(
                    Draft.lights(device, STATUS, "Status", Trade.MAIN)
                            .state(light)
                            .light("WEATHER_HUMIDITY", "Humidity", light)
                            .property());
        }
        properties.add(
                Draft.numbers(device, UPDATE, "Update", Trade.MAIN)
                        .state(states.of(UPDATE, PropertyState.IDLE))
                        .number("PERIOD", "Period (s)", PERIOD, (double) period.toSeconds())
                        .property());
        properties.add(
                Draft.button(device, REFRESH, "Weather", Trade.MAIN, "REFRESH", "Refresh")
                        .state(states.of(REFRESH, PropertyState.IDLE))
                        .property());
        return properties;
    }
}
