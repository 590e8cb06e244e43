package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import parfocal.link.Holder;

/// Disk, Java, and what a camera on USB needs.
final class MachineFindings {
    private static final long MEGABYTE = 1_000_000;
    // A night's history is a few megabytes; frames kept with a run's report are tens each.
    private static final long TOO_LITTLE = 100 * MEGABYTE;
    private static final long LITTLE = 1_000 * MEGABYTE;
    private static final int JAVA = 25;

    private MachineFindings() {}

    static Finding disk(DataDirectory data) {
        Path folder = data.existing();
        String where = "%s (by %s)".formatted(data.path(), data.chosenBy());
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            return Finding.trouble(
                    "data",
                    "%s cannot be written: %s is no folder this user may write to. Choose another with --data or PARFOCAL_DATA."
                            .formatted(where, folder),
                    "ls -ld \"%s\"".formatted(folder));
        }
        try {
            return space(where, Files.getFileStore(folder).getUsableSpace());
        } catch (IOException trouble) {
            return Finding.warning(
                    "data",
                    "The space at %s cannot be told: %s.".formatted(where, trouble.getMessage()));
        }
    }

    static Finding space(String where, long freeBytes) {
        String words = "%d MB are free at %s.".formatted(freeBytes / MEGABYTE, where);
        if (freeBytes < TOO_LITTLE) {
            return Finding.trouble("data", words + " A night may not fit: make room.");
        }
        return freeBytes < LITTLE
                ? Finding.warning(
                        "data", words + " Frames kept with runs will fill that: make room.")
                : Finding.ok("data", words);
    }

    static Finding java(Runtime.Version version) {
        String words = "Java %s runs this".formatted(version);
        return version.feature() == JAVA
                ? Finding.ok("Java", words + ".")
                : Finding.warning(
                        "Java", "%s; it was built and tested on %d.".formatted(words, JAVA));
    }

    /// gphoto2 drives a camera lens over USB; desktops grab every camera for their file window.
    static Finding camera(Surroundings here) {
        Optional<Path> gphoto2 = here.program("gphoto2");
        if (gphoto2.isEmpty()) {
            return Finding.ok(
                    "gphoto2",
                    "is not on the path. Only a camera lens over USB needs it: sudo apt install gphoto2.");
        }
        List<Holder> monitors = here.servers().running("gvfs-gphoto2");
        return monitors.isEmpty()
                ? Finding.ok(
                        "gphoto2",
                        "is %s, and no gvfs monitor grabs cameras.".formatted(gphoto2.get()))
                : Finding.warning(
                        "gphoto2",
                        ("is %s, but %s takes every camera first (\"Could not claim the USB device\"). Only a camera"
                                        + " lens minds.")
                                .formatted(gphoto2.get(), monitors.getFirst()),
                        "systemctl --user mask --now gvfs-gphoto2-volume-monitor.service");
    }
}
