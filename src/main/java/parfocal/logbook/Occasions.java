package parfocal.logbook;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import parfocal.autofocus.FocusResult;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.history.Run;
import parfocal.history.Run.Verdict;
import parfocal.hub.Availability;
import parfocal.hub.CompensationState;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.hub.HubEvent;
import parfocal.hub.HubEvent.Gravity;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubWheel;
import parfocal.hub.RunState;
import parfocal.report.FocusJson;

/// Which events of the hub are occasions for a hook.
final class Occasions {
    private final Hub hub;
    private final Hooks hooks;
    private final Map<String, Boolean> present = new HashMap<>();
    private final Map<String, Boolean> lasting = new HashMap<>();

    Occasions(Hub hub, Hooks hooks) {
        this.hub = hub;
        this.hooks = hooks;
        // A device that is lost before its first event was heard is lost all the same.
        hub.focusers().stream()
                .filter(focuser -> focuser.state().availability().isReady())
                .forEach(focuser -> present.put("focuser " + focuser.id(), true));
    }

    void hear(HubEvent event) {
        if (event instanceof HubEvent.FocuserChanged(_, String id, var state)) {
            String name = hub.focuser(id).map(HubFocuser::name).orElse(id);
            presence(event, "focuser", id, name, state.availability());
        } else if (event instanceof HubEvent.CameraChanged(_, String id, var state)) {
            String name = hub.camera(id).map(HubCamera::name).orElse(id);
            presence(event, "camera", id, name, state.availability());
        } else if (event instanceof HubEvent.WheelChanged(_, String id, var state)) {
            String name = hub.wheel(id).map(HubWheel::name).orElse(id);
            presence(event, "filter-wheel", id, name, state.availability());
        } else if (event instanceof HubEvent.RunChanged(_, _, RunState run)) {
            run(event, run);
        } else if (event instanceof HubEvent.CompensationChanged(_, String id, var state)) {
            compensation(event, id, state);
        } else if (event instanceof HubEvent.Moved moved) {
            hooks.run(
                    new Occasion("moved", moved.at())
                            .put("focuser", moved.focuserId())
                            .put("orderedBy", moved.who().toString())
                            .put("fromSteps", moved.fromSteps())
                            .put("targetSteps", moved.targetSteps())
                            .put("positionSteps", moved.standsSteps())
                            .put("trouble", moved.trouble()));
        } else if (event instanceof HubEvent.Said said
                && said.gravity() == Gravity.TROUBLE
                // A hook that fails must not call itself.
                && !said.device().startsWith(Hooks.ABOUT)) {
            hooks.run(
                    new Occasion("trouble", said.at())
                            .put("device", said.device())
                            .put("sentence", said.sentence()));
        }
    }

    private void presence(
            HubEvent event, String kind, String id, String name, Availability availability) {
        boolean here;
        String reason;
        switch (availability) {
            case Availability.Ready _ -> {
                here = true;
                reason = "";
            }
            case Availability.Unavailable gone -> {
                here = false;
                reason = gone.reason();
            }
            case Availability.Unused(), Availability.Connecting() -> {
                return;
            }
        }
        Boolean before = present.put(kind + " " + id, here);
        if (before != null && before != here) {
            hooks.run(
                    new Occasion(here ? "device-back" : "device-lost", event.at())
                            .put("kind", kind)
                            .put("device", id)
                            .put("name", name)
                            .put("reason", reason));
        }
    }

    /// Once each time that more is due than is to be left undone, and each time it is time to focus anew.
    private void compensation(HubEvent event, String id, CompensationState state) {
        boolean due =
                state.settings().mode() != Mode.OFF
                        && Math.abs(state.dueSteps().orElse(0)) > state.settings().thresholdSteps();
        if (begins("due " + id, due)) {
            hooks.run(
                    new Occasion("compensation-due", event.at())
                            .put("focuser", id)
                            .put("dueSteps", state.dueSteps())
                            .put("targetSteps", state.targetSteps())
                            .put("temperatureCelsius", state.celsius())
                            .put("waiting", state.waiting()));
        }
        if (begins("advice " + id, state.advice().isPresent())) {
            hooks.run(
                    new Occasion("focus-advised", event.at())
                            .put("focuser", id)
                            .put("temperatureCelsius", state.celsius())
                            .put("reason", state.advice()));
        }
    }

    private boolean begins(String what, boolean now) {
        return !Boolean.TRUE.equals(lasting.put(what, now)) && now;
    }

    private void run(HubEvent event, RunState state) {
        if (state.isRunning()) {
            hooks.run(
                    new Occasion("autofocus-begun", event.at())
                            .put("focuser", state.focuserId())
                            .put("camera", state.cameraId())
                            .put("orderedBy", state.orderedBy().toString()));
            return;
        }
        Run run = Keeping.run(state, hub);
        var occasion =
                new Occasion(
                                run.verdict() == Verdict.ACCEPTED
                                        ? "autofocus-done"
                                        : "autofocus-refused",
                                event.at())
                        .put("focuser", run.focuserId())
                        .put("camera", run.cameraId())
                        .put("orderedBy", run.orderedBy())
                        .put("reason", run.reason())
                        .put("bestPositionSteps", run.bestSteps())
                        .put("sigmaSteps", run.sigmaSteps())
                        .put("hfrPixels", run.hfrPixels())
                        .put("temperatureCelsius", run.temperatureCelsius())
                        .put("filter", run.filter());
        hub.focuser(run.focuserId())
                .ifPresent(
                        focuser -> occasion.put("positionSteps", focuser.state().positionSteps()));
        state.result()
                .map((FocusResult result) -> FocusJson.ofRun(result, OptionalDouble.empty()))
                .ifPresent(result -> occasion.put("result", result));
        hooks.run(occasion);
    }
}
