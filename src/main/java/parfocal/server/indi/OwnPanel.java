package parfocal.server.indi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Program;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// What every device has besides its connection, whether connected or not: who it is, how often it tells, what of it is kept.
final class OwnPanel implements Panel {
    private static final String OPTIONS = "Options";
    private static final String CONFIG = "CONFIG_PROCESS";
    private static final String POLLING = "POLLING_PERIOD";
    private static final String DEBUG = "DEBUG";
    private static final NumberShape PERIOD = new NumberShape("%.f", 10, 600_000, 1_000);

    /// What carries out an order of a saved configuration.
    interface Desk {
        Answer carryOut(NewVector order, Client who) throws InterruptedException;
    }

    private final Trade trade;
    private final House house;
    private final States states;
    private final Shelf shelf;
    private final Rhythm rhythm;
    private final Desk desk;
    private volatile boolean debugging;

    OwnPanel(Trade trade, House house, States states, Shelf shelf, Rhythm rhythm, Desk desk) {
        this.trade = trade;
        this.house = house;
        this.states = states;
        this.shelf = shelf;
        this.rhythm = rhythm;
        this.desk = desk;
    }

    boolean isDebugging() {
        return debugging;
    }

    @Override
    public List<Property> properties() {
        String device = trade.name();
        var properties = new ArrayList<Property>();
        properties.add(
                Draft.texts(device, "DRIVER_INFO", "Driver Info", "General Info")
                        .readOnly()
                        .text("DRIVER_NAME", "Name", "Parfocal " + trade.driver())
                        .text("DRIVER_EXEC", "Exec", "parfocal")
                        .text("DRIVER_VERSION", "Version", Program.VERSION)
                        .text("DRIVER_INTERFACE", "Interface", "" + trade.interfaces())
                        .property());
        properties.add(
                Draft.switches(device, DEBUG, "Debug", OPTIONS, SwitchRule.ONE_OF_MANY)
                        .state(states.of(DEBUG, PropertyState.IDLE))
                        .atOnce()
                        .onOff("ENABLE", "Enable", debugging)
                        .onOff("DISABLE", "Disable", !debugging)
                        .property());
        if (trade.simulated()) {
            // Shown only: a simulated device cannot become a real one.
            properties.add(
                    Draft.switches(
                                    device,
                                    "SIMULATION",
                                    "Simulation",
                                    OPTIONS,
                                    SwitchRule.ONE_OF_MANY)
                            .readOnly()
                            .atOnce()
                            .onOff("ENABLE", "Enable", true)
                            .onOff("DISABLE", "Disable", false)
                            .property());
        }
        properties.add(
                Draft.numbers(device, POLLING, "Polling", OPTIONS)
                        .state(states.of(POLLING, PropertyState.IDLE))
                        .atOnce()
                        .number(
                                "PERIOD_MS",
                                "Period (ms)",
                                PERIOD,
                                (double) rhythm.period().toMillis())
                        .property());
        properties.add(
                Draft.switches(device, CONFIG, "Configuration", OPTIONS, SwitchRule.AT_MOST_ONE)
                        .state(states.of(CONFIG, PropertyState.IDLE))
                        .atOnce()
                        .onOff("CONFIG_LOAD", "Load", false)
                        .onOff("CONFIG_SAVE", "Save", false)
                        .onOff("CONFIG_DEFAULT", "Default", false)
                        .onOff("CONFIG_PURGE", "Purge", false)
                        .property());
        return properties;
    }

    @Override
    public PropertyState order(Asked asked, Client who)
            throws DeviceException, Unfit, InterruptedException {
        switch (asked.name()) {
            case DEBUG -> debugging = asked.isPressed("ENABLE");
            case POLLING -> rhythm.set(Duration.ofMillis((long) asked.number("PERIOD_MS")));
            case CONFIG -> configure(asked.pressed().orElse(""), who);
            default -> throw new Unfit("Error: %s cannot be set.".formatted(asked.name()));
        }
        return PropertyState.OK;
    }

    private void configure(String what, Client who)
            throws DeviceException, Unfit, InterruptedException {
        Saved saved = house.saved(trade.name());
        switch (what) {
            case "CONFIG_SAVE" -> {
                var kept = new ArrayList<String>(trade.kept());
                kept.add(POLLING);
                saved.save(kept.stream().flatMap(each -> shelf.find(each).stream()).toList());
            }
            case "CONFIG_LOAD" -> load(saved.load(trade.name()), who);
            case "CONFIG_DEFAULT" -> {
                trade.forget(who);
                rhythm.set(Rhythm.USUAL);
            }
            case "CONFIG_PURGE" -> saved.purge();
            default -> {
                // No switch was on: nothing is asked.
            }
        }
    }

    private void load(List<NewVector> orders, Client who) throws Unfit, InterruptedException {
        var failed = new ArrayList<String>();
        for (NewVector order : orders) {
            if (shelf.find(order.name()).isEmpty()) {
                failed.add(order.name() + " is not there now");
                continue;
            }
            Answer answer = desk.carryOut(order, who);
            states.set(answer.property(), answer.state());
            answer.refusal().ifPresent(failed::add);
        }
        if (!failed.isEmpty()) {
            throw new Unfit("Not everything could be loaded: " + String.join(" ", failed));
        }
    }
}
