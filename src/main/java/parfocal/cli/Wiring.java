package parfocal.cli;

import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.Plug;
import parfocal.hub.WheelPlan;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// Brings what was configured onto the hub: finds the driver of each device and says how it is opened.
///
/// @param log of the talk on all wires
record Wiring(Hub hub, Pace pace, WireLog log) {

    /// @throws Misuse when two devices have one name, or a rig's scene contradicts itself
    void add(Configuration configuration) throws Misuse {
        try {
            configuration.focusers().forEach(this::add);
            configuration.cameras().forEach(this::addCamera);
            configuration.wheels().forEach(this::addWheel);
            configuration.rigs().forEach(rig -> SimulatedRig.add(hub, rig, pace, log));
        } catch (IllegalArgumentException impossible) {
            throw new Misuse(String.valueOf(impossible.getMessage()), impossible);
        }
    }

    private void add(Configuration.FocuserEntry entry) {
        hub.add(
                new FocuserPlan(
                        Configuration.idOf(entry.name()),
                        entry.name(),
                        entry.driver().info().id(),
                        entry.address().toString(),
                        false,
                        () -> entry.driver().connect(entry.address(), log, pace),
                        entry.own(),
                        entry.device()));
    }

    private void addCamera(Configuration.RemoteEntry entry) {
        hub.add(
                new CameraPlan(
                        Configuration.idOf(entry.name()),
                        entry.name(),
                        entry.address().toString(),
                        false,
                        entry.focuser().map(Configuration::idOf),
                        camera(entry)));
    }

    private void addWheel(Configuration.RemoteEntry entry) {
        hub.add(
                new WheelPlan(
                        Configuration.idOf(entry.name()),
                        entry.name(),
                        entry.address().toString(),
                        false,
                        wheel(entry)));
    }

    private Plug<Camera> camera(Configuration.RemoteEntry entry) {
        return () -> {
            throw notReached(entry);
        };
    }

    private Plug<FilterWheel> wheel(Configuration.RemoteEntry entry) {
        return () -> {
            throw notReached(entry);
        };
    }

    private static DeviceException notReached(Configuration.RemoteEntry entry) {
        return new DeviceException(
                new DeviceFault.NotConnected(
                        entry.name(),
                        "a camera or filter wheel is reached over http://HOST:PORT/api/v1/… (Alpaca) or indi://HOST/Device; %s is neither."
                                .formatted(entry.address())));
    }
}
