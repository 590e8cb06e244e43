package parfocal.server.alpaca;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaError;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.AlpacaValue;

/// A camera of the hub as Alpaca's Camera, interface version 4. Binning and window belong to the camera, as Alpaca wants it, and are
/// checked when an exposure is ordered.
final class ServedCamera implements Served {
    static final double SHORTEST_SECONDS = 0.001;
    static final double LONGEST_SECONDS = 3_600;

    private final Hub hub;
    private final HubCamera camera;
    private final Attendance attendance;
    private final Exposures exposures;
    private volatile Optional<CameraInfo> info = Optional.empty();
    private volatile ReadoutWish wish = new ReadoutWish(1, 1, 0, 0, 0, 0);

    ServedCamera(Hub hub, HubCamera camera, Pace pace) {
        this.hub = hub;
        this.camera = camera;
        this.exposures = new Exposures(name(), pace);
        this.attendance = new Attendance(_ -> open(), pace);
    }

    private synchronized void open() throws DeviceException, InterruptedException {
        CameraInfo known = camera.info();
        if (!Optional.of(known).equals(info)) {
            wish = ReadoutWish.whole(known);
        }
        info = Optional.of(known);
    }

    Exposures exposures() {
        return exposures;
    }

    /// Of the connected camera.
    CameraInfo info() throws DeviceException {
        return info.orElseThrow(this::nobodyConnected);
    }

    ReadoutWish wish() {
        return wish;
    }

    synchronized void wish(ReadoutWish newWish) {
        wish = newWish;
    }

    /// Begins an exposure of what is wished.
    void expose(double seconds, Client who) throws Refusal, DeviceException, InterruptedException {
        if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
            throw Refusal.invalid(
                    "%s exposes from %s to %s s, not %s s."
                            .formatted(name(), SHORTEST_SECONDS, LONGEST_SECONDS, seconds));
        }
        Duration exposure = ActionParameters.duration(seconds);
        Shot shot = wish.shot(name(), info(), exposure);
        exposures.begun(camera.order(shot, who), exposure);
    }

    /// Ends an exposure that was ordered here, without a frame.
    void abort() {
        if (exposures.isUnderWay()) {
            camera.abort();
            exposures.forget();
        }
    }

    boolean isExposing() {
        return exposures.isUnderWay() || camera.state().exposing();
    }

    @Override
    public AlpacaType type() {
        return AlpacaType.CAMERA;
    }

    @Override
    public String name() {
        return Served.labelled(camera.name(), camera.plan().simulated());
    }

    @Override
    public String origin() {
        return "camera at " + camera.plan().address();
    }

    @Override
    public UUID uniqueId() {
        return camera.identity();
    }

    @Override
    public boolean isStillThere() {
        return hub.camera(camera.id()).filter(present -> present == camera).isPresent();
    }

    @Override
    public Attendance attendance() {
        return attendance;
    }

    @Override
    public void requireReady() throws DeviceException {
        Served.requireNotAway(name(), camera.state().availability());
    }

    @Override
    public Map<String, AlpacaValue> state() {
        var state = new LinkedHashMap<String, AlpacaValue>();
        state.put("CameraState", AlpacaValue.of(stateNumber()));
        state.put("ImageReady", AlpacaValue.of(exposures.frame().isPresent()));
        exposures.percent().ifPresent(p -> state.put("PercentCompleted", AlpacaValue.of(p)));
        return state;
    }

    int stateNumber() {
        int idle = 0;
        int exposing = 2;
        int error = 5;
        if (isExposing()) {
            return exposing;
        }
        return exposures.failure().isPresent() ? error : idle;
    }

    @Override
    public Optional<AlpacaValue> answer(boolean reading, String member, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        return CameraMembers.MEMBERS.answer(this, reading, member, ask);
    }

    /// @throws DeviceException why the last exposure gave nothing
    boolean isImageReady() throws DeviceException {
        if (exposures.failure().isPresent()) {
            throw exposures.failure().get();
        }
        return exposures.frame().isPresent();
    }

    Picture picture() throws Refusal, DeviceException {
        if (!isImageReady()) {
            throw new Refusal(
                    AlpacaError.INVALID_OPERATION,
                    "%s has no image to give; order an exposure and wait until ImageReady is True."
                            .formatted(name()));
        }
        return exposures.frame().orElseThrow();
    }

    static DeviceException failed(String camera, String reason) {
        return new DeviceException(new DeviceFault.CameraFailed(camera, reason));
    }

    static final List<String> READOUT_MODES = List.of("Normal");
}
