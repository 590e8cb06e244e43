package parfocal.driver.astrolink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Introduces;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.device.WeatherSensor;
import parfocal.driver.SettingValue;
import parfocal.driver.astrolink.AstroLinkCommand.Compensate;
import parfocal.driver.astrolink.AstroLinkCommand.Move;
import parfocal.driver.astrolink.AstroLinkCommand.ReadStatus;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;
import parfocal.driver.astrolink.AstroLinkReply.Status;
import parfocal.driver.astrolink.AstroLinkSettings.Change;
import parfocal.driver.astrolink.AstroLinkTalk.Answer;
import parfocal.link.Line;
import parfocal.time.Pace;

/// One motor of a FocuserLink or an AstroLink 4 at the other end of a line. Orders are acknowledged whether they are carried out
/// or not, so the status line has the last word on each.
final class AstroLinkFocuser implements Focuser, WeatherSensor, Introduces {
    /// The device samples twice a second, and its readings may be as old as that.
    private static final Duration SAMPLED = Duration.ofMillis(700);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration SLOWING_DOWN = Duration.ofSeconds(2);
    private static final int HALTS_TRIED = 3;
    private static final int ORDERS_TRIED = 2;

    // Position and steps to go are printed one after the other while the motor turns.
    private static final int STEPS_WHILE_TALKING = 16;

    private final Line line;
    private final Pace pace;
    private final int motor;
    private final AstroLinkModel model;
    private final String name;
    private final AstroLinkTalk talk;
    private final AstroLinkSheets sheets;
    private final AstroLinkSettings settings;
    private final Introduction introduction;
    private final AtomicInteger haltsTold = new AtomicInteger();
    private volatile Travel travel;
    private Optional<AstroLinkOrder> order = Optional.empty();

    /// Meets the device and reads it, changing nothing.
    ///
    /// @param motor 0 or 1
    AstroLinkFocuser(Line line, Pace pace, int motor) throws DeviceException {
        this.line = line;
        this.pace = pace;
        this.motor = motor;
        var first = new AstroLinkTalk(line, pace, AstroLink.NAME);
        String ownName = first.introduce();
        List<String> status = status(first);
        this.model =
                AstroLinkModel.of(ownName, status)
                        .orElseThrow(() -> stranger(ownName, status.size()));
        this.name = model.displayName() + (motor == 0 ? "" : ", motor 2");
        if (motor >= model.motors()) {
            throw AstroLinkSettings.unsupported(model.displayName(), "second motor");
        }
        this.talk = new AstroLinkTalk(line, pace, name);
        this.sheets = new AstroLinkSheets(talk, name);
        this.settings = new AstroLinkSettings(model, motor);
        Optional<String> firmware = model.hasTwoMotors() ? sheets.firmware() : Optional.empty();
        Map<Sheet, List<String>> lines = new EnumMap<>(Sheet.class);
        for (Sheet sheet : List.of(Sheet.SETTINGS, settings.compensationSheet())) {
            if (!lines.containsKey(sheet)) {
                sheets.read(sheet).ifPresent(fields -> lines.put(sheet, fields));
            }
        }
        this.travel = travel(lines);
        this.introduction =
                new Introduction(
                        model.displayName(),
                        firmware,
                        warnings(lines, AstroLinkReading.of(model, motor, status)));
    }

