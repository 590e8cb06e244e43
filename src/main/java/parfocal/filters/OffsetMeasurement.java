package parfocal.filters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.RunUp;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;
import parfocal.time.Pace;

/// Measures filter offsets by runs that alternate between the reference and the others, at one place of the sky. The wheel is put back
/// whatever happens; the focuser is left in focus for the filter that was in, or else where it began.
public final class OffsetMeasurement {
    private static final int REFUSALS_BORNE = 1;

    private final Focuser focuser;
    private final FilterWheel wheel;
    private final Focusing focusing;
    private final Pace pace;
    private final Consumer<Progress> tell;
    private final List<Leg> legs = new ArrayList<>();
    private final SortedMap<String, String> leftOut = new TreeMap<>();
    private final Map<String, Integer> refusals = new HashMap<>();

    /// How far it is.
    ///
    /// @param run    counted from 1
    /// @param runs   of the whole measurement
    /// @param filter of this run
    /// @param leg    once it is over and accepted
    /// @param refusal once it is over and refused
    public record Progress(
            int run, int runs, String filter, Optional<Leg> leg, Optional<String> refusal) {}

    /// @param fit     empty when too many runs were refused
    /// @param leftOut filters that could not be measured, with the reason
    public record Outcome(
            Optional<OffsetFit> fit, List<Leg> legs, SortedMap<String, String> leftOut) {
        public Outcome {
            legs = List.copyOf(legs);
            leftOut = new TreeMap<>(leftOut);
        }
    }

    public OffsetMeasurement(
            Focuser focuser,
            FilterWheel wheel,
            Focusing focusing,
            Pace pace,
            Consumer<Progress> tell) {
        this.focuser = focuser;
        this.wheel = wheel;
        this.focusing = focusing;
        this.pace = pace;
        this.tell = tell;
    }

    /// @param stepsPerCelsius of the temperature compensation, where it is known
    /// @throws DeviceException when a device fails, or the reference itself cannot be focused through
    public Outcome measure(OffsetPlan plan, OptionalDouble stepsPerCelsius)
            throws DeviceException, InterruptedException {
        var start = StartPlace.of(focuser);
        int endSteps;
        try (FilterLoan loan = FilterLoan.of(wheel)) {
            int run = 1;
            for (int pair = 0; pair < plan.pairs(); pair++) {
                focusThrough(plan.reference(), plan, loan, run++);
                for (String filter : plan.filters()) {
                    if (!leftOut.containsKey(filter)) {
                        focusThrough(filter, plan, loan, run);
                    }
                    run++;
                }
            }
            focusThrough(plan.reference(), plan, loan, run);
            Optional<OffsetFit> fit = OffsetFit.of(legs, plan.reference(), stepsPerCelsius);
            endSteps = focusOf(loan.startFilter(), plan.reference(), fit).orElse(start.steps());
            Optional<DeviceFault> stuck = loan.giveBack();
            if (stuck.isPresent()) {
                throw new DeviceException(stuck.get());
            }
            RunUp.arrive(focuser, plan.focus().approach(), endSteps);
            return new Outcome(fit, legs, leftOut);
        } catch (DeviceException | InterruptedException ended) {
            start.comeBack();
            throw ended;
        }
    }

    private Optional<Integer> focusOf(String filter, String reference, Optional<OffsetFit> fit) {
        double last = legs.getLast().focusSteps();
        if (filter.equals(reference)) {
            return Optional.of((int) Math.rint(last));
        }
        return fit.flatMap(known -> Optional.ofNullable(known.offsets().get(filter)))
                .map(offset -> (int) Math.rint(last + offset.steps()));
    }

    private void focusThrough(String filter, OffsetPlan plan, FilterLoan loan, int run)
            throws DeviceException, InterruptedException {
        loan.turnTo(filter);
        while (true) {
            tell.accept(new Progress(run, plan.runs(), filter, Optional.empty(), Optional.empty()));
            FocusResult result = focusing.run(plan.focus());
            if (result.accepted()) {
                var leg =
                        new Leg(
                                filter,
                                pace.now(),
                                result.focusSteps(),
                                result.best().orElseThrow().sigmaSteps(),
                                focuser.status().temperatureCelsius());
                legs.add(leg);
                tell.accept(
                        new Progress(run, plan.runs(), filter, Optional.of(leg), Optional.empty()));
                return;
            }
            String reason = result.refusal().orElseThrow().reason();
            tell.accept(
                    new Progress(run, plan.runs(), filter, Optional.empty(), Optional.of(reason)));
            if (refusals.merge(filter, 1, Integer::sum) > REFUSALS_BORNE) {
                leaveOut(filter, plan.reference(), reason);
                return;
            }
        }
    }

    private void leaveOut(String filter, String reference, String reason) throws DeviceException {
        if (filter.equals(reference)) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(),
                            "to measure offsets",
                            "two runs through the reference %s were refused: %s"
                                    .formatted(reference, reason)));
        }
        leftOut.put(filter, reason);
        legs.removeIf(leg -> leg.filter().equals(filter));
    }
}
