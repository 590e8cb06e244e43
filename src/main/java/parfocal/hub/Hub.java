package parfocal.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.time.Pace;

/// Everything that is connected, and the only one who talks to it. Devices come and go while it runs.
public final class Hub implements AutoCloseable {
    private record Tended(
            HubFocuser focuser,
            HubCompensation compensation,
            HubFilters filters,
            Thread tender,
            ExecutorService mover) {}

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Memory memory;
    private final Pace pace;
    private final Events events = new Events();
    private final Runs runs;
    private final Lessons lessons;
    private final OffsetRuns offsetRuns;
    private final Thread thermostat;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Roster<Tended> focusers = new Roster<>("focuser");
    private final Roster<HubCamera> cameras = new Roster<>("camera");
    private final Roster<HubWheel> wheels = new Roster<>("filter wheel");
    private final Roster<HubSensor> sensors = new Roster<>("sensor");

    public Hub(Memory memory, Pace pace) {
        this.memory = memory;
        this.pace = pace;
        memory.onTrouble(words -> say(HubEvent.Gravity.TROUBLE, "The memory", words));
        this.runs = new Runs(events, pace, new RunSurroundings(this));
        this.lessons = new Lessons(events, pace);
        this.offsetRuns = new OffsetRuns(this, pace);
        this.thermostat = Thread.ofVirtual().name("compensation").unstarted(this::holdFocus);
    }

    public Events events() {
        return events;
    }

    /// The hub's time.
    public Pace pace() {
        return pace;
    }

    public Runs runs() {
        return runs;
    }

    public OffsetRuns offsetRuns() {
        return offsetRuns;
    }

    public Lessons lessons() {
        return lessons;
    }

    public Memory memory() {
        return memory;
    }

