package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.LearnsFromStars;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Stars;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.hub.Lessons;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// Teaches a focuser where it is plugged in, and keeps what it learned as a file beside the hub's others, which its entry in the
/// configuration names from then on.
///
/// @param folder    of what was learned
/// @param workbench changes the configuration
record LensTeacher(
        LearnsFromStars driver,
        FocuserEntry entry,
        Path folder,
        FileWorkbench workbench,
        WireLog log,
        Pace pace)
        implements Lessons.Teacher {

    @Override
    public Lesson learn(Subject subject, Stars stars, Consumer<String> progress)
            throws DeviceException, InterruptedException {
        return driver.learn(entry.address(), subject, stars, progress, log, pace);
    }

    @Override
    public String keep(Lesson lesson) throws DeviceException {
        Path file = folder.resolve(entry.id() + ".json").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.writeString(file, lesson.file() + System.lineSeparator());
        } catch (IOException unwritable) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            entry.name(),
                            "to keep what was learned",
                            "%s cannot be written: %s".formatted(file, unwritable.getMessage())),
                    unwritable);
        }
        String address = entry.address().toString().replaceFirst("\\?.*$", "") + "?lens=" + file;
        workbench.readdress(entry.name(), address);
        return "It was kept as %s and is used from now on.".formatted(file);
    }
}
