package parfocal.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentSkipListMap;
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
            Thread tender,
            ExecutorService mover) {}

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Memory memory;
    private final Pace pace;
    private final Events events = new Events();
    private final Runs runs;
    private final Lessons lessons;
    private final Thread thermostat;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Tended> focusers = new ConcurrentSkipListMap<>();
    private final Map<String, HubCamera> cameras = new ConcurrentSkipListMap<>();
    private final Map<String, HubWheel> wheels = new ConcurrentSkipListMap<>();

    public Hub(Memory memory, Pace pace) {
        this.memory = memory;
        this.pace = pace;
        this.runs =
                new Runs(
                        events,
                        pace,
                        (id, result) -> compensation(id).ifPresent(held -> held.focused(result)));
        this.lessons = new Lessons(events, pace);
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
        var compensation =
                new HubCompensation(focuser, new Around(plan.id()), memory, events, pace);
        focuser.onRenumbering(compensation::renumbered);
        var tended = new Tended(focuser, compensation, tender, mover);
        if (focusers.putIfAbsent(plan.id(), tended) != null) {
            mover.shutdown();
            throw new IllegalArgumentException(
                    "The hub has a focuser '%s' already; give this one another name."
                            .formatted(plan.id()));
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
        if (cameras.putIfAbsent(plan.id(), camera) != null) {
            throw new IllegalArgumentException(
                    "The hub has a camera '%s' already; give this one another name."
                            .formatted(plan.id()));
        }
        var _ = memory.number("camera", plan.id());
        changed();
        return camera;
    }

    public HubWheel add(WheelPlan plan) {
        var wheel = new HubWheel(plan, memory, events, pace);
        if (wheels.putIfAbsent(plan.id(), wheel) != null) {
            throw new IllegalArgumentException(
                    "The hub has a filter wheel '%s' already; give this one another name."
                            .formatted(plan.id()));
        }
        var _ = memory.number("wheel", plan.id());
        changed();
        return wheel;
    }

    /// Lets a focuser go: what moves is halted, its line is closed, what was remembered of it stays.
    public void removeFocuser(String id) {
        Tended gone = focusers.remove(id);
        if (gone != null) {
            lessons.withdraw(id);
            close(gone);
            changed();
        }
    }

    public void removeCamera(String id) {
        HubCamera gone = cameras.remove(id);
        if (gone != null) {
            gone.close();
            changed();
        }
    }

    public void removeWheel(String id) {
        HubWheel gone = wheels.remove(id);
        if (gone != null) {
            gone.close();
            changed();
        }
    }

    /// Calls a device otherwise. Its id, and all that is remembered under it, stay; nothing is disconnected.
    ///
    /// @param kind `focuser`, `camera` or `filter-wheel`
    public void rename(String kind, String id, String newName) {
        switch (kind) {
            case "focuser" ->
                    focuser(id)
                            .ifPresent(known -> {
                                say(
                                        HubEvent.Gravity.NOTE,
                                        known.name(),
                                        "is called '%s' from now on.".formatted(newName));
                                known.rename(newName);
                            });
            case "camera" -> camera(id).ifPresent(known -> known.rename(newName));
            case "filter-wheel" -> wheel(id).ifPresent(known -> known.rename(newName));
            default -> throw new IllegalArgumentException("There are no devices of kind " + kind);
        }
        changed();
    }

    /// By id.
    public List<HubFocuser> focusers() {
        return focusers.values().stream().map(Tended::focuser).toList();
    }

    public Optional<HubFocuser> focuser(String id) {
        return Optional.ofNullable(focusers.get(id)).map(Tended::focuser);
    }

    public Optional<HubCompensation> compensation(String focuserId) {
        return Optional.ofNullable(focusers.get(focuserId)).map(Tended::compensation);
    }

    /// By id.
    public List<HubCamera> cameras() {
        return new ArrayList<>(cameras.values());
    }

    public Optional<HubCamera> camera(String id) {
        return Optional.ofNullable(cameras.get(id));
    }

    /// By id.
    public List<HubWheel> wheels() {
        return new ArrayList<>(wheels.values());
    }

    public Optional<HubWheel> wheel(String id) {
        return Optional.ofNullable(wheels.get(id));
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
        focusers.values().forEach(Hub::close);
        cameras.values().forEach(HubCamera::close);
        wheels.values().forEach(HubWheel::close);
    }

    private void holdFocus() {
        try {
            // Waits on the wall, as those do who look after the lines: a night in virtual time is
            // driven by
            // its run alone.
            do {
                focusers.values().forEach(tended -> tended.compensation().look());
            } while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is around a focuser.
    private final class Around implements HubCompensation.Surroundings {
        private final String focuserId;

        Around(String focuserId) {
            this.focuserId = focuserId;
        }

        @Override
        public OptionalDouble celsius(String sensorId) {
            Optional<FocuserState> state =
                    focuser(sensorId)
                            .map(HubFocuser::state)
                            .filter(seen -> seen.availability().isReady());
            OptionalDouble probe =
                    state.map(FocuserState::temperatureCelsius).orElse(OptionalDouble.empty());
            return probe.isPresent()
                    ? probe
                    : state.flatMap(FocuserState::weather)
                            .map(weather -> OptionalDouble.of(weather.temperatureCelsius()))
                            .orElse(OptionalDouble.empty());
        }

        @Override
        public boolean exposing() {
            return cameras.values().stream()
                    .filter(camera -> camera.plan().focuserId().orElse(focuserId).equals(focuserId))
                    .anyMatch(camera -> camera.state().exposing());
        }

        @Override
        public String filter() {
            List<HubWheel> all = wheels();
            if (all.size() != 1) {
                return "";
            }
            WheelState wheel = all.getFirst().state();
            return wheel.slot().isPresent() && wheel.slot().getAsInt() < wheel.filters().size()
                    ? wheel.filters().get(wheel.slot().getAsInt())
                    : "";
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
