package parfocal.server.alpaca;

import java.time.Duration;
import java.util.Optional;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;

/// A camera of 6 × 4 pixels, each of which says where it is: 100 × row + column. Exposures of 13 s fail at once.
final class TinyCamera implements Camera {
    private static final int WIDTH = 6;
    private static final int HEIGHT = 4;

    @Override
    public String name() {
        return "Tiny camera";
    }

    @Override
    public CameraInfo info() {
        return new CameraInfo(WIDTH, HEIGHT, 3.8, 2, 4_095, Optional.of("GRBG"));
    }

    @Override
    public Frame expose(Shot shot) throws DeviceException, InterruptedException {
        if (shot.exposure().equals(Duration.ofSeconds(13))) {
            throw new DeviceException(
                    new DeviceFault.CameraFailed(name(), "its cable is bad. Try another."));
        }
        AlpacaBench.PACE.pause(shot.exposure());
        Shot.Window window =
                shot.window()
                        .orElse(
                                new Shot.Window(
                                        0, 0, WIDTH / shot.binning(), HEIGHT / shot.binning()));
        var adu = new float[window.widthPixels() * window.heightPixels()];
        for (int y = 0; y < window.heightPixels(); y++) {
            for (int x = 0; x < window.widthPixels(); x++) {
                adu[y * window.widthPixels() + x] = 100 * (y + window.top()) + x + window.left();
            }
        }
        return new Frame(window.widthPixels(), window.heightPixels(), adu);
    }

    @Override
    public void close() {}
}
