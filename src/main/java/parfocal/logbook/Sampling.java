package parfocal.logbook;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import parfocal.history.AirReading;
import parfocal.history.Note;
import parfocal.history.Reading;
import parfocal.hub.Availability;
import parfocal.hub.FocuserState;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubSensor;
import parfocal.hub.SensorState;
import parfocal.time.Pace;

/// Looks at the state of every focuser and every sensor twice a second and makes one reading of each interval; devices are not asked for it.
/// What a device that is away last said is no reading.
final class Sampling {
    private static final Duration LOOK = Duration.ofMillis(500);
    // Notes are saved as they are typed; a version that stood for a minute is worth keeping.
    private static final Duration STANDS = Duration.ofMinutes(1);

    private record Typed(String text, Instant since, boolean kept) {}

    private final Hub hub;
    private final Pace pace;
    private final Duration interval;
    private final Consumer<Reading> readings;
    private final Consumer<AirReading> air;
    private final Consumer<Note> notes;
    private final Map<String, Averages> gathered = new HashMap<>();
    private final Map<String, Averages> gatheredAir = new HashMap<>();
    private final Map<String, Typed> typed = new HashMap<>();
    private Instant began;

    /// @param interval of one reading; intervals begin at whole multiples of it
    Sampling(
            Hub hub,
            Pace pace,
            Duration interval,
            Consumer<Reading> readings,
            Consumer<AirReading> air,
            Consumer<Note> notes) {
        this.hub = hub;
        this.pace = pace;
        this.interval = interval;
        this.readings = readings;
        this.air = air;
        this.notes = notes;
        this.began = beginning(pace.now());
    }

    /// Until the thread is interrupted.
    void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                pace.pause(LOOK);
                look();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        Instant now = pace.now();
        Instant interval = beginning(now);
        if (!interval.equals(began)) {
            take();
            began = interval;
        }
        for (HubFocuser focuser : hub.focusers()) {
            FocuserState state = focuser.state();
            if (state.availability() instanceof Availability.Ready) {
                gathered.computeIfAbsent(focuser.id(), _ -> new Averages()).add(state);
            }
            lookAtNotes(focuser, now);
        }
        for (HubSensor sensor : hub.sensors()) {
            SensorState state = sensor.state();
            if (state.availability() instanceof Availability.Ready) {
                state.weather()
                        .ifPresent(
                                gatheredAir.computeIfAbsent(sensor.id(), _ -> new Averages())::add);
            }
        }
    }

    private void take() {
        gathered.forEach((focuserId, averages) -> {
            if (!averages.isEmpty()) {
                readings.accept(averages.take(began, focuserId));
            }
        });
        gatheredAir.forEach((sensorId, averages) -> {
            if (!averages.isEmpty()) {
                air.accept(averages.takeAir(began, sensorId));
            }
        });
    }

    private void lookAtNotes(HubFocuser focuser, Instant now) {
        String text = focuser.notes();
        Typed before = typed.get(focuser.id());
        if (before == null) {
            typed.put(focuser.id(), new Typed(text, now, true));
        } else if (!before.text().equals(text)) {
            typed.put(focuser.id(), new Typed(text, now, false));
        } else if (!before.kept() && !now.isBefore(before.since().plus(STANDS))) {
            notes.accept(new Note(before.since(), focuser.id(), text));
            typed.put(focuser.id(), new Typed(text, before.since(), true));
        }
    }

    private Instant beginning(Instant moment) {
        long width = interval.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), width) * width);
    }
}
