package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;

/// The filter wheel of a run, which is to stand where it stood when the run began.
final class SteadyWheel {
    private final Optional<FilterWheel> wheel;
    private final OptionalInt began;

    private SteadyWheel(Optional<FilterWheel> wheel, OptionalInt began) {
        this.wheel = wheel;
        this.began = began;
    }

    /// @param wheel empty where a run knows of none
    static SteadyWheel of(Optional<FilterWheel> wheel) throws InterruptedException {
        return new SteadyWheel(wheel, wheel.isPresent() ? slot(wheel.get()) : OptionalInt.empty());
    }

    /// Asked after each exposure: what to say when the wheel has been turned meanwhile. It is turned back.
    Optional<GiveUp> turnedMeanwhile() throws InterruptedException {
        OptionalInt now = began.isPresent() ? slot(wheel.orElseThrow()) : OptionalInt.empty();
        if (now.isEmpty() || now.getAsInt() == began.getAsInt()) {
            return Optional.empty();
        }
        FilterWheel turned = wheel.orElseThrow();
        try {
            turned.turnTo(began.getAsInt());
        } catch (DeviceException _) {
            // Where it stays is seen after the next exposure, and the run is refused then.
        }
        return Optional.of(
                Refusals.filterTurned(
                        turned.name(),
                        filter(turned, began.getAsInt()),
                        filter(turned, now.getAsInt())));
    }

    /// Empty for a wheel that does not answer: focus does not hang on it, and a filter that changes shows in the light as well.
    private static OptionalInt slot(FilterWheel wheel) throws InterruptedException {
        try {
            return OptionalInt.of(wheel.slot());
        } catch (DeviceException _) {
            return OptionalInt.empty();
        }
    }

    private static String filter(FilterWheel wheel, int slot) {
        List<String> filters = wheel.filters();
        return slot >= 0 && slot < filters.size() ? filters.get(slot) : "slot " + slot;
    }
}
