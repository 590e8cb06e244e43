package parfocal.server.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import parfocal.device.DeviceException;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaError;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.AlpacaValue;

/// A source of air as Alpaca's ObservingConditions, interface version 2.
final class ServedAir implements Served {
    private static final double MILLIS_PER_HOUR = 3_600_000;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final Members<ServedAir> MEMBERS = members();

    private final AirSource source;
    private final Pace pace;
    private final Attendance attendance;
    private final AirHistory history = new AirHistory();
    // A sensor once felt stays offered: devices do not come and go with a loose plug.
    private final Set<AirSensor> offered = EnumSet.noneOf(AirSensor.class);
    private volatile Duration period = Duration.ZERO;

    ServedAir(AirSource source, Pace pace) {
        this.source = source;
        this.pace = pace;
        this.attendance = new Attendance(_ -> source.awaitReady(pace), pace);
    }

    private static Members<ServedAir> members() {
        var members = new Members<ServedAir>();
        for (AirSensor sensor : AirSensor.values()) {
            members.get(sensor.path(), (air, _) -> AlpacaValue.of(air.value(sensor)));
        }
        return members.get(
                        "averageperiod",
                        (air, _) -> AlpacaValue.of(air.period.toMillis() / MILLIS_PER_HOUR))
                .put("averageperiod", (air, ask) -> air.average(ask.decimal("AveragePeriod")))
                .put("refresh", (air, _) -> air.source.refresh())
                .get(
                        "sensordescription",
                        (air, ask) ->
                                AlpacaValue.of(
                                        "%s, felt by %s"
                                                .formatted(
                                                        air.sensor(ask.text("SensorName"))
                                                                .description(),
                                                        air.source.device())))
                .get(
                        "timesincelastupdate",
                        (air, ask) -> AlpacaValue.of(air.ageSeconds(ask.text("SensorName"))));
    }

    /// Takes note of the present reading, for averages.
    void look() {
        present().ifPresent(history::add);
    }

    @Override
    public AlpacaType type() {
        return AlpacaType.OBSERVING_CONDITIONS;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public String origin() {
        return source.origin();
    }

    @Override
    public UUID uniqueId() {
        return source.identity();
    }

    @Override
    public boolean isStillThere() {
        return source.isStillThere();
    }

    @Override
    public Attendance attendance() {
        return attendance;
    }

    @Override
    public void requireReady() throws DeviceException {
        source.requireReady();
    }

    @Override
    public Map<String, AlpacaValue> state() {
        var state = new LinkedHashMap<String, AlpacaValue>();
        Optional<Air> air = present();
        for (AirSensor sensor : AirSensor.values()) {
            air.map(sensor::of)
                    .filter(OptionalDouble::isPresent)
                    .ifPresent(felt ->
                            state.put(
                                    sensor.spelling(),
                                    AlpacaValue.of(averaged(sensor, felt.getAsDouble()))));
        }
        return state;
    }

    @Override
    public Optional<AlpacaValue> answer(boolean reading, String member, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        return MEMBERS.answer(this, reading, member, ask);
    }

    private Optional<Air> present() {
        Optional<Air> air = source.air();
        synchronized (offered) {
            for (AirSensor sensor : AirSensor.values()) {
                if (air.isPresent() && sensor.of(air.get()).isPresent()) {
                    offered.add(sensor);
                }
            }
        }
        return air;
    }

    private double value(AirSensor sensor) throws Refusal {
        Optional<Air> air = present();
        requireOffered(sensor);
        OptionalDouble felt = air.map(sensor::of).orElse(OptionalDouble.empty());
        return averaged(
                sensor,
                felt.orElseThrow(() ->
                        new Refusal(
                                AlpacaError.INVALID_OPERATION,
                                "The sensor for %s at %s gives nothing just now. Is it plugged in?"
                                        .formatted(sensor.spelling(), source.device()))));
    }

    private double averaged(AirSensor sensor, double felt) {
        return period.isZero() ? felt : history.mean(sensor::of, felt, pace.now().minus(period));
    }

    private void average(double hours) throws Refusal {
        double longest = AirHistory.LONGEST.toMillis() / MILLIS_PER_HOUR;
        if (hours < 0 || hours > longest) {
            throw Refusal.invalid(
                    "Averages are taken over 0 to %.0f hours, not %s.".formatted(longest, hours));
        }
        period = Duration.ofMillis(Math.round(hours * MILLIS_PER_HOUR));
    }

    private AirSensor sensor(String name) throws Refusal {
        AirSensor sensor =
                AirSensor.named(name)
                        .orElseThrow(
                                () -> Refusal.invalid("There is no sensor '%s'.".formatted(name)));
        var _ = present();
        requireOffered(sensor);
        return sensor;
    }

    private void requireOffered(AirSensor sensor) throws Refusal {
        synchronized (offered) {
            if (!offered.contains(sensor)) {
                throw Refusal.notImplemented(
                        "%s has no sensor for %s.".formatted(source.device(), sensor.spelling()));
            }
        }
    }

    /// @param name of a sensor; empty: of whichever was read last
    private double ageSeconds(String name) throws Refusal {
        if (!name.isEmpty()) {
            var _ = sensor(name);
        }
        Instant seenAt = source.seenAt();
        return seenAt.equals(Instant.EPOCH)
                ? -1
                : Duration.between(seenAt, pace.now()).toMillis() / MILLIS_PER_SECOND;
    }
}
