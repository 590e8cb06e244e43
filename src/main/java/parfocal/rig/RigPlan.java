package parfocal.rig;

import java.util.Map;

/// A rig as it stands in the catalogue: what is bolted together, and the night it meets unless told otherwise.
///
/// @param name         as typed after `--rig`
/// @param description  one line for the list
/// @param driverId     the focuser's driver
/// @param maximumSteps the outer end of the focuser's travel
/// @param quirks       what the emulated focuser is told of itself, such as which lens it is; see its driver. A `seed` among them is drawn anew
///                     for each night
/// @param device       settings that its driver is given whenever it is connected
public record RigPlan(
        String name,
        String description,
        String driverId,
        int maximumSteps,
        Telescope telescope,
        Sensor sensor,
        Scene scene,
        Map<String, String> quirks,
        Map<String, String> device) {
    public RigPlan {
        device = Map.copyOf(device);
        quirks = Map.copyOf(quirks);
    }

    /// The same rig with one setting of its scene changed.
    ///
    /// @throws IllegalArgumentException with a sentence for people, when the setting or its value is not known
    public RigPlan with(String setting, String value) {
        return new RigPlan(
                name,
                description,
                driverId,
                maximumSteps,
                telescope,
                sensor,
                scene.with(setting, value),
                quirks,
                device);
    }

    /// The same rig with only the middle of its sensor, for nights that have to be quick. As many stars to the square degree.
    ///
    /// @throws IllegalArgumentException when the sensor is smaller
    public RigPlan withField(int widthPixels, int heightPixels) {
        if (widthPixels > sensor.widthPixels() || heightPixels > sensor.heightPixels()) {
            throw new IllegalArgumentException(
                    "the sensor of %s has %d × %d pixels; %d × %d were asked"
                            .formatted(
                                    name,
                                    sensor.widthPixels(),
                                    sensor.heightPixels(),
                                    widthPixels,
                                    heightPixels));
        }
        double share =
                (double) widthPixels
                        * heightPixels
                        / ((double) sensor.widthPixels() * sensor.heightPixels());
        return new RigPlan(
                name,
                description,
                driverId,
                maximumSteps,
                telescope,
                sensor.cutTo(widthPixels, heightPixels),
                scene.with(Scene.STARS, scene.get(Scene.STARS) * share),
                quirks,
                device);
    }

    /// The same rig with a mirror that leans over when the focuser turns round.
    ///
    /// @param shiftArcsec how far the image jumps then
    /// @param jumpSteps   how far best focus jumps then
    public RigPlan withLooseMirror(double shiftArcsec, double jumpSteps) {
        return new RigPlan(
                name,
                description,
                driverId,
                maximumSteps,
                telescope.withLooseMirror(shiftArcsec, jumpSteps),
                sensor,
                scene,
                quirks,
                device);
    }

    /// The same rig with a pinched mirror or lens, the same over the whole field.
    ///
    /// @param apartSteps from where stars are drawn out one way most to where they are drawn out across
    public RigPlan withAstigmatism(double apartSteps) {
        return with(
                Scene.ASTIGMATISM_WAVES.name(),
                Double.toString(Aberrations.wavesOfAstigmatism(this, apartSteps)));
    }

    /// Of the sky that a pixel sees.
    public double arcsecPerPixel() {
        return 206.265 * sensor.pixelMicrons() / telescope.focalLengthMillimetres();
    }

    public int widthPixels() {
        return sensor.widthPixels();
    }

    public int heightPixels() {
        return sensor.heightPixels();
    }

    /// Best focus as the scene has it, in reported steps on the way up.
    public double bestSteps() {
        return scene.get(Scene.BEST_STEPS);
    }

    /// Full width that the air of the night gives to stars.
    public double seeingArcsec() {
        return scene.get(Scene.SEEING_ARCSEC);
    }

    /// How many stars brighter than magnitude 14 the field holds.
    public double brightStars() {
        return scene.get(Scene.STARS);
    }

    /// Focal length over aperture.
    public double focalRatio() {
        return telescope.focalRatio();
    }

    /// Diameter of the central obstruction as a fraction.
    public double obstruction() {
        return telescope.obstruction();
    }

    /// Side of a pixel as it is read out unbinned by us.
    public double pixelMicrons() {
        return sensor.pixelMicrons();
    }

    /// Shift of the focal plane for one step.
    public double micronsPerStep() {
        return telescope.micronsPerStep();
    }

    /// Whether the image jumps when the focuser turns round.
    public boolean hasLooseMirror() {
        return telescope.mirrorShiftArcsec() > 0;
    }
}
