package parfocal.server.indi;

import java.util.List;
import java.util.Optional;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.hub.Availability;
import parfocal.hub.Client;
import parfocal.hub.HubCamera;

/// A camera of the hub.
final class CameraTrade implements Trade {
    private final HubCamera camera;
    private final String name;
    private final ReadoutPanel readout;
    private final ExposurePanel exposure;

    private CameraTrade(
            HubCamera camera, String name, ReadoutPanel readout, ExposurePanel exposure) {
        this.camera = camera;
        this.name = name;
        this.readout = readout;
        this.exposure = exposure;
    }

    static Device device(House house, HubCamera camera, String name) {
        var states = new States();
        var readout = new ReadoutPanel(name, states);
        var exposure = new ExposurePanel(house, camera, name, states, readout);
        var trade = new CameraTrade(camera, name, readout, exposure);
        var device = new Device(trade, house, states, new Rhythm());
        exposure.showsOn(device.shelf());
        return device;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int interfaces() {
        return CAMERA;
    }

    @Override
    public String driver() {
        return "camera";
    }

    @Override
    public boolean simulated() {
        return camera.plan().simulated();
    }

    @Override
    public Availability availability() {
        return camera.state().availability();
    }

    @Override
    public void connect(Client who) throws DeviceException, InterruptedException {
        CameraInfo info = camera.info();
        readout.opened(info);
    }

    @Override
    public void disconnect(Client who) {
        exposure.guestLeft(who);
    }

    @Override
    public List<Panel> panels() {
        return List.of(exposure, readout);
    }

    @Override
    public List<String> kept() {
        return readout.kept();
    }

    @Override
    public void forget(Client who) {
        readout.reset();
    }

    @Override
    public Optional<String> complaint() {
        return exposure.complaint();
    }
}
