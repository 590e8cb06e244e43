package parfocal.camera;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// A camera of an Alpaca server. Only binning and window are set, and set back when it is closed; cooler, gain, offset and readout
/// mode stay as their owner left them. One exposure at a time.
public final class AlpacaCamera implements Camera {
    private static final String NAME = "Alpaca camera";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /// What a slow camera on a slow line takes to read out before it says that its picture is ready.
    private static final Duration READOUT = Duration.ofSeconds(60);

    private static final int STATE_ERROR = 5;

    private final AlpacaClient client;
    private final Pace pace;
    private final AlpacaSensor sensor;
    private final AlpacaWindow found;

    private AlpacaCamera(AlpacaClient client, Pace pace, AlpacaSensor sensor, AlpacaWindow found) {
        this.client = client;
        this.pace = pace;
        this.sensor = sensor;
        this.found = found;
    }

    /// Connects, and reads what the camera is; nothing is changed.
    ///
    /// @throws DeviceException when no camera answers there; nothing is left open
    public static AlpacaCamera connect(AlpacaAddress address, WireLog log, Pace pace)
            throws DeviceException {
        AlpacaClient client = AlpacaClient.at(NAME, address, log);
        try {
            client.connect();
            return new AlpacaCamera(
                    client, pace, AlpacaSensor.read(client), AlpacaWindow.read(client));
        } catch (DeviceException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CameraInfo info() {
        return sensor.info();
    }

    /// As [Camera#expose(Shot)]. Colour pictures in planes become their mean; a Bayer matrix stays as it is.
    ///
    /// The time limit is the exposure and a minute for reading out; downloading has its own, by the size of the picture.
    @Override
    public synchronized Frame expose(Shot shot) throws DeviceException, InterruptedException {
        AlpacaWindow window = sensor.window(NAME, shot);
        boolean started = false;
        try {
            window.set(client);
            started = true;
            var _ =
                    client.put(
                            "startexposure",
                            Map.of("Duration", seconds(shot.exposure()), "Light", "True"));
            awaitPicture(shot.exposure());
            return framed(client.image(window.pixels()), window, shot);
        } catch (DeviceException trouble) {
            if (started) {
                abort();
            }
            throw trouble.fault() instanceof DeviceFault.CameraFailed
                    ? trouble
                    : failed(trouble.fault().message(), trouble);
        } catch (InterruptedException cancelled) {
            abort();
            throw cancelled;
        }
    }

    private void awaitPicture(Duration exposure) throws DeviceException, InterruptedException {
        Instant end = pace.now().plus(exposure).plus(READOUT);
        // Nothing is to be had before the shutter closes, but a camera may fail at any moment.
        while (!client.get("imageready", AlpacaValue::asTruth)) {
            if (client.find("camerastate", AlpacaValue::asWhole).orElse(0) == STATE_ERROR) {
                throw failed(
                        "it says that it is in error and gives no reason. Look at its own program, or switch it off and on.");
            }
            if (pace.now().isAfter(end)) {
                throw failed(
                        "%.3f s after an exposure of %s s its picture is still not ready. Look at its own program, or switch it off and on."
                                .formatted(READOUT.toMillis() / 1000.0, seconds(exposure)));
            }
            pace.pause(LOOK_AGAIN);
        }
    }

    private Frame framed(Frame frame, AlpacaWindow window, Shot shot) throws DeviceException {
        if (frame.widthPixels() != window.width() || frame.heightPixels() != window.height()) {
            throw failed(
                    "its picture has %d × %d pixels; %d × %d were ordered."
                            .formatted(
                                    frame.widthPixels(),
                                    frame.heightPixels(),
                                    window.width(),
                                    window.height()));
        }
        var keywords = new TreeMap<String, String>();
        keywords.put("EXPTIME", seconds(shot.exposure()));
        keywords.put("XBINNING", Integer.toString(shot.binning()));
        if (sensor.info().pixelMicrons() > 0) {
            keywords.put("XPIXSZ", Double.toString(shot.binning() * sensor.info().pixelMicrons()));
        }
        keywords.put("INSTRUME", sensor.model());
        sensor.colourPattern(shot, window).ifPresent(pattern -> keywords.put("BAYERPAT", pattern));
        return frame.with(keywords);
    }

    private static String seconds(Duration exposure) {
        return java.math.BigDecimal.valueOf(exposure.toNanos(), 9)
                .stripTrailingZeros()
                .toPlainString();
    }

    /// Ends the exposure as far as the camera can; that it cannot is no news to somebody who has worse to tell.
    private void abort() {
        try {
            if (sensor.canAbort()) {
                var _ = client.put("abortexposure", Map.of());
            } else if (sensor.canStop()) {
                var _ = client.put("stopexposure", Map.of());
            }
        } catch (DeviceException _) {
            // Left to itself, the camera ends the exposure when its time is over.
        }
    }

    private static DeviceException failed(String reason) {
        return new DeviceException(new DeviceFault.CameraFailed(NAME, reason));
    }

    private static DeviceException failed(String reason, DeviceException cause) {
        return new DeviceException(new DeviceFault.CameraFailed(NAME, reason), cause);
    }

    /// Sets binning and window back as they were found, and leaves the camera.
    @Override
    public void close() {
        try {
            found.set(client);
        } catch (DeviceException _) {
            // A camera that is gone has forgotten them anyway.
        }
        client.close();
    }

    /// What the camera calls itself.
    public String model() {
        return sensor.model();
    }
}
