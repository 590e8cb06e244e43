package parfocal.hub;

import java.util.function.Consumer;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.StarCamera;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.stars.Sensor;

/// What the configuration says of how runs use a camera.
///
/// @param files    what is known of its sensor
/// @param learning whether a run learns bad pixels from its own frames; see docs/decisions/0007
/// @param advice   whether a run may choose exposure and binning where they are not ordered
public record CameraCare(SensorFiles files, boolean learning, boolean advice) {
    public static final CameraCare USUAL = new CameraCare(SensorFiles.NONE, false, true);

    /// What looks through a camera, with what is known of it.
    ///
    /// @param also who else gets each frame
    public Eye eye(Camera camera, Consumer<Frame> also, Sensor known) {
        return learning ? Eye.learning(camera, also, known) : Eye.through(camera, also, known);
    }

    /// The same for what is no run.
    ///
    /// @param known from its files
    StarCamera stars(Camera camera, Sensor known) {
        return StarCamera.of(camera, known, learning);
    }

    /// A plan as it may be carried out with this camera.
    FocusPlan restrain(FocusPlan plan) {
        return files.restrain(advice ? plan : plan.unadvised());
    }

    /// @param camera its name, for the message
    /// @throws DeviceException [DeviceFault.Refused] when a file cannot be used
    SensorFiles.Known sensor(String camera) throws DeviceException {
        try {
            return files.read();
        } catch (FitsException | IllegalArgumentException unfit) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            camera,
                            "to be measured with its dark or map of bad pixels",
                            String.valueOf(unfit.getMessage())),
                    unfit);
        }
    }
}
