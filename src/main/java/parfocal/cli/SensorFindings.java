package parfocal.cli;

import java.util.ArrayList;
import java.util.List;
import parfocal.cli.Configuration.CameraEntry;
import parfocal.cli.Configuration.RigEntry;
import parfocal.hub.SensorFiles;
import parfocal.image.FitsException;
import parfocal.stars.Sensor;

/// Whether the darks and maps that the configuration names can be used: a run that cannot read them does not begin.
final class SensorFindings {
    private SensorFindings() {}

    /// Nothing of cameras without any.
    static List<Finding> of(Configuration configuration) {
        var findings = new ArrayList<Finding>();
        for (CameraEntry camera : configuration.cameras()) {
            look("camera \"%s\"".formatted(camera.name()), camera.care().files(), findings);
        }
        for (RigEntry rig : configuration.rigs()) {
            look("rig \"%s\"".formatted(rig.plan().name()), rig.care().files(), findings);
        }
        return findings;
    }

    private static void look(String subject, SensorFiles files, List<Finding> findings) {
        if (!files.given()) {
            return;
        }
        try {
            Sensor known = files.read().sensor();
            findings.add(
                    Finding.ok(
                            subject,
                            "has its %s: %d × %d pixels%s."
                                    .formatted(
                                            files.dark().isPresent() ? "dark" : "map",
                                            known.widthPixels(),
                                            known.heightPixels(),
                                            files.badPixels().isPresent()
                                                    ? ", %d of them bad"
                                                            .formatted(known.badPixelCount())
                                                    : "")));
        } catch (FitsException | IllegalArgumentException unfit) {
            findings.add(
                    Finding.trouble(
                            subject,
                            "No run will begin with it: %s".formatted(unfit.getMessage())));
        }
    }
}
