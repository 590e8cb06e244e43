package parfocal.camera;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.Value;

/// A camera of an INDI server. Before each exposure it is set to send a FITS file of a light frame with the binning and window asked
/// for, and whatever another program has set meanwhile is thereby set back.
public final class IndiCamera implements Camera {
    private static final String WHAT = "a camera";
    private static final List<String> NEEDED =
            List.of(IndiExposure.EXPOSURE, IndiExposure.IMAGE, "CCD_INFO");
    // A frame of 70 MB of text over a poor wireless network.
    private static final Duration DOWNLOAD = Duration.ofSeconds(60);
    private static final Duration TO_ABORT = Duration.ofSeconds(2);

    private final IndiDevice device;
    private final CameraInfo info;
    private final ReentrantLock exposing = new ReentrantLock();

    private IndiCamera(IndiDevice device, CameraInfo info) {
        this.device = device;
        this.info = info;
    }

    /// Connects to the server, has the server connect to the camera if it is not, and reads what the camera says of itself.
    ///
    /// @param name of the device, as the server calls it: `CCD Simulator`
    /// @throws DeviceException [DeviceFault.NotConnected] or [DeviceFault.WrongDevice], with what to do
    public static IndiCamera connect(String host, int port, String name)
            throws DeviceException, InterruptedException {
        var device = IndiDevice.connect(host, port, name, IndiLimits.ofACamera(), NEEDED, WHAT);
        try {
            return new IndiCamera(device, IndiCameraSheet.read(device));
        } catch (DeviceException | InterruptedException | RuntimeException failed) {
            device.close();
            throw failed;
        }
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public CameraInfo info() {
        return info;
    }

    @Override
    public Frame expose(Shot shot) throws DeviceException, InterruptedException {
        exposing.lockInterruptibly();
        try {
            if (!device.ready()) {
                device.becomeReady(WHAT);
            }
            double seconds = shot.exposure().toNanos() / 1e9;
            requirePossible(shot, seconds);
            setUp(shot);
            return read(exposed(seconds));
        } catch (DeviceException failed) {
            throw failed.fault() instanceof DeviceFault.CameraFailed
                    ? failed
                    : failed(failed.fault().message(), failed);
        } finally {
            exposing.unlock();
        }
    }

    /// Leaves the server; the camera stays connected there, for others.
    @Override
    public void close() {
        device.close();
    }

    private void requirePossible(Shot shot, double seconds) throws DeviceException {
        if (shot.binning() > info.maximumBinning()) {
            throw failed(
                    "it bins up to %d; %d was asked."
                            .formatted(info.maximumBinning(), shot.binning()));
        }
        int width = info.widthPixels() / shot.binning();
        int height = info.heightPixels() / shot.binning();
        if (shot.window().isPresent()) {
            Shot.Window window = shot.window().get();
            if (window.left() + window.widthPixels() > width
                    || window.top() + window.heightPixels() > height) {
                throw failed(
                        "a window of %d × %d pixels at (%d, %d) does not fit into its %d × %d at binning %d."
                                .formatted(
                                        window.widthPixels(),
                                        window.heightPixels(),
                                        window.left(),
                                        window.top(),
                                        width,
                                        height,
                                        shot.binning()));
            }
        }
        Property exposure = require(IndiExposure.EXPOSURE);
        var shape = exposure.member(IndiExposure.SECONDS).flatMap(member -> member.shape());
        if (shape.isPresent() && !shape.get().allows(seconds)) {
            throw failed(
                    "it exposes from %s s to %s s; %.4f s was asked."
                            .formatted(
                                    tidy(shape.get().minimum()),
                                    tidy(shape.get().maximum()),
                                    seconds));
        }
        if (exposure.state() == PropertyState.BUSY) {
            throw failed(
                    "another program is exposing with it, %.1f s are left. Stop the other program, or let it finish."
                            .formatted(exposure.number(IndiExposure.SECONDS).orElse(0)));
        }
    }

    private static String tidy(double seconds) {
        return parfocal.wire.indi.NumberFormat.print("%g", seconds);
    }

    private void setUp(Shot shot) throws DeviceException, InterruptedException {
        // Both is as good, and somebody may want the files.
        Optional<Property> upload = device.property("UPLOAD_MODE");
        if (upload.isPresent() && upload.get().isOn("UPLOAD_LOCAL")) {
            press("UPLOAD_MODE", "UPLOAD_CLIENT");
        }
        press("CCD_TRANSFER_FORMAT", "FORMAT_FITS");
        press("CCD_FRAME_TYPE", "FRAME_LIGHT");
        set("CCD_BINNING", numbers("HOR_BIN", shot.binning(), "VER_BIN", shot.binning()));
        Shot.Window window =
                shot.window()
                        .orElse(
                                new Shot.Window(
                                        0,
                                        0,
                                        info.widthPixels() / shot.binning(),
                                        info.heightPixels() / shot.binning()));
        boolean whole = shot.window().isEmpty();
        Map<String, Double> frame =
                numbers("X", window.left() * shot.binning(), "Y", window.top() * shot.binning());
        frame.putAll(
                numbers(
                        "WIDTH",
                        whole ? info.widthPixels() : window.widthPixels() * shot.binning(),
                        "HEIGHT",
                        whole ? info.heightPixels() : window.heightPixels() * shot.binning()));
        if (!set("CCD_FRAME", frame) && !whole) {
            throw failed("it cannot read out a part of its sensor.");
        }
    }

    private static Map<String, Double> numbers(String a, int first, String b, int second) {
        var numbers = new LinkedHashMap<String, Double>();
        numbers.put(a, (double) first);
        numbers.put(b, (double) second);
        return numbers;
    }

    private void press(String property, String element)
            throws DeviceException, InterruptedException {
        Optional<Property> there = device.property(property);
        if (there.flatMap(known -> known.member(element)).isPresent()
                && !there.get().isOn(element)) {
            var _ =
                    device.order(
                            NewVector.press(device.name(), property, element), IndiDevice.ANSWER);
        }
    }

    private boolean set(String property, Map<String, Double> numbers)
            throws DeviceException, InterruptedException {
        Optional<Property> there = device.property(property);
        if (there.isEmpty()) {
            return false;
        }
        boolean already =
                numbers.entrySet().stream()
                        .allMatch(each ->
                                there.get().number(each.getKey()).orElse(-1) == each.getValue());
        if (!already) {
            var _ =
                    device.order(
                            NewVector.numbers(device.name(), property, numbers), IndiDevice.ANSWER);
        }
        return true;
    }

    private Value.Blob exposed(double seconds) throws DeviceException, InterruptedException {
        var exposure = new IndiExposure(device.name(), seconds);
        var order =
                NewVector.number(
                        device.name(), IndiExposure.EXPOSURE, IndiExposure.SECONDS, seconds);
        Duration deadline = Duration.ofNanos((long) (seconds * 1e9)).plus(DOWNLOAD);
        Optional<IndiExposure.End> end;
        try {
            end = device.client().ask(List.of(order), deadline, exposure);
        } catch (InterruptedException cancelled) {
            abort();
            throw cancelled;
        }
        if (end.isEmpty()) {
            abort();
            throw failed(missing(exposure, seconds));
        }
        return switch (end.get()) {
            case IndiExposure.End.Arrived(Value.Blob blob) -> blob;
            case IndiExposure.End.Failed(String reason) -> throw failed(reason);
        };
    }

    private static String missing(IndiExposure exposure, double seconds) {
        if (!exposure.begun()) {
            return "it never began the exposure of %.2f s. Restart its INDI driver."
                    .formatted(seconds);
        }
        return exposure.done()
                ? "it says that it is done, but no frame came within %d s. Does it save its frames to its own disk?"
                        .formatted(DOWNLOAD.toSeconds())
                : "the exposure of %.2f s did not end within %d s more. Restart its INDI driver."
                        .formatted(seconds, DOWNLOAD.toSeconds());
    }

    // Whoever comes next must not find it exposing; but no more than a moment is spent on it.
    private void abort() {
        boolean interrupted = Thread.interrupted();
        try {
            var _ =
                    device.client()
                            .ask(
                                    List.of(
                                            NewVector.press(
                                                    device.name(), "CCD_ABORT_EXPOSURE", "ABORT")),
                                    TO_ABORT,
                                    (_, mirror) ->
                                            mirror.property(device.name(), IndiExposure.EXPOSURE)
                                                            .filter(known ->
                                                                    known.state()
                                                                            == PropertyState.BUSY)
                                                            .isPresent()
                                                    ? Optional.<Boolean>empty()
                                                    : Optional.of(true));
        } catch (DeviceException _) {
            // The exposure is given up either way, and its own trouble is what is told.
        } catch (InterruptedException _) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Frame read(Value.Blob blob) throws DeviceException {
        try {
            return IndiFrame.of(blob);
        } catch (FitsException | IndiFrame.NoFits unreadable) {
            throw failed(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private Property require(String property) throws DeviceException {
        return device.property(property)
                .orElseThrow(() -> failed("it was disconnected. Connect it again."));
    }

    private DeviceException failed(String reason) {
        return new DeviceException(new DeviceFault.CameraFailed(name(), reason));
    }

    private DeviceException failed(String reason, Throwable cause) {
        return new DeviceException(new DeviceFault.CameraFailed(name(), reason), cause);
    }
}
