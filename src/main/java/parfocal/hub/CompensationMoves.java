package parfocal.hub;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.compensation.FocusHold;
import parfocal.device.DeviceException;
import parfocal.hub.HubEvent.Gravity;

/// The moves of a compensation: always ending in the approach direction, and known to the one who watches where the focuser stands.
final class CompensationMoves {
    private static final Client SELF = new Client("compensation", "");
    // The play of one run is known to some tens of percent.
    private static final double OVERSHOOT_PER_PLAY = 1.5;

    private final HubFocuser focuser;
    private final FocusHold hold;
    private final HeldPlace place;
    private final CompensationNews news;
    private OptionalDouble playSteps;

    CompensationMoves(
            HubFocuser focuser,
            FocusHold hold,
            HeldPlace place,
            CompensationNews news,
            OptionalDouble playSteps) {
        this.focuser = focuser;
        this.hold = hold;
        this.place = place;
        this.news = news;
        this.playSteps = playSteps;
    }

    /// That the latest run noticed.
    OptionalDouble playSteps() {
        return playSteps;
    }

    /// A run that notices none takes back nothing.
    void noticed(OptionalDouble newPlaySteps) {
        playSteps = newPlaySteps.isPresent() ? newPlaySteps : playSteps;
    }

    /// How far to overshoot where the hub takes up no play: half as much again as the latest run noticed.
    int overshootSteps() {
        return (int) Math.ceil(OVERSHOOT_PER_PLAY * playSteps.orElse(0));
    }

    void goByItself(int targetSteps) {
        try {
            go(targetSteps, SELF);
            news.went(Optional.empty());
        } catch (DeviceException refused) {
            news.went(Optional.of(refused.fault().message()));
        }
    }

    void go(int targetSteps, Client who) throws DeviceException {
        double due = hold.targetSteps().orElseThrow() - focuser.state().positionSteps();
        focuser.arrive(targetSteps, overshootSteps(), who);
        place.expect(targetSteps);
        news.say(
                Gravity.NOTE,
                "compensates %+.1f steps for %.1f °C."
                        .formatted(due, hold.celsius().orElseThrow()));
    }
}
