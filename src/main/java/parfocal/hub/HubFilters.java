package parfocal.hub;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;
import parfocal.filters.FilterOffset;
import parfocal.filters.FilterSettings;
import parfocal.filters.FilterWish;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// The filters before one focuser: what is known of their offsets, and a focuser that follows when the wheel turns, where that is
/// switched on.
public final class HubFilters {
    private static final Client SELF = new Client("filters", "");

    private final HubFocuser focuser;
    private final HubCompensation compensation;
    private final Supplier<Optional<HubWheel>> wheel;
    private final Memory memory;
    private final Events events;
    private final Pace pace;
    private FilterMemory kept;
    // What rounding has left undone since the focuser was put where it stands, and where that is.
    private double restSteps;
    private int followedTo;

    HubFilters(
            HubFocuser focuser,
            HubCompensation compensation,
            Supplier<Optional<HubWheel>> wheel,
            Memory memory,
            Events events,
            Pace pace) {
        this.focuser = focuser;
        this.compensation = compensation;
        this.wheel = wheel;
        this.memory = memory;
        this.events = events;
        this.pace = pace;
        this.kept = memory.filterMemory(focuser.id());
        kept.away()
                .filter(_ -> !focuser.plan().simulated())
                .ifPresent(filter ->
                        say(
                                Gravity.WARNING,
                                "The program ended while a run had turned the filter wheel away from %s. It is not turned back by itself."
                                        .formatted(filter)));
        keep(kept.away(Optional.empty()));
    }

    public synchronized FilterSettings settings() {
        return kept.settings();
    }

    /// The wheel before the focuser, where there is one.
    public Optional<HubWheel> wheel() {
        return wheel.get();
    }

    /// Where a preset is with the filter that is in the light: the one of the name `PRESET @ FILTER` where there is such a one, otherwise the
    /// one of the plain name.
    public Optional<Integer> preset(String name) {
        SortedMap<String, Integer> presets = focuser.presets();
        return wheel.get()
                .flatMap(known -> known.state().filter())
                .map(filter -> presets.get(presetOf(name, filter)))
                .or(() -> Optional.ofNullable(presets.get(name)));
    }

    /// The name of a preset that is of one filter only.
    public static String presetOf(String name, String filter) {
        return name + " @ " + filter;
    }

    /// Changes them; kept over restarts.
    public void settle(FilterSettings settings, Client who) {
        synchronized (this) {
            keep(kept.with(settings));
        }
        say(Gravity.NOTE, "%s changed what is known of its filters.".formatted(who));
        tell();
    }

    /// Takes up what the configuration file says, where it says anything new: what was changed since it was heard last stays.
    public void heed(FilterWish wish) {
        boolean changes;
        synchronized (this) {
            FilterSettings fresh = wish.over(kept.settings(), kept.heard());
            changes = !fresh.equals(kept.settings());
            keep(kept.with(fresh).with(wish));
        }
        if (changes) {
            say(Gravity.NOTE, "the configuration changed what is known of its filters.");
            tell();
        }
    }

    /// The wheel for a run, that notes what it is turned away from.
    FilterWheel lend(HubWheel wanted, String purpose) throws DeviceException, InterruptedException {
        return wanted.lend(purpose, this::away);
    }

    private synchronized void away(Optional<String> filter) {
        keep(kept.away(filter));
    }

    /// The wheel has turned, for whoever ordered it.
    void turned(String fromFilter, String toFilter) {
        FilterSettings settings = settings();
        boolean free = focuser.state().owner().isEmpty();
        if (!settings.movesWithFilters() || !free || !focuser.state().availability().isReady()) {
            return;
        }
        Optional<Double> change = settings.change(fromFilter, toFilter);
        if (change.isEmpty()) {
            say(
                    Gravity.WARNING,
                    "stays where it is: no offset between %s and %s is known. `parfocal offsets --measure` measures it."
                            .formatted(fromFilter, toFilter));
            return;
        }
        try {
            follow(fromFilter, toFilter, change.get());
        } catch (DeviceException refused) {
            say(
                    Gravity.TROUBLE,
                    "does not follow from %s to %s: %s"
                            .formatted(fromFilter, toFilter, refused.fault().message()));
        }
    }

    private synchronized void follow(String fromFilter, String toFilter, double bySteps)
            throws DeviceException {
        FocuserState state = focuser.state();
        int from =
                state.moving()
                        ? state.targetSteps().orElse(state.positionSteps())
                        : state.positionSteps();
        double exact = from + (from == followedTo ? restSteps : 0) + bySteps;
        int target = (int) Math.rint(exact);
        if (target != from) {
            compensation.followFilter(bySteps, target, SELF);
        }
        followedTo = target;
        restSteps = exact - target;
        say(
                Gravity.NOTE,
                "follows from %s to %s: %+.1f steps.".formatted(fromFilter, toFilter, bySteps));
    }

    /// Offsets that were measured.
    void learn(Map<String, FilterOffset> offsets, String reference, Client who) {
        settle(settings().withReference(Optional.of(reference)).withOffsets(offsets), who);
    }

    private void keep(FilterMemory fresh) {
        if (fresh.equals(kept)) {
            return;
        }
        kept = fresh;
        try {
            memory.keep(focuser.id(), fresh);
        } catch (UncheckedIOException full) {
            say(Gravity.TROUBLE, String.valueOf(full.getMessage()));
        }
    }

    void tell() {
        events.tell(new HubEvent.FocuserDetailsChanged(pace.now(), focuser.id()));
    }

    private void say(Gravity gravity, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, focuser.name(), sentence));
    }
}
