package parfocal.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.driver.LearnsFromStars;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Stars;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.Lessons;
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
        if (rig.driver() instanceof LearnsFromStars able) {
            hub.lessons().offer(id, new Pupil(able, rig, log, pace));
        }
        hub.add(
                new CameraPlan(
                        id,
                        "Simulated camera of " + id,
                        address,
                        true,
                        Optional.of(id),
                        rig::camera,
                        entry.care()));
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

    /// The lens of a rig; it knows itself already, and what it learns is only shown.
    private record Pupil(LearnsFromStars driver, Rig rig, WireLog log, Pace pace)
            implements Lessons.Teacher {
        @Override
        public Lesson learn(Subject subject, Stars stars, Consumer<String> progress)
                throws DeviceException, InterruptedException {
            return driver.learn(rig.line(log), subject, stars, progress, pace);
        }

        @Override
        public String keep(Lesson lesson) {
            return "A simulated lens keeps its own table: this was an exercise.";
        }
    }

    private static Focuser connect(Rig rig, WireLog log) throws DeviceException {
        return rig.connectFocuser(log);
    }
}
