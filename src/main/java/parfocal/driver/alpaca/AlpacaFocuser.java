package parfocal.driver.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Introduces;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.driver.SettingValue;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// A focuser of an Alpaca server.
final class AlpacaFocuser implements Focuser, Introduces {
    static final String NAME = "Alpaca focuser";

    private static final String COMPENSATION = "temperature-compensation";
    private static final Duration TO_STOP = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /// As far as a focuser may miss its target and count as arrived, by the rules of Alpaca's own examination.
    private static final int TOLERANCE_STEPS = 2;

    private final AlpacaClient client;
    private final Pace pace;
    private final Travel travel;
    private final int incrementSteps;
    private final Optional<Double> stepMicrons;
    private final Reckoning reckoning;
    private final AlpacaCompensation compensation;
    private final AlpacaThermometer thermometer;
    private final String model;
    private final Optional<String> firmware;
    private final List<String> warnings = new ArrayList<>();
    private Optional<Way> way = Optional.empty();

    /// An order under way.
    private record Way(int legEndSteps, int targetSteps, boolean halted) {}

    /// Connects and reads it; nothing moves.
    AlpacaFocuser(AlpacaClient client, Pace pace) throws DeviceException {
        this.client = client;
        this.pace = pace;
        client.connect();
        int interfaceVersion = client.find("interfaceversion", AlpacaValue::asWhole).orElse(1);
        boolean absolute = client.get("absolute", AlpacaValue::asTruth);
        int maximumSteps = Math.max(1, client.get("maxstep", AlpacaValue::asWhole));
        this.travel = new Travel(0, maximumSteps);
        this.incrementSteps =
                Math.clamp(client.get("maxincrement", AlpacaValue::asWhole), 1, maximumSteps);
        this.stepMicrons =
                client.find("stepsize", AlpacaValue::asDecimal).filter(microns -> microns > 0);
        this.reckoning =
                absolute
                        ? new Reckoning.Absolute(client, incrementSteps)
                        : new Reckoning.Relative(client, incrementSteps, maximumSteps / 2);
        this.compensation = new AlpacaCompensation(client, interfaceVersion);
        this.thermometer = new AlpacaThermometer(client, pace);
        this.model =
                client.find("name", AlpacaValue::asText)
                        .filter(name -> !name.isBlank())
                        .orElse(NAME);
        this.firmware =
                client.find("driverversion", AlpacaValue::asText).filter(text -> !text.isBlank());
        if (!absolute) {
            warnings.add(
                    ("It cannot tell its position, which is counted from %d at connecting. Sync it to the number you know,"
                                    + " and do not move it by other means.")
                            .formatted(maximumSteps / 2));
        }
        if (compensation.on()) {
            warnings.add(
                    "Its own temperature compensation is on. It will be switched off with the first move, so that it does not"
                            + " work against Parfocal's.");
        }
        var _ = status();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Travel travel() {
        return travel;
    }

    @Override
    public synchronized Introduction introduction() {
        var all = new ArrayList<>(warnings);
        OptionalInt doubt = reckoning.doubtSteps();
        if (doubt.isPresent()) {
            all.add(
                    "It was halted on its way and cannot tell where: the position may be off by %d steps. Sync it, or focus anew."
                            .formatted(doubt.getAsInt()));
        }
        if (compensation.switchedOff()) {
            all.add(
                    "Its own temperature compensation was switched off when it was moved. Set %s to on to have it back."
                            .formatted(COMPENSATION));
        }
        return new Introduction(model, firmware, all);
    }

    /// As [Focuser#status()]; orders the next part of a way that is too long for one move. A relative focuser shows the position at
    /// the start of the part it is in.
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        // In this order: a focuser that stands has the position that is asked for afterwards.
        boolean moving = client.get("ismoving", AlpacaValue::asTruth);
        if (!moving) {
            moving = standsAndGoesOn();
        }
        return new FocuserStatus(reckoning.position(), moving, thermometer.celsius());
    }

    private boolean standsAndGoesOn() throws DeviceException {
        if (way.isEmpty()) {
            return false;
        }
        Way done = way.get();
        reckoning.stands(done.halted);
        way = Optional.empty();
        boolean arrivedSoFar =
                Math.abs((long) reckoning.position() - done.legEndSteps) <= TOLERANCE_STEPS;
        if (!done.halted && arrivedSoFar && done.legEndSteps != done.targetSteps) {
            order(done.targetSteps);
            return true;
        }
        compensation.afterMove();
        return false;
    }

