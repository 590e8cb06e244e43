package parfocal.server.alpaca;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Introduces.Introduction;
import parfocal.device.WeatherSensor.Weather;
import parfocal.hub.Availability;
import parfocal.hub.FocuserState;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.MoveFailure;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.AlpacaValue;

/// A focuser of the hub as Alpaca's Focuser, interface version 4.
final class ServedFocuser implements Served {
    private static final Duration OPENING_PATIENCE = Duration.ofSeconds(4);
    private static final Duration OPENING_POLL = Duration.ofMillis(20);

    private static final Members<ServedFocuser> MEMBERS =
            new Members<ServedFocuser>()
                    .getAlways("absolute", (_, _) -> AlpacaValue.of(true))
                    .get(
                            "ismoving",
                            (focuser, ask) -> {
                                focuser.requireNoUntoldFailure(ask);
                                return AlpacaValue.of(focuser.now().moving());
                            })
                    .get(
                            "position",
                            (focuser, ask) -> {
                                focuser.requireNoUntoldFailure(ask);
                                return AlpacaValue.of(focuser.now().positionSteps());
                            })
                    .get("maxstep", (focuser, _) -> AlpacaValue.of(focuser.maximumSteps()))
                    .get("maxincrement", (focuser, _) -> AlpacaValue.of(focuser.maximumSteps()))
                    .get("stepsize", (focuser, _) -> AlpacaValue.of(focuser.stepMicrons()))
                    .get("temperature", (focuser, _) -> AlpacaValue.of(focuser.temperature()))
                    .get(
                            "tempcompavailable",
                            (focuser, _) ->
                                    AlpacaValue.of(
                                            TempComp.isAvailable(focuser.hub, focuser.focuser)))
                    .get(
                            "tempcomp",
                            (focuser, _) ->
                                    AlpacaValue.of(TempComp.isOn(focuser.hub, focuser.focuser)))
                    .put(
                            "tempcomp",
                            (focuser, ask) ->
                                    TempComp.turn(
                                            focuser.hub,
                                            focuser.focuser,
                                            ask.truth("TempComp"),
                                            ask.client()))
                    .put("halt", (focuser, ask) -> focuser.focuser.halt(ask.client()))
                    .put(
                            "move",
                            (focuser, ask) -> {
                                var _ =
                                        focuser.focuser.moveToward(
                                                ask.whole("Position"), ask.client());
                            });

    private final Hub hub;
    private final HubFocuser focuser;
    private final Attendance attendance;
    private final FocuserActions actions;
    private final AtomicLong told = new AtomicLong();

    ServedFocuser(Hub hub, HubFocuser focuser, Pace pace, FocuserActions actions) {
        this.hub = hub;
        this.focuser = focuser;
        this.actions = actions;
        this.attendance =
                new Attendance(
                        new Attendance.Doors() {
                            @Override
                            public void open(long clientId)
                                    throws DeviceException, InterruptedException {
                                awaitOpened(focuser, pace);
                                focuser.connect(Ask.client(clientId));
                            }

                            @Override
                            public void close(long clientId) {
                                focuser.disconnect(Ask.client(clientId));
                            }
                        },
                        pace);
    }

    /// A hub that has just begun may still be opening its devices.
    static void awaitOpened(HubFocuser focuser, Pace pace) throws InterruptedException {
        var deadline = pace.now().plus(OPENING_PATIENCE);
        while (isBeingOpened(focuser.state()) && pace.now().isBefore(deadline)) {
            pace.pause(OPENING_POLL);
        }
    }

    /// Also between the first answer and the first reading: until then the position is only remembered.
    private static boolean isBeingOpened(FocuserState state) {
        return state.availability() instanceof Availability.Connecting
                || (state.availability().isReady() && state.seenAt().equals(Instant.EPOCH));
    }

    HubFocuser focuser() {
        return focuser;
    }

    @Override
    public AlpacaType type() {
        return AlpacaType.FOCUSER;
    }

    @Override
    public String name() {
        return Served.labelled(focuser.name(), focuser.plan().simulated());
    }

    @Override
    public String description() {
        String model =
                now().introduction()
                        .map(Introduction::model)
                        .orElseGet(() -> focuser.plan().driverId());
        return Served.fitted(focuser.plan().simulated() ? "Simulated " + model : model);
    }

    @Override
    public String origin() {
        return "driver %s at %s".formatted(focuser.plan().driverId(), focuser.plan().address());
    }

    @Override
    public UUID uniqueId() {
        return focuser.identity();
    }

    @Override
    public boolean isStillThere() {
        return hub.focuser(focuser.id()).filter(present -> present == focuser).isPresent();
    }

    @Override
    public Attendance attendance() {
        return attendance;
    }

    @Override
    public boolean isInUse() {
        return Served.super.isInUse() || focuser.isInUse();
    }

    @Override
    public void requireReady() throws DeviceException {
        requireReady(focuser);
    }

    static void requireReady(HubFocuser focuser) throws DeviceException {
        Served.requireNotAway(focuser.name(), focuser.state().availability());
        if (isBeingOpened(focuser.state())) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(
                            focuser.name(), "it is being opened; try again in a moment."));
        }
    }

    @Override
    public Map<String, AlpacaValue> state() {
        FocuserState now = now();
        var state = new LinkedHashMap<String, AlpacaValue>();
        state.put("IsMoving", AlpacaValue.of(now.moving()));
        state.put("Position", AlpacaValue.of(now.positionSteps()));
        felt(now).ifPresent(celsius -> state.put("Temperature", AlpacaValue.of(celsius)));
        return state;
    }

    @Override
    public Optional<AlpacaValue> answer(boolean reading, String member, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        return MEMBERS.answer(this, reading, member, ask);
    }

    @Override
    public List<String> actions() {
        return actions.names(focuser);
    }

    @Override
    public String act(String action, String parameters, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        return actions.act(this, action, parameters, ask);
    }

    @Override
    public String command(String command, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        return actions.command(focuser, command, ask);
    }

    private FocuserState now() {
        return focuser.state();
    }

    private int maximumSteps() {
        return now().travel().maximumSteps();
    }

    private double stepMicrons() throws Refusal {
        return focuser.settings()
                .stepMicrons()
                .orElseThrow(() ->
                        Refusal.notImplemented(
                                "Nobody has said how far %s goes in one step. Enter it on its setup page."
                                        .formatted(name())));
    }

    private double temperature() throws Refusal {
        return felt(now())
                .orElseThrow(
                        () -> Refusal.notImplemented("%s has no thermometer.".formatted(name())));
    }

    private static OptionalDouble felt(FocuserState state) {
        if (state.temperatureCelsius().isPresent()) {
            return state.temperatureCelsius();
        }
        return state.weather()
                .map(Weather::temperatureCelsius)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    /// Whoever ordered a move that failed hears so once, when he looks whether it has arrived.
    private void requireNoUntoldFailure(Ask ask) throws DeviceException {
        Optional<MoveFailure> failure = focuser.failure();
        if (failure.isPresent()
                && failure.get().who().equals(ask.client())
                && told.getAndSet(failure.get().number()) != failure.get().number()) {
            throw new DeviceException(failure.get().fault());
        }
    }
}
