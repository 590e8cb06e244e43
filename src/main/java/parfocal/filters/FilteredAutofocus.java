package parfocal.filters;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.RunUp;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;

/// Focuses through the reference filter, which is bright, and goes to where the filter that is in has its focus. The wheel is put back
/// whatever happens, and after anything but success the focuser as well.
public final class FilteredAutofocus {
    private final Focuser focuser;
    private final FilterWheel wheel;
    private final FilterSettings settings;
    private final OptionalDouble zoneSteps;
    private final Consumer<String> tell;

    /// What came of a run.
    ///
    /// @param result    accepted or refused, with the focuser where it stands now
    /// @param filter    that the run was made through; empty where the wheel does not know its filter
    /// @param offset    of the filter in the light now
    /// @param focusSteps best focus through `filter`, in real numbers; empty when refused
    public record Outcome(
            FocusResult result, String filter, FilterOffset offset, OptionalDouble focusSteps) {

        /// Of a run through the filter that is in.
        public static Outcome plain(FocusResult result, String filter) {
            return new Outcome(
                    result,
                    filter,
                    FilterOffset.typed(0),
                    result.accepted()
                            ? OptionalDouble.of(result.focusSteps())
                            : OptionalDouble.empty());
        }
    }

    /// @param zoneSteps half width of the critical zone, where an earlier run has told it
    /// @param tell      takes sentences for the log
    public FilteredAutofocus(
            Focuser focuser,
            FilterWheel wheel,
            FilterSettings settings,
            OptionalDouble zoneSteps,
            Consumer<String> tell) {
        this.focuser = focuser;
        this.wheel = wheel;
        this.settings = settings;
        this.zoneSteps = zoneSteps;
        this.tell = tell;
    }

    public Outcome run(FocusPlan plan, Focusing focusing)
            throws DeviceException, InterruptedException {
        var start = StartPlace.of(focuser);
        try (FilterLoan loan = FilterLoan.of(wheel)) {
            Optional<FilterOffset> offset = usable(loan.startFilter());
            return offset.isPresent()
                    ? throughReference(plan, focusing, loan, offset.get(), start.steps())
                    : Outcome.plain(
                            focusing.run(settings.through(loan.startFilter(), plan)),
                            loan.startFilter());
        } catch (DeviceException | InterruptedException ended) {
            start.comeBack();
            throw ended;
        }
    }

    /// Empty where the run is to be made through the filter that is in, with the reason told.
    private Optional<FilterOffset> usable(String filter) {
        Optional<String> reference = settings.reference();
        if (reference.isEmpty() || reference.get().equals(filter)) {
            return Optional.empty();
        }
        if (!wheel.filters().contains(reference.get())) {
            tell.accept(
                    "The wheel has no filter '%s' to focus through; the run is made through %s."
                            .formatted(reference.get(), filter));
            return Optional.empty();
        }
        Optional<FilterOffset> offset = settings.offset(filter);
        if (offset.isEmpty()) {
            tell.accept(
                    "No offset of %s from %s is known; the run is made through %s itself. `parfocal offsets --measure` measures it."
                            .formatted(filter, reference.get(), filter));
            return Optional.empty();
        }
        if (zoneSteps.isPresent() && offset.get().sigmaSteps() > zoneSteps.getAsDouble()) {
            tell.accept(
                    "The offset of %s is known to ± %.1f steps only, of a critical zone of ± %.1f; the run is made through %s itself."
                            .formatted(
                                    filter,
                                    offset.get().sigmaSteps(),
                                    zoneSteps.getAsDouble(),
                                    filter));
            return Optional.empty();
        }
        return offset;
    }

    private Outcome throughReference(
            FocusPlan plan, Focusing focusing, FilterLoan loan, FilterOffset offset, int startSteps)
            throws DeviceException, InterruptedException {
        String reference = settings.reference().orElseThrow();
        tell.accept(
                "focuses through %s; %s is %+.1f steps from it."
                        .formatted(reference, loan.startFilter(), offset.steps()));
        loan.turnTo(reference);
        focuser.moveTo(focuser.travel().nearest((int) Math.rint(startSteps - offset.steps())));
        FocusResult result = focusing.run(settings.through(reference, plan));
        if (!result.accepted()) {
            RunUp.arrive(focuser, plan.approach(), startSteps);
            return new Outcome(
                    result.standingAt(startSteps), reference, offset, OptionalDouble.empty());
        }
        double focus = result.focusSteps();
        Optional<DeviceFault> stuck = loan.giveBack();
        if (stuck.isPresent()) {
            tell.accept(
                    "%s The focuser is left in focus for %s, which is in the light."
                            .formatted(stuck.get().message(), reference));
            return Outcome.plain(result, reference);
        }
        int target = (int) Math.rint(focus + offset.steps());
        RunUp.arrive(focuser, plan.approach(), target);
        return new Outcome(result.standingAt(target), reference, offset, OptionalDouble.of(focus));
    }
}
