package parfocal.server.metrics;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.FocusResult;
import parfocal.device.WeatherSensor.Weather;
import parfocal.hub.Availability;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.hub.RunState;
import parfocal.server.Face;

/// `/metrics`. Counters count from the hub's start.
public final class MetricsFace implements Face, AutoCloseable {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final Duration LISTENING = Duration.ofSeconds(5);
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Hub hub;
    private final String version;
    private final Events.Watch watch;
    private final Thread counting;
    private final Map<String, Integer> moves = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> failedMoves = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> accepted = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> refused = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> troubles = new ConcurrentSkipListMap<>();

    public MetricsFace(Hub hub, String version) {
        this.hub = hub;
        this.version = version;
        this.watch = hub.events().watch();
        this.counting = Thread.ofVirtual().name("metrics").start(this::count);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(
                "/metrics",
                context -> {
                    var _ = context.contentType(CONTENT_TYPE).result(text());
                });
    }

    @Override
    public void close() {
        watch.close();
        counting.interrupt();
    }

    private void count() {
        try {
            while (true) {
                watch.next(LISTENING).ifPresent(this::count);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(HubEvent event) {
        if (event instanceof HubEvent.Moved moved) {
            moves.merge(moved.focuserId(), 1, Integer::sum);
            if (moved.trouble().isPresent()) {
                failedMoves.merge(moved.focuserId(), 1, Integer::sum);
            }
        } else if (event instanceof HubEvent.RunChanged(_, String id, RunState run)
                && !run.isRunning()) {
            (isAccepted(run) ? accepted : refused).merge(id, 1, Integer::sum);
        } else if (event instanceof HubEvent.Said said
                && said.gravity() == HubEvent.Gravity.TROUBLE) {
            troubles.merge(said.device(), 1, Integer::sum);
        }
    }

    private static boolean isAccepted(RunState run) {
        return run.result().filter(FocusResult::accepted).isPresent();
    }

    String text() {
        var text = new MetricsText();
        text.family("parfocal_info", "gauge", "The running hub.").sample(1, "version", version);
        available(text);
        focusers(text);
        sensors(text);
        runs(text);
        counter(text, "parfocal_moves_total", "Moves that are over, however they ended.", moves);
        counter(
                text,
                "parfocal_moves_failed_total",
                "Moves that did not arrive, halted ones among them.",
                failedMoves);
        text.family("parfocal_autofocus_runs_total", "counter", "Runs that are over.");
        accepted.forEach((id, count) -> text.sample(count, "focuser", id, "outcome", "accepted"));
        refused.forEach((id, count) -> text.sample(count, "focuser", id, "outcome", "refused"));
        text.family("parfocal_troubles_total", "counter", "Sentences about something wrong.");
        troubles.forEach((device, count) -> text.sample(count, "about", device));
        return text.toString();
    }

    private void available(MetricsText text) {
        text.family(
                "parfocal_device_available",
                "gauge",
                "1 where the device answers, 0 where it does not; a camera or wheel that nobody has used yet is not listed.");
        hub.focusers()
                .forEach(focuser ->
                        available(text, focuser.state().availability(), "focuser", focuser.id()));
        hub.cameras()
                .forEach(camera ->
                        available(text, camera.state().availability(), "camera", camera.id()));
        hub.wheels()
                .forEach(wheel ->
                        available(text, wheel.state().availability(), "filter-wheel", wheel.id()));
        hub.sensors()
                .forEach(sensor ->
                        available(text, sensor.state().availability(), "sensor", sensor.id()));
    }

    private static void available(
            MetricsText text, Availability availability, String kind, String id) {
        if (!(availability instanceof Availability.Unused)) {
            text.sample(flag(availability.isReady()), "kind", kind, "device", id);
        }
    }

    private void sensors(MetricsText text) {
        sensor(
                text,
                "parfocal_sensor_temperature_celsius",
                "Of a sensor elsewhere.",
                weather -> OptionalDouble.of(weather.temperatureCelsius()));
        sensor(
                text,
                "parfocal_sensor_humidity_percent",
                "Relative, of a sensor elsewhere.",
                Weather::humidityPercent);
        sensor(
                text,
                "parfocal_sensor_dew_point_celsius",
                "Of a sensor elsewhere.",
                Weather::dewPointCelsius);
    }

    private void sensor(
            MetricsText text,
            String name,
            String help,
            Function<Weather, OptionalDouble> quantity) {
        text.family(name, "gauge", help);
        hub.sensors()
                .forEach(sensor ->
                        text.sample(
                                sensor.state()
                                        .weather()
                                        .map(quantity)
                                        .orElse(OptionalDouble.empty()),
                                "sensor",
                                sensor.id()));
    }

    private void focusers(MetricsText text) {
        List<HubFocuser> ready =
                hub.focusers().stream()
                        .filter(focuser ->
                                focuser.state().availability() instanceof Availability.Ready)
                        .toList();
        each(
                text,
                ready,
                "parfocal_focuser_position_steps",
                "Where it stands; larger is outward.",
                focuser -> OptionalDouble.of(focuser.state().positionSteps()));
        each(
                text,
                ready,
                "parfocal_focuser_moving",
                "1 while it moves.",
                focuser -> OptionalDouble.of(flag(focuser.state().moving())));
        each(
                text,
                ready,
                "parfocal_focuser_temperature_celsius",
                "Of its own probe.",
                focuser -> focuser.state().temperatureCelsius());
        each(
                text,
                ready,
                "parfocal_air_temperature_celsius",
                "Of its sensor in the air.",
                focuser ->
                        air(focuser, weather -> OptionalDouble.of(weather.temperatureCelsius())));
        each(
                text,
                ready,
                "parfocal_air_humidity_percent",
                "Relative, of its sensor in the air.",
                focuser -> air(focuser, Weather::humidityPercent));
        each(
                text,
                ready,
                "parfocal_air_dew_point_celsius",
                "Below this, glass fogs.",
                focuser -> air(focuser, Weather::dewPointCelsius));
    }

    private void runs(MetricsText text) {
        List<HubFocuser> all = hub.focusers();
        each(
                text,
                all,
                "parfocal_autofocus_last_end_seconds",
                "When the last run ended, since 1970.",
                focuser ->
                        of(
                                over(focuser)
                                        .flatMap(RunState::endedAt)
                                        .map(at -> at.toEpochMilli() / MILLIS_PER_SECOND)));
        each(
                text,
                all,
                "parfocal_autofocus_last_accepted",
                "1 where the last run was proven.",
                focuser -> of(over(focuser).map(run -> flag(isAccepted(run)))));
        each(
                text,
                all,
                "parfocal_autofocus_last_hfr_pixels",
                "Half-flux radius of the last proof.",
                focuser ->
                        of(
                                over(focuser)
                                        .flatMap(RunState::result)
                                        .flatMap(FocusResult::proof)
                                        .map(proof -> proof.hfrPixels())));
        each(
                text,
                all,
                "parfocal_autofocus_last_best_position_steps",
                "Best focus of the last curve.",
                focuser ->
                        of(
                                over(focuser)
                                        .flatMap(RunState::result)
                                        .flatMap(FocusResult::best)
                                        .map(BestFocus::positionSteps)));
    }

    private Optional<RunState> over(HubFocuser focuser) {
        return hub.runs().latest(focuser.id()).filter(run -> !run.isRunning());
    }

    private static void each(
            MetricsText text,
            List<HubFocuser> focusers,
            String name,
            String help,
            Function<HubFocuser, OptionalDouble> value) {
        text.family(name, "gauge", help);
        focusers.forEach(focuser -> text.sample(value.apply(focuser), "focuser", focuser.id()));
    }

    private static void counter(
            MetricsText text, String name, String help, Map<String, Integer> counts) {
        text.family(name, "counter", help);
        counts.forEach((id, count) -> text.sample(count, "focuser", id));
    }

    private static OptionalDouble air(
            HubFocuser focuser, Function<Weather, OptionalDouble> quantity) {
        return focuser.state().weather().map(quantity).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble of(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static double flag(boolean value) {
        return value ? 1 : 0;
    }
}
