package parfocal.hub;

import java.time.Instant;
import java.util.Optional;
import parfocal.autofocus.AutofocusEvent;

/// What happens in the hub, for whoever watches: faces, history, log.
public sealed interface HubEvent {

    /// When it happened.
    Instant at();

    /// A focuser's state is new. Only the latest matters: a slow watcher sees fewer of these, never older ones.
    record FocuserChanged(Instant at, String focuserId, FocuserState state) implements HubEvent {}

    /// Presets, notes, clients, settings in the hub or the change meter of a focuser are not what they were; ask it.
    record FocuserDetailsChanged(Instant at, String focuserId) implements HubEvent {}

    /// A move is over, however it ended; each is told once, also where the states between came too quickly to be seen.
    ///
    /// @param at          when it was over
    /// @param who         ordered it
    /// @param beganAt     when the order was accepted; the focuser stood at `fromSteps` then
    /// @param standsSteps where it was seen at the end
    /// @param trouble     why it did not arrive; empty when it did
    record Moved(
            Instant at,
            String focuserId,
            Client who,
            Instant beganAt,
            int fromSteps,
            int targetSteps,
            int standsSteps,
            Optional<String> trouble)
            implements HubEvent {}

    /// A camera began or ended something.
    record CameraChanged(Instant at, String cameraId, CameraState state) implements HubEvent {}

    /// A filter wheel turns or stands.
    record WheelChanged(Instant at, String wheelId, WheelState state) implements HubEvent {}

    /// A sensor elsewhere was read, lost or found. Only the latest matters.
    record SensorChanged(Instant at, String sensorId, SensorState state) implements HubEvent {}

    /// The list of devices is not what it was.
    record DevicesChanged(Instant at) implements HubEvent {}

    /// A run went a step further.
    record RunWentOn(Instant at, String focuserId, AutofocusEvent event) implements HubEvent {}

    /// A run began or ended.
    record RunChanged(Instant at, String focuserId, RunState state) implements HubEvent {}

    /// What holds a focuser in focus is new; told when something else than the last digits has changed.
    record CompensationChanged(Instant at, String focuserId, CompensationState state)
            implements HubEvent {}

    /// A sentence for the log: who did what, or what went wrong.
    ///
    /// @param device its name
    record Said(Instant at, Gravity gravity, String device, String sentence) implements HubEvent {}

    /// How much a sentence matters.
    enum Gravity {
        NOTE,
        WARNING,
        TROUBLE
    }
}
