package parfocal.stars;

import java.util.List;
import java.util.Optional;
import parfocal.image.Frame;

/// What a frame taken through a Bahtinov mask shows: three spikes through the brightest star, and how far the middle one passes beside
/// the crossing of the outer two. That distance is nought in focus, grows straight with defocus and changes sign with the side.
///
/// A pure function of the frame. Which sign belongs to which side depends on how the mask and the camera are turned: two frames at
/// different positions tell.
public sealed interface Bahtinov {

    /// Three spikes.
    ///
    /// @param x                where the outer two cross; `y` likewise
    /// @param offsetPixels     distance of the middle spike from there, positive towards its left when one looks along it in its direction
    /// @param sigmaPixels      standard error from the noise and from what three straight spikes leave over
    /// @param middleDegrees    direction of the middle spike, 0 along the rows and 90 along the columns, from 0 to 180
    /// @param halfAngleDegrees between the middle spike and each of the outer two: the angle of the mask's slits
    /// @param strength         of the weakest spike over the scatter of directions that have none
    record Spikes(
            double x,
            double y,
            double offsetPixels,
            double sigmaPixels,
            double middleDegrees,
            double halfAngleDegrees,
            double strength)
            implements Bahtinov {}

    /// None, and why not.
    ///
    /// @param reason what was seen instead and what to do
    record None(String reason) implements Bahtinov {}

    static Bahtinov in(Frame frame) {
        Optional<SpikePatch> patch = SpikePatch.of(frame);
        if (patch.isEmpty()) {
            return new None(
                    "There is no star that stands out enough for spikes. Point at a bright star, put it well inside the frame, and expose so that its spikes show.");
        }
        List<SpikeLine> lines = SpikeSearch.threeIn(patch.get());
        if (lines.isEmpty()) {
            return new None(
                    "The brightest star, at %.0f, %.0f, shows no three spikes of which the middle one halves the angle of the others. Is the mask on, and is focus near enough that spikes can be seen? On a long telescope under bad air they run into each other: expose longer, or take a brighter star."
                            .formatted(patch.get().centreX(), patch.get().centreY()));
        }
        return SpikeFit.of(patch.get(), lines);
    }
}
