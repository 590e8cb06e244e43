package parfocal.rig;

import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.device.Shot.Window;
import parfocal.image.Frame;

/// Which pixels of the sensor are read out, and how many of them at a time. Charge is added before it is read, so a binned pixel
/// has one offset and saturates at the converter's end.
///
/// @param binning pixels in each direction that are read as one
/// @param window  in binned pixels
record Readout(Sensor sensor, int binning, Window window) {
    static final int LARGEST_BINNING = 4;

    /// @throws DeviceException [DeviceFault.CameraFailed] when the sensor has no such pixels
    static Readout of(String camera, Sensor sensor, Shot shot) throws DeviceException {
        int binning = shot.binning();
        int width = sensor.widthPixels() / binning;
        int height = sensor.heightPixels() / binning;
        if (binning > LARGEST_BINNING) {
            throw new DeviceException(
                    new DeviceFault.CameraFailed(
                            camera,
                            "it bins from 1 to %d; %d was asked."
                                    .formatted(LARGEST_BINNING, binning)));
        }
        Window window = shot.window().orElse(new Window(0, 0, width, height));
        if (window.left() + window.widthPixels() > width
                || window.top() + window.heightPixels() > height) {
            throw new DeviceException(
                    new DeviceFault.CameraFailed(
                            camera,
                            "at binning %d its sensor is %d × %d pixels; a window of %d × %d at (%d, %d) was asked."
                                    .formatted(
                                            binning,
                                            width,
                                            height,
                                            window.widthPixels(),
                                            window.heightPixels(),
                                            window.left(),
                                            window.top())));
        }
        return new Readout(sensor, binning, window);
    }

    boolean isWholeSensor() {
        return binning == 1
                && window.widthPixels() == sensor.widthPixels()
                && window.heightPixels() == sensor.heightPixels();
    }

    float[] of(Frame whole) {
        var adu = new float[window.widthPixels() * window.heightPixels()];
        int i = 0;
        for (int y = window.top(); y < window.top() + window.heightPixels(); y++) {
            for (int x = window.left(); x < window.left() + window.widthPixels(); x++) {
                adu[i++] = binned(whole, x * binning, y * binning);
            }
        }
        return adu;
    }

    private float binned(Frame whole, int left, int top) {
        double charge = 0;
        for (int y = top; y < top + binning; y++) {
            for (int x = left; x < left + binning; x++) {
                charge += whole.adu(x, y) - sensor.biasAdu();
            }
        }
        return (float) Math.min(sensor.biasAdu() + charge, 65_535);
    }
}
