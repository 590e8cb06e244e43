package parfocal.hub;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.stars.Sensor;
import parfocal.time.Pace;

/// A camera as the hub owns it: one exposure at a time, for a client or for a run.
public final class HubCamera extends Elsewhere {
    private final CameraPlan plan;
    private final Opened<Camera> camera;
    private volatile CameraState state =
            new CameraState(
                    new Availability.Unused(), false, Optional.empty(), 0, Optional.empty());
    private volatile Optional<Frame> lastFrame = Optional.empty();
    private Optional<Thread> shutter = Optional.empty();

    HubCamera(CameraPlan plan, Memory memory, Events events, Pace pace) {
        super("camera", plan.id(), plan.name(), memory, events, pace);
        this.plan = plan;
        this.camera =
                new Opened<>(
                        plan.plug(), pace, availability -> change(was -> with(was, availability)));
    }

    public CameraPlan plan() {
        return plan;
    }

    /// What is known of its sensor, from the files of the configuration.
    ///
    /// @throws DeviceException [DeviceFault.Refused] when one of them cannot be used
    public Sensor sensor() throws DeviceException {
        return plan.care().sensor(name()).sensor();
    }

    public CameraState state() {
        return state;
    }

    /// Opens the camera if nobody has yet.
    public CameraInfo info() throws DeviceException, InterruptedException {
        return camera.get().info();
    }

    /// The newest frame, whoever ordered it.
    public Optional<Frame> lastFrame() {
        return lastFrame;
    }

    /// Begins an exposure and returns; [CameraState#exposing] tells its end and [CameraState#frames] whether there is a new frame.
    ///
    /// @throws DeviceException [DeviceFault.Refused] while it exposes or a run has it
    public void start(Shot shot, Client who) throws DeviceException, InterruptedException {
        var _ = order(shot, who);
    }

    /// As [#start], for whoever wants this very frame, whatever is exposed after it.
    ///
    /// @return the frame; a [DeviceException] when there is none, an [InterruptedException] when it was aborted
    public synchronized CompletableFuture<Frame> order(Shot shot, Client who)
            throws DeviceException, InterruptedException {
        requireFree("to expose for " + who);
        Camera open = camera.get();
        change(was ->
                new CameraState(
                        was.availability(), true, was.owner(), was.frames(), Optional.empty()));
        var frame = new CompletableFuture<Frame>();
        shutter = Optional.of(Thread.startVirtualThread(() -> exposeFor(open, shot, frame)));
        return frame;
    }

    /// Ends an exposure without a frame; nothing where there is none.
    public synchronized void abort() {
        shutter.ifPresent(Thread::interrupt);
    }

    /// Gives the camera to one run until it is closed.
    ///
    /// @param purpose what others are told
    /// @throws DeviceException [DeviceFault.Refused] while somebody has it
    public synchronized Camera lend(String purpose) throws DeviceException, InterruptedException {
        requireFree("to work for " + purpose);
        Camera open = camera.get();
        change(was ->
                new CameraState(
                        was.availability(),
                        false,
                        Optional.of(purpose),
                        was.frames(),
                        Optional.empty()));
        return new Lent(open);
    }

    synchronized void close() {
        abort();
        camera.close();
    }

    private final class Lent implements Camera {
        private final Camera open;

        Lent(Camera open) {
            this.open = open;
        }

        @Override
        public String name() {
            return HubCamera.this.name();
        }

        @Override
        public CameraInfo info() {
            return open.info();
        }

        @Override
        public Frame expose(Shot shot) throws DeviceException, InterruptedException {
            change(was ->
                    new CameraState(
                            was.availability(), true, was.owner(), was.frames(), was.trouble()));
            return shoot(open, shot);
        }

        @Override
        public void close() {
            change(was ->
                    new CameraState(
                            was.availability(),
                            false,
                            Optional.empty(),
                            was.frames(),
                            was.trouble()));
        }
    }

    private void exposeFor(Camera open, Shot shot, CompletableFuture<Frame> frame) {
        try {
            frame.complete(shoot(open, shot));
        } catch (DeviceException told) {
            // Kept in the state as well, where everybody looks.
            frame.completeExceptionally(told);
        } catch (InterruptedException aborted) {
            change(was -> ended(was, was.frames(), Optional.of("The exposure was aborted.")));
            frame.completeExceptionally(aborted);
        } catch (RuntimeException bug) {
            String reason = "The exposure failed in the program itself: " + bug;
            change(was -> ended(was, was.frames(), Optional.of(reason)));
            frame.completeExceptionally(bug);
        }
    }

    private Frame shoot(Camera open, Shot shot) throws DeviceException, InterruptedException {
        try {
            Frame frame = open.expose(shot);
            lastFrame = Optional.of(frame);
            change(was -> ended(was, was.frames() + 1, Optional.empty()));
            return frame;
        } catch (DeviceException trouble) {
            String reason = trouble.fault().message();
            change(was -> ended(was, was.frames(), Optional.of(reason)));
            if (trouble.fault() instanceof DeviceFault.NotConnected) {
                camera.letGo(reason);
            }
            throw trouble;
        }
    }

    private static CameraState ended(CameraState was, long frames, Optional<String> trouble) {
        return new CameraState(was.availability(), false, was.owner(), frames, trouble);
    }

    private static CameraState with(CameraState was, Availability availability) {
        return new CameraState(
                availability, was.exposing(), was.owner(), was.frames(), was.trouble());
    }

    private void requireFree(String order) throws DeviceException {
        Optional<String> reason =
                state.owner().isPresent()
                        ? state.owner().map(owner -> owner + " has it.")
                        : state.exposing()
                                ? Optional.of("it is exposing. Wait for the frame, or abort it.")
                                : Optional.empty();
        if (reason.isPresent()) {
            throw new DeviceException(new DeviceFault.Refused(name(), order, reason.get()));
        }
    }

    private void change(UnaryOperator<CameraState> change) {
        synchronized (events()) {
            state = change.apply(state);
        }
        events().tell(new HubEvent.CameraChanged(pace().now(), plan.id(), state));
    }
}