    private static DeviceException stranger(String ownName, int fields) {
        return new DeviceException(
                new DeviceFault.WrongDevice(
                        AstroLink.NAME,
                        "a FocuserLink or an AstroLink 4",
                        "%s with a status of %d fields".formatted(ownName, fields)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Introduction introduction() {
        return introduction;
    }

    @Override
    public Travel travel() {
        return travel;
    }

    /// As [Focuser#status()]. A counter that does not change for five seconds of an ordered move is told of by `Stuck`, once, and
    /// the order withdrawn; a move that ended where it began is told of by `Refused`, once.
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        AstroLinkReading reading = read();
        judge(reading);
        return new FocuserStatus(
                reading.positionSteps(), reading.moving(), reading.temperatureCelsius());
    }

    @Override
    public synchronized Optional<Weather> weather() throws DeviceException {
        return read().weather();
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        travel.require(name, positionSteps);
        int haltsBefore = haltsTold.get();
        AstroLinkReading before = read();
        order = Optional.empty();
        if (!before.moving() && before.positionSteps() == positionSteps) {
            return;
        }
        var move = new Move(motor, positionSteps);
        Answer answer = Answer.NONE;
        for (int tried = 1; tried <= ORDERS_TRIED && answer == Answer.NONE; tried++) {
            answer = talk.order(move);
            if (underWay(positionSteps)) {
                order =
                        Optional.of(
                                AstroLinkOrder.given(
                                        before.positionSteps(), positionSteps, pace.now()));
                return;
            }
            if (haltsTold.get() != haltsBefore) {
                return;
            }
        }
        throw notMoved(move, answer);
    }

    @Override
    public void halt() throws DeviceException {
        haltsTold.incrementAndGet();
        talk.tell(model.halt(motor));
        synchronized (this) {
            order = Optional.empty();
            int before = 0;
            int after = 0;
            for (int tried = 1; tried <= HALTS_TRIED; tried++) {
                Instant deadline = pace.now().plus(SLOWING_DOWN);
                while (pace.now().isBefore(deadline)) {
                    AstroLinkReading reading = read();
                    if (!reading.moving()) {
                        return;
                    }
                    before = after;
                    after = reading.positionSteps();
                    talk.listen(BETWEEN_LOOKS);
                }
                talk.tell(model.halt(motor));
            }
            throw refused("halt", "it went on from %d to %d".formatted(before, after));
        }
    }

    @Override
    public synchronized void sync(int positionSteps) throws DeviceException {
        travel.require(name, positionSteps);
        requireStanding("sync to " + positionSteps);
        order = Optional.empty();
        AstroLinkCommand command = model.setPosition(motor, positionSteps);
        Answer answer = Answer.NONE;
        for (int tried = 1; tried <= ORDERS_TRIED && answer == Answer.NONE; tried++) {
            answer = talk.order(command);
            if (soon(reading -> reading.positionSteps() == positionSteps)) {
                return;
            }
        }
        throw answer == Answer.NONE
                ? talk.silent(command)
                : refused(
                        "sync to " + positionSteps,
                        "it still says " + read().positionSteps() + ".");
    }

    @Override
    public synchronized List<Setting> settings() throws DeviceException {
        Map<Sheet, List<String>> lines = new EnumMap<>(Sheet.class);
        for (Sheet sheet : settings.sheets()) {
            sheets.read(sheet).ifPresent(fields -> lines.put(sheet, fields));
        }
        travel = travel(lines);
        return settings.list(lines, read().pendingSteps());
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        var wanted = new SettingValue(name, setting, value);
        String asked = setting + " = " + value;
        switch (setting) {
            case AstroLinkSettings.FACTORY_RESET ->
                    throw AstroLinkSettings.unsupported(
                            name,
                            "factory reset that is known to anybody but the maker's own panel program");
            case AstroLinkSettings.COMPENSATE_NOW ->
                    compensate(AstroLinkSettings.threshold(wanted));
            default -> write(settings.changeFor(wanted), setting, asked, value);
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private void judge(AstroLinkReading reading) throws DeviceException {
        if (order.isEmpty()) {
            return;
        }
        Instant now = pace.now();
        AstroLinkOrder seen = order.get().seen(reading.positionSteps(), now);
        order = reading.moving() ? Optional.of(seen) : Optional.empty();
        if (!reading.moving() && seen.forgottenAt(reading.positionSteps())) {
            throw refused(
                    "the move to " + seen.targetSteps(),
                    "it stands at %d, where the move began. If it lost its power on the way, the tube is elsewhere: drive it to a"
                                    .formatted(reading.positionSteps())
                            + " known place and sync.");
        }
        if (reading.moving() && seen.stuck(now)) {
            // Without this it would go on by itself when whatever holds it lets go.
            talk.tell(model.halt(motor));
            order = Optional.empty();
            throw new DeviceException(
                    new DeviceFault.Stuck(
                            name, reading.positionSteps(), seen.targetSteps(), seen.standing(now)));
        }
    }

    private boolean underWay(int targetSteps) throws DeviceException {
        return soon(reading ->
                reading.moving()
                        ? Math.abs(reading.endSteps() - targetSteps) <= STEPS_WHILE_TALKING
                        : reading.positionSteps() == targetSteps);
    }

    private interface Sight {
        boolean in(AstroLinkReading reading);
    }

    // Looks until the device's readings cannot be older than the order.
    private boolean soon(Sight sight) throws DeviceException {
        Instant deadline = pace.now().plus(SAMPLED);
        while (true) {
            if (sight.in(read())) {
                return true;
            }
            if (!pace.now().isBefore(deadline)) {
                return false;
            }
            talk.listen(BETWEEN_LOOKS);
        }
    }

    private DeviceException notMoved(Move move, Answer answer) throws DeviceException {
        if (answer == Answer.NONE) {
            return talk.silent(move);
        }
        String asked = "the move to " + move.positionSteps();
        if (answer == Answer.NOT_UNDERSTOOD) {
            return refused(asked, "it answered 'error'.");
        }
        // The likeliest cause: somebody has lowered the limit since it was read.
        sheets.read(Sheet.SETTINGS)
                .ifPresent(fields -> travel = travel(Map.of(Sheet.SETTINGS, fields)));
        travel.require(name, move.positionSteps());
        return refused(
                asked,
                "it acknowledged the order and did not carry it out. Check its limits and its 12 V supply.");
    }

    private void compensate(int thresholdSteps) throws DeviceException {
        String asked = "compensation beyond " + thresholdSteps;
        AstroLinkReading before = requireStanding(asked);
        int due = before.pendingSteps().orElse(0);
        var command = new Compensate(thresholdSteps);
        Answer answer = talk.order(command);
        if (answer == Answer.NOT_UNDERSTOOD) {
            throw refused(asked, "it answered 'error'.");
        }
        boolean wanted = Math.abs(due) > thresholdSteps;
        if (wanted
                && !soon(reading ->
                        reading.moving()
                                || reading.positionSteps() != before.positionSteps()
                                || reading.pendingSteps().orElse(due) == 0)) {
            // Never ordered a second time: what was only slow would then be moved twice.
            throw answer == Answer.NONE
                    ? talk.silent(command)
                    : refused(
                            asked,
                            "%d steps are due and it did not move. Check that %d lies within its limits."
                                    .formatted(due, before.positionSteps() + due));
        }
        if (!wanted && answer == Answer.NONE) {
            throw talk.silent(command);
        }
    }

    private void write(Change change, String setting, String asked, String value)
            throws DeviceException {
        Sheet sheet = change.sheet();
        List<String> old = sheets.readSurely(sheet, setting);
        if (sheet != Sheet.BUTTONS && sheet != Sheet.BUZZER) {
            requireStanding(asked);
        }
        if (setting.equals(AstroLinkSettings.COMPENSATION)
                && !value.equals("off")
                && !settings.hasCoefficient(Map.of(sheet, old))) {
            throw refused(asked, "it has no coefficient yet. Set that first.");
        }
        List<String> wanted = new ArrayList<>(old);
        for (var field : change.fields().entrySet()) {
            if (field.getKey() > old.size()) {
                throw AstroLinkSettings.unsupported(
                        name,
                        "setting '" + setting + "' in this firmware, which is too old for it");
            }
            wanted.set(field.getKey() - 1, field.getValue());
        }
        Optional<List<String>> now = sheets.write(sheet, old, wanted);
        now.ifPresent(fields -> note(sheet, fields));
        if (!now.equals(Optional.of(wanted))) {
            throw refused(
                    asked,
                    now.equals(Optional.of(old))
                            ? "told twice, it has not taken it. All is as it was."
                            : "it made something else of it, and would not be put back. Look at its settings.");
        }
    }

    private void note(Sheet sheet, List<String> fields) {
        if (sheet == Sheet.SETTINGS) {
            travel = travel(Map.of(sheet, fields));
        }
    }

    private AstroLinkReading requireStanding(String asked) throws DeviceException {
        AstroLinkReading reading = read();
        if (reading.moving()) {
            throw refused(asked, "it is moving. Halt it, or wait.");
        }
        return reading;
    }

    private AstroLinkReading read() throws DeviceException {
        List<String> fields = status(talk);
        if (AstroLinkModel.of(ownName(), fields).filter(model::equals).isEmpty()) {
            throw stranger(name, fields.size());
        }
        return AstroLinkReading.of(model, motor, fields);
    }

    // A name that leads back to this model, given a status line of the right shape.
    private String ownName() {
        return switch (model) {
            case FOCUSER_LINK -> "FocuserLink";
            case MINI, MINI_II -> "AstroLink4mini";
            case USB -> "AstroLink4USB";
            case MAX -> "AstroLink4Max";
        };
    }

    private static List<String> status(AstroLinkTalk talk) throws DeviceException {
        return ((Status) talk.ask(new ReadStatus())).fields();
    }

    private Travel travel(Map<Sheet, List<String>> lines) {
        return new Travel(0, settings.maximumSteps(lines).orElse(0));
    }

    private List<String> warnings(Map<Sheet, List<String>> lines, AstroLinkReading reading) {
        List<String> warnings = new ArrayList<>();
        List<String> missing = settings.missing(lines);
        if (!missing.isEmpty()) {
            warnings.add(
                    "%s: its firmware is too old for %s. Update it with the maker's program."
                            .formatted(name, String.join(", ", missing)));
        }
        if (travel.maximumSteps() == 0) {
            warnings.add(
                    "%s has no maximum position and will not move. Set maximum-steps."
                            .formatted(name));
        }
        if (settings.compensatesByItself(lines)) {
            warnings.add(
                    "%s moves by itself as the temperature changes. Set compensation to manual before a program compensates too."
                            .formatted(name));
        }
        reading.tripped()
                .ifPresent(reason ->
                        warnings.add(
                                "%s has switched its outputs off: %s.".formatted(name, reason)));
        return warnings;
    }

    private DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(name, order, reason));
    }
}
