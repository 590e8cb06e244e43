package parfocal.cli;

import java.util.Map;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.WheelPlan;
import parfocal.link.WireLog;
import parfocal.rig.Rig;
import parfocal.time.Pace;

/// A simulated rig on the hub: its focuser, camera and filter wheel, each marked as simulated.
final class SimulatedRig {
    private SimulatedRig() {}

    /// @throws IllegalArgumentException when the scene contradicts itself, with a sentence for people
    static void add(Hub hub, Configuration.RigEntry entry, Pace pace, WireLog log) {
        Rig rig = Rig.setUp(entry.plan(), entry.seed(), pace);
        String id = entry.plan().name();
        String address = "simulated rig " + id;
        hub.add(
                new FocuserPlan(
                        id,
                        "Simulated focuser of " + id,
                        entry.plan().driverId(),
                        address,
                        true,
                        () -> connect(rig, log),
                        Optional.empty(),
                        Map.of()));
        hub.add(
                new CameraPlan(
                        id,
                        "Simulated camera of " + id,
                        address,
                        true,
                        Optional.of(id),
                        rig::camera));
        hub.add(
                new WheelPlan(
                        id,
                        "Simulated filters of " + id,
                        address,
                        true,
                        Optional.of(id),
                        rig::wheel));
    }

    static void remove(Hub hub, Configuration.RigEntry entry) {
        String id = entry.plan().name();
        hub.removeFocuser(id);
        hub.removeCamera(id);
        hub.removeWheel(id);
    }

    private static Focuser connect(Rig rig, WireLog log) throws DeviceException {
        return rig.connectFocuser(log);
    }
}
