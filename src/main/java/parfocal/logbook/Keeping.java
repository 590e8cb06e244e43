package parfocal.logbook;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.FocusResult;
import parfocal.curve.Proof;
import parfocal.history.CompensationPoint;
import parfocal.history.CompensationPoint.Source;
import parfocal.history.Fact;
import parfocal.history.Move;
import parfocal.history.Points;
import parfocal.history.Run;
import parfocal.history.Run.Verdict;
import parfocal.hub.FocuserState;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubWheel;
import parfocal.hub.KeptPoint;
import parfocal.hub.RunState;
import parfocal.hub.WheelState;
import parfocal.report.FocusJson;
import parfocal.report.Json;

/// What of the hub's events goes into the history.
final class Keeping {
    private final Hub hub;
    private final Map<String, List<KeptPoint>> copied = new HashMap<>();

    Keeping(Hub hub) {
        this.hub = hub;
    }

    Optional<Fact> of(HubEvent event) {
        if (event instanceof HubEvent.Moved moved) {
            return Optional.of(
                    new Move(
                            moved.beganAt(),
                            moved.at(),
                            moved.focuserId(),
                            moved.fromSteps(),
                            moved.targetSteps(),
                            moved.standsSteps(),
                            moved.who().toString(),
                            moved.trouble()));
        }
        if (event instanceof HubEvent.RunChanged(_, _, RunState run) && !run.isRunning()) {
            return Optional.of(run(run, hub));
        }
        if (event instanceof HubEvent.CompensationChanged(_, String id, _)) {
            Optional<List<KeptPoint>> points =
                    hub.compensation(id).map(compensation -> compensation.calculator().all());
            // Told after each change of a point, and often without one.
            return points.filter(now -> !now.equals(copied.put(id, now)))
                    .map(now -> points(event.at(), id, now));
        }
        return Optional.empty();
    }

    private static Points points(Instant at, String focuserId, List<KeptPoint> kept) {
        return new Points(
                at,
                focuserId,
                kept.stream()
                        .map(each ->
                                new CompensationPoint(
                                        each.number(),
                                        each.at(),
                                        source(each.source()),
                                        each.point().night(),
                                        each.point().filter(),
                                        each.point().celsius(),
                                        each.point().positionSteps(),
                                        each.point().sigmaSteps()))
                        .toList());
    }

    private static Source source(KeptPoint.Source source) {
        return switch (source) {
            case TYPED -> Source.TYPED;
            case READING -> Source.READING;
            case RUN -> Source.RUN;
        };
    }

    static Run run(RunState run, Hub hub) {
        Optional<FocusResult> result = run.result();
        var curve = result.flatMap(FocusResult::fit);
        return new Run(
                run.beganAt(),
                run.endedAt().orElse(run.beganAt()),
                run.focuserId(),
                run.cameraId(),
                run.orderedBy().toString(),
                verdict(run),
                run.trouble().or(() -> result.flatMap(FocusResult::refusal).map(no -> no.reason())),
                number(curve.map(fit -> fit.fit().curve().bestPositionSteps())),
                number(curve.map(fit -> fit.fit().sigmaSteps())),
                number(result.flatMap(FocusResult::proof).map(Proof::hfrPixels)),
                hub.focuser(run.focuserId())
                        .map(focuser -> temperature(focuser.state()))
                        .orElse(OptionalDouble.empty()),
                filter(run.focuserId(), hub),
                result.map(known -> FocusJson.ofRun(known, OptionalDouble.empty()))
                        .orElseGet(() ->
                                new Json()
                                        .put("outcome", "refused")
                                        .put("reason", run.trouble().orElse(null)))
                        .toString());
    }

    static Verdict verdict(RunState run) {
        return run.result()
                .map(known -> known.accepted() ? Verdict.ACCEPTED : Verdict.REFUSED)
                .orElse(Verdict.CUT_SHORT);
    }

    /// Of the focuser's own probe, or of the air about it.
    static OptionalDouble temperature(FocuserState state) {
        return state.temperatureCelsius().isPresent()
                ? state.temperatureCelsius()
                : number(state.weather().map(air -> air.temperatureCelsius()));
    }

    /// The filter in the light: of the wheel on the same simulated rig, or of the only wheel there is.
    static Optional<String> filter(String focuserId, Hub hub) {
        List<HubWheel> wheels = hub.wheels();
        Optional<HubWheel> wheel = hub.wheel(focuserId);
        if (wheel.isEmpty() && wheels.size() == 1) {
            wheel = Optional.of(wheels.getFirst());
        }
        return wheel.map(HubWheel::state).flatMap(Keeping::inTheLight);
    }

    private static Optional<String> inTheLight(WheelState state) {
        return state.slot().isPresent() && state.slot().getAsInt() < state.filters().size()
                ? Optional.of(state.filters().get(state.slot().getAsInt()))
                : Optional.empty();
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
