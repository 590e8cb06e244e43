package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import parfocal.compensation.FocusHold;
import parfocal.device.Setting;
import parfocal.time.Pace;

/// Why a focuser is not compensated: what lacks for knowing how many steps are due, and what stands in the way of a move by itself.
final class Readiness {
    // Sensors elsewhere are read every five seconds, and may be lost for a moment.
    private static final Duration SILENT = Duration.ofMinutes(2);

    private final HubFocuser focuser;
    private final FocusHold hold;
    private final Surroundings surroundings;
    private final Pace pace;
    // Whether the reference is younger than the start.
    private boolean live;
    private Instant stillUntil = Instant.EPOCH;
    private Optional<Instant> feltAt = Optional.empty();

    Readiness(
            HubFocuser focuser,
            FocusHold hold,
            Surroundings surroundings,
            Pace pace) {
        this.focuser = focuser;
        this.hold = hold;
        this.surroundings = surroundings;
        this.pace = pace;
    }

    boolean isLive() {
        return live;
    }

    /// Whether somebody has focused since the start.
    void live(boolean focused) {
        live = focused;
    }

    void keepStill(Duration time) {
        stillUntil = pace.now().plus(time);
    }

    /// The thermometer has said something.
    ///
    /// @return when
    Instant felt() {
        Instant now = pace.now();
        feltAt = Optional.of(now);
        return now;
    }

    /// What is wrong with the thermometer.
    Optional<String> fault() {
        return hold.fault()
                .or(() ->
                        feltAt.filter(at -> pace.now().isAfter(at.plus(SILENT)))
                                .map(at ->
                                        "it has said nothing for %d minutes%s"
                                                .formatted(
                                                        Duration.between(at, pace.now())
                                                                .toMinutes(),
                                                        hold.settings()
                                                                .sensorId()
                                                                .map(
                                                                        ". Is the sensor %s connected?"
                                                                                ::formatted)
                                                                .orElse(""))));
    }

    /// Why it does not move by itself.
    Optional<String> waiting() {
        FocuserState state = focuser.state();
        if (!state.availability().isReady()) {
            return Optional.of("it is not connected");
        }
        return missing()
                .or(() -> state.owner().map(owner -> owner + " has it"))
                .or(() -> state.moving() ? Optional.of("it is moving") : Optional.empty())
                .or(() ->
                        surroundings.exposing()
                                ? Optional.of("a camera exposes")
                                : Optional.empty())
                .or(() ->
                        pace.now().isBefore(stillUntil)
                                ? Optional.of("a client wants it still")
                                : Optional.empty())
                .or(() ->
                        live
                                ? Optional.empty()
                                : Optional.of(
                                        "the program was started anew; it goes on after the next focusing, or after one `parfocal compensate`"));
    }

    /// What lacks for knowing how many steps are due.
    Optional<String> missing() {
        if (hold.settings().law().isEmpty()) {
            return Optional.of(
                    "no coefficient is set; type one (`parfocal compensation --coefficient N`) or learn one from points");
        }
        if (deviceCompensates()) {
            return Optional.of(
                    "it compensates by itself (its setting 'compensation'); switch one of the two off");
        }
        Optional<String> fault = fault();
        if (fault.isPresent()) {
            return Optional.of("its thermometer is not to be believed: " + fault.get());
        }
        if (hold.celsius().isEmpty()) {
            return Optional.of("there is no temperature; choose a sensor that has one");
        }
        return hold.reference().isEmpty()
                ? Optional.of("nobody has focused yet; focus once, by hand or by autofocus")
                : Optional.empty();
    }

    private boolean deviceCompensates() {
        return focuser.state().settings().stream()
                .filter(setting -> setting.name().equals("compensation"))
                .map(Setting::value)
                .anyMatch(value -> value.equals("automatic") || value.equals("on"));
    }
}