    @Override
    public synchronized void moveTo(int positionSteps)
            throws DeviceException, InterruptedException {
        travel.require(NAME, positionSteps);
        compensation.beforeMove();
        boolean moving = client.get("ismoving", AlpacaValue::asTruth);
        boolean redirects = reckoning instanceof Reckoning.Absolute;
        if (moving && !redirects) {
            stop();
        } else if (!moving) {
            var _ = endOfWay();
        }
        try {
            order(positionSteps);
        } catch (DeviceException refused) {
            if (!moving || !(refused.fault() instanceof DeviceFault.Refused)) {
                throw refused;
            }
            // Some take no order on the way.
            stop();
            order(positionSteps);
        }
    }

    private boolean endOfWay() {
        boolean ended = way.isPresent();
        way.ifPresent(done -> reckoning.stands(done.halted));
        way = Optional.empty();
        return ended;
    }

    private void order(int targetSteps) throws DeviceException {
        int legEnd = reckoning.orderToward(targetSteps);
        way = Optional.of(new Way(legEnd, targetSteps, false));
    }

    private void stop() throws DeviceException, InterruptedException {
        tellToHalt();
        Instant end = pace.now().plus(TO_STOP);
        while (client.get("ismoving", AlpacaValue::asTruth)) {
            if (pace.now().isAfter(end)) {
                throw new DeviceException(
                        new DeviceFault.Refused(
                                NAME,
                                "PUT halt",
                                "told to halt, it has gone on moving for %d s. Look after it."
                                        .formatted(TO_STOP.toSeconds())));
            }
            pace.pause(LOOK_AGAIN);
        }
        var _ = endOfWay();
    }

    @Override
    public void halt() throws DeviceException {
        // Now, and once more behind an order that another thread may be giving.
        tellToHaltUnlocked();
        synchronized (this) {
            tellToHalt();
        }
    }

    private void tellToHaltUnlocked() throws DeviceException {
        try {
            var _ = client.put("halt", Map.of());
        } catch (DeviceException refused) {
            if (!(refused.fault() instanceof DeviceFault.Unsupported)) {
                throw refused;
            }
        }
    }

    private void tellToHalt() throws DeviceException {
        way = way.map(going -> new Way(going.legEndSteps, going.targetSteps, true));
        try {
            var _ = client.put("halt", Map.of());
        } catch (DeviceException refused) {
            if (!(refused.fault() instanceof DeviceFault.Unsupported)
                    || !(reckoning instanceof Reckoning.Absolute)) {
                throw refused;
            }
            if (client.get("ismoving", AlpacaValue::asTruth)) {
                // It cannot halt, but may well take another order: to go to where it is.
                var _ = reckoning.orderToward(reckoning.position());
            }
        }
    }

    @Override
    public synchronized void sync(int positionSteps) throws DeviceException {
        travel.require(NAME, positionSteps);
        if (status().moving()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            NAME, "a sync to " + positionSteps, "it is moving. Halt it first."));
        }
        if (!reckoning.sync(positionSteps)) {
            throw new DeviceException(
                    new DeviceFault.Unsupported(
                            NAME,
                            "way to set its position: Alpaca knows none. Set it where the focuser is plugged in"));
        }
    }

    @Override
    public synchronized List<Setting> settings() throws DeviceException {
        var settings = new ArrayList<Setting>();
        if (compensation.available()) {
            settings.add(
                    new Setting(
                            COMPENSATION,
                            "Whether the server compensates temperature by itself; leave it off where Parfocal does.",
                            new Setting.Kind.Choice(List.of("on", "off")),
                            compensation.on() ? "on" : "off"));
        }
        settings.add(
                shown(
                        "longest-move-steps",
                        "The longest single move; longer ways are made in several.",
                        Integer.toString(incrementSteps)));
        settings.add(
                shown(
                        "step-size-microns",
                        "How far one step moves the tube, as the server says.",
                        stepMicrons.map(microns -> Double.toString(microns)).orElse("unknown")));
        return settings;
    }

    private static Setting shown(String name, String description, String value) {
        return new Setting(name, description, new Setting.Kind.Shown(), value);
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        new SettingValue(NAME, setting, value).requireAmong(settings());
        compensation.want(value.equals("on"));
    }

    @Override
    public void close() {
        client.close();
    }
}