    /// Takes a focuser in and begins to open it; it need not be there yet.
    ///
    /// @throws IllegalArgumentException when the hub has one of that id
    public HubFocuser add(FocuserPlan plan) {
        ExecutorService mover =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("move-" + plan.id()).factory());
        var focuser = new HubFocuser(plan, memory, events, pace, mover);
        Thread tender =
                Thread.ofPlatform()
                        .daemon()
                        .name("tend-" + plan.id())
                        .unstarted(focuser::keepTending);
        var around = new Around(this, plan.id());
        var compensation = new HubCompensation(focuser, around, memory, events, pace);
        focuser.onRenumbering(compensation::renumbered);
        var filters = new HubFilters(focuser, compensation, around::wheel, memory, events, pace);
        var tended = new Tended(focuser, compensation, filters, tender, mover);
        try {
            focusers.add(plan.id(), tended);
        } catch (IllegalArgumentException taken) {
            mover.shutdown();
            throw taken;
        }
        tender.start();
        var _ = memory.number("focuser", plan.id());
        if (thermostat.getState() == Thread.State.NEW) {
            thermostat.start();
        }
        changed();
        return focuser;
    }

    public HubCamera add(CameraPlan plan) {
        var camera = new HubCamera(plan, memory, events, pace);
        cameras.add(plan.id(), camera);
        var _ = memory.number("camera", plan.id());
        changed();
        return camera;
    }

    public HubWheel add(WheelPlan plan) {
        var wheel = new HubWheel(plan, memory, events, pace);
        wheel.onTurned((from, to) -> turned(wheel, from, to));
        wheels.add(plan.id(), wheel);
        var _ = memory.number("wheel", plan.id());
        changed();
        return wheel;
    }

    /// Takes a sensor in and begins to read it; it need not be there yet.
    public HubSensor add(SensorPlan plan) {
        var sensor = new HubSensor(plan, memory, events, pace);
        sensors.add(plan.id(), sensor);
        sensor.begin();
        changed();
        return sensor;
    }

    /// Lets a focuser go: what moves is halted, its line is closed, what was remembered of it stays.
    public void removeFocuser(String id) {
        if (focusers.remove(id, Hub::close)) {
            lessons.withdraw(id);
            changed();
        }
    }

    public void removeCamera(String id) {
        if (cameras.remove(id, HubCamera::close)) {
            changed();
        }
    }

    public void removeWheel(String id) {
        if (wheels.remove(id, HubWheel::close)) {
            changed();
        }
    }

    public void removeSensor(String id) {
        if (sensors.remove(id, HubSensor::close)) {
            changed();
        }
    }

    /// Calls a device otherwise. Its id, and all that is remembered under it, stay; nothing is disconnected.
    ///
    /// @param kind `focuser`, `camera`, `filter-wheel` or `sensor`
    public void rename(String kind, String id, String newName) {
        switch (kind) {
            case "focuser" -> focuser(id).ifPresent(known -> known.rename(newName));
            case "camera" -> camera(id).ifPresent(known -> known.rename(newName));
            case "filter-wheel" -> wheel(id).ifPresent(known -> known.rename(newName));
            case "sensor" -> sensor(id).ifPresent(known -> known.rename(newName));
            default -> throw new IllegalArgumentException("There are no devices of kind " + kind);
        }
        say(HubEvent.Gravity.NOTE, newName, "is the new name of %s '%s'.".formatted(kind, id));
        changed();
    }

    /// By id.
    public List<HubFocuser> focusers() {
        return focusers.all().stream().map(Tended::focuser).toList();
    }

    public Optional<HubFocuser> focuser(String id) {
        return focusers.find(id).map(Tended::focuser);
    }

    public Optional<HubCompensation> compensation(String focuserId) {
        return focusers.find(focuserId).map(Tended::compensation);
    }

    /// The filters before a focuser.
    public Optional<HubFilters> filters(String focuserId) {
        return focusers.find(focuserId).map(Tended::filters);
    }

    private void turned(HubWheel wheel, String fromFilter, String toFilter) {
        focusers.all().stream()
                .map(Tended::filters)
                .filter(filters -> filters.wheel().equals(Optional.of(wheel)))
                .forEach(filters -> filters.turned(fromFilter, toFilter));
    }

    /// By id.
    public List<HubCamera> cameras() {
        return cameras.all();
    }

    public Optional<HubCamera> camera(String id) {
        return cameras.find(id);
    }

    /// By id.
    public List<HubWheel> wheels() {
        return wheels.all();
    }

    public Optional<HubWheel> wheel(String id) {
        return wheels.find(id);
    }

    /// Sensors elsewhere, by id; those of the focusers are in their states.
    public List<HubSensor> sensors() {
        return sensors.all();
    }

    public Optional<HubSensor> sensor(String id) {
        return sensors.find(id);
    }

    /// The number of a device among its kind, from 0 in the order in which the hub first saw them, and the same ever after.
    ///
    /// @param kind such as `focuser`
    public int number(String kind, String id) {
        return memory.number(kind, id);
    }

    /// The camera behind a focuser: the one that was configured for it, or the only one there is.
    ///
    /// @throws DeviceException [DeviceFault.Refused] when there is none, or more than one and nobody said which
    public HubCamera cameraBehind(HubFocuser focuser) throws DeviceException {
        List<HubCamera> meant =
                cameras().stream()
                        .filter(camera ->
                                camera.plan().focuserId().equals(Optional.of(focuser.id())))
                        .toList();
        List<HubCamera> candidates = meant.isEmpty() ? cameras() : meant;
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        focuser.name(),
                        "to focus",
                        candidates.isEmpty()
                                ? "there is no camera. Add one to the configuration."
                                : "there are %d cameras (%s). Say which with --camera."
                                        .formatted(
                                                candidates.size(),
                                                String.join(
                                                        ", ",
                                                        candidates.stream()
                                                                .map(HubCamera::id)
                                                                .toList()))));
    }

    /// Says a sentence to everybody who watches, such as the log.
    ///
    /// @param about what it is about: a device's name, or a part of the program
    public void say(HubEvent.Gravity gravity, String about, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, about, sentence));
    }

    /// Ends runs, halts what moves, and lets go of every line, in this order.
    @Override
    public void close() {
        closing.countDown();
        runs.close();
        lessons.close();
        offsetRuns.close();
        focusers.all().forEach(Hub::close);
        cameras.all().forEach(HubCamera::close);
        wheels.all().forEach(HubWheel::close);
        sensors.all().forEach(HubSensor::close);
    }

    private void holdFocus() {
        try {
            // Waits on the wall, as those do who look after the lines: a night in virtual time is
            // driven by
            // its run alone.
            do {
                focusers.all().forEach(tended -> tended.compensation().look());
            } while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Tended tended) {
        tended.tender().interrupt();
        tended.focuser().close();
        tended.mover().shutdownNow();
    }

    private void changed() {
        events.tell(new HubEvent.DevicesChanged(pace.now()));
    }
}
