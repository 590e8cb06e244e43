package parfocal.hub;

import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// A focuser's state as everybody sees it: changed in one place, told to all who watch.
final class Board {
    private final FocuserPlan plan;
    private final Events events;
    private final Pace pace;
    private volatile String name;
    private volatile FocuserState state;

    Board(FocuserPlan plan, Events events, Pace pace, OptionalInt rememberedSteps) {
        this.plan = plan;
        this.name = plan.name();
        this.events = events;
        this.pace = pace;
        this.state = FocuserState.unseen(rememberedSteps.orElse(0));
    }

    FocuserState state() {
        return state;
    }

    /// As people call it now.
    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    synchronized void change(UnaryOperator<FocuserState> change) {
        FocuserState before = state;
        state = change.apply(before);
        if (!state.equals(before)) {
            events.tell(new HubEvent.FocuserChanged(pace.now(), plan.id(), state));
        }
    }

    void tellDetails() {
        events.tell(new HubEvent.FocuserDetailsChanged(pace.now(), plan.id()));
    }

    void tell(HubEvent event) {
        events.tell(event);
    }

    void say(Gravity gravity, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, name, sentence));
    }
}
