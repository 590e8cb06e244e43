package parfocal.hub;

import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Travel;
import parfocal.hub.HubEvent.Gravity;

/// Orders that change what a focuser is told or called, and move nothing: its number, its own settings, and how the hub treats it.
final class Changes {
    private final FocuserPlan plan;
    private final Board board;
    private final FocuserRecall recall;
    private final Tending tending;
    private final Orders orders;
    private volatile IntConsumer renumbering = _ -> {};

    Changes(FocuserPlan plan, Board board, FocuserRecall recall, Tending tending, Orders orders) {
        this.plan = plan;
        this.board = board;
        this.recall = recall;
        this.tending = tending;
        this.orders = orders;
    }

    void onRenumbering(IntConsumer listener) {
        renumbering = listener;
    }

    /// See [HubFocuser#sync].
    void sync(int positionSteps, Client who) throws DeviceException {
        orders.requireFree("to call its position %d".formatted(positionSteps));
        Stack stack = tending.ready();
        orders.requireRest("to call its position %d".formatted(positionSteps));
        Numbers.require(board.name(), "the number of its position", positionSteps, stack.travel());
        int before = board.state().positionSteps();
        stack.whole().sync(positionSteps);
        tending.read(stack, () -> false);
        board.change(state -> state.warned(List.of()));
        renumbering.accept(positionSteps - before);
        board.say(
                Gravity.NOTE,
                "%s calls the position %d; it was %d.".formatted(who, positionSteps, before));
        Set<String> presets = recall.presets().keySet();
        if (positionSteps != before && !presets.isEmpty()) {
            board.say(
                    Gravity.WARNING,
                    "Its presets keep their numbers: unless they are shifted too, each is now %d step%s farther %s than it was, %s."
                            .formatted(
                                    Math.abs(positionSteps - before),
                                    Math.abs(positionSteps - before) == 1 ? "" : "s",
                                    positionSteps > before ? "in" : "out",
                                    String.join(", ", presets)));
        }
    }

    /// See [HubFocuser#change].
    void inDevice(String setting, String value, Client who) throws DeviceException {
        orders.requireFree("to set %s".formatted(setting));
        Stack stack = tending.ready();
        stack.whole().change(setting, value);
        board.say(Gravity.NOTE, "%s set %s to %s.".formatted(who, setting, value));
        tending.readSettings(stack);
        tending.read(stack, () -> false);
    }

    /// See [HubFocuser#treat].
    void inHub(FocuserSettings settings, Client who) throws DeviceException {
        String order = "to change its settings in the hub";
        orders.requireFree(order);
        orders.requireRest(order);
        if (plan.own().isPresent() && !plan.own().get().equals(settings)) {
            throw orders.refused(
                    order,
                    "the configuration file sets them. Change them there, or take them out of it.");
        }
        try {
            tending.rewrap(settings);
        } catch (IllegalArgumentException impossible) {
            throw new DeviceException(
                    new DeviceFault.BadValue(
                            board.name(),
                            "limits",
                            settings.limits().map(Travel::toString).orElse(""),
                            String.valueOf(impossible.getMessage())),
                    impossible);
        }
        recall.keep(known -> known.withSettings(settings));
        board.say(Gravity.NOTE, "%s changed its settings in the hub.".formatted(who));
        board.tellDetails();
    }
}
