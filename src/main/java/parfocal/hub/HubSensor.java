package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.WeatherSensor.Weather;
import parfocal.device.WeatherStation;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// A sensor elsewhere as the hub reads it: opened, read every five seconds, lost, opened again.
public final class HubSensor extends Elsewhere {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);
    private static final int FAILURES_BORNE = 3;

    private final SensorPlan plan;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread tender;
    private Optional<WeatherStation> station = Optional.empty();
    private int failures;
    private Duration retry = FIRST_RETRY;
    private volatile SensorState state =
            new SensorState(new Availability.Connecting(), Instant.EPOCH, Optional.empty());

    HubSensor(SensorPlan plan, Memory memory, Events events, Pace pace) {
        super("sensor", plan.id(), plan.name(), memory, events, pace);
        this.plan = plan;
        this.tender =
                Thread.ofPlatform()
                        .daemon()
                        .name("sensor-" + plan.id())
                        .unstarted(this::keepLooking);
    }

    public SensorPlan plan() {
        return plan;
    }

    /// As last read; does not talk to the device.
    public SensorState state() {
        return state;
    }

    /// Reads it now, instead of when it is its turn.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] while it is away, with the reason
    public synchronized void refresh() throws DeviceException {
        WeatherStation open =
                station.orElseThrow(
                        () -> new DeviceException(new DeviceFault.NotConnected(name(), whyAway())));
        felt(open.weather());
    }

    /// Passes while it can be read.
    ///
    /// @throws DeviceException [DeviceFault.NotConnected] otherwise, with the reason
    public void requireReady() throws DeviceException {
        if (!state.availability().isReady()) {
            throw new DeviceException(new DeviceFault.NotConnected(name(), whyAway()));
        }
    }

    private String whyAway() {
        return state.availability() instanceof Availability.Unavailable(_, String reason)
                ? reason
                : "it is being opened at %s; try again in a moment.".formatted(plan.address());
    }

    void begin() {
        tender.start();
    }

    private void keepLooking() {
        try {
            Duration wait = look();
            while (!closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = look();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// One look.
    ///
    /// @return when to look again
    synchronized Duration look() throws InterruptedException {
        try {
            boolean fresh = station.isEmpty();
            WeatherStation open = fresh ? plan.plug().open() : station.orElseThrow();
            station = Optional.of(open);
            felt(open.weather());
            failures = 0;
            retry = FIRST_RETRY;
            if (fresh) {
                say(Gravity.NOTE, "answers at %s.".formatted(plan.address()));
            }
            return BETWEEN_LOOKS;
        } catch (DeviceException trouble) {
            failures++;
            boolean borne =
                    station.isPresent()
                            && failures < FAILURES_BORNE
                            && !(trouble.fault() instanceof DeviceFault.NotConnected);
            if (borne) {
                return FIRST_RETRY;
            }
            drop(why(trouble.fault()));
            Duration now = retry;
            retry = retry.multipliedBy(2);
            retry = retry.compareTo(LONGEST_RETRY) < 0 ? retry : LONGEST_RETRY;
            return now;
        }
    }

    /// Whoever shows it says already that it is not connected.
    private static String why(DeviceFault fault) {
        return fault instanceof DeviceFault.NotConnected(_, String reason)
                ? reason
                : fault.message();
    }

    private void felt(Optional<Weather> weather) {
        Availability ready =
                state.availability().isReady()
                        ? state.availability()
                        : new Availability.Ready(pace().now());
        show(new SensorState(ready, pace().now(), weather));
    }

    private void drop(String reason) {
        letGo();
        boolean told =
                state.availability() instanceof Availability.Unavailable(_, String before)
                        && before.equals(reason);
        if (!told) {
            show(
                    new SensorState(
                            new Availability.Unavailable(pace().now(), reason),
                            state.seenAt(),
                            Optional.empty()));
            say(Gravity.TROUBLE, "not connected: " + reason);
        }
    }

    private void letGo() {
        station.ifPresent(WeatherStation::close);
        station = Optional.empty();
        failures = 0;
    }

    void close() {
        closing.countDown();
        tender.interrupt();
        synchronized (this) {
            letGo();
        }
    }

    private void show(SensorState fresh) {
        state = fresh;
        events().tell(new HubEvent.SensorChanged(pace().now(), plan.id(), fresh));
    }
}
