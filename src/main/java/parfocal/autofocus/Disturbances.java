package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import parfocal.autofocus.FocusStep.GiveUp;

/// What went wrong while a run took its frames, and cost it some.
///
/// @param thrownAwayAfter of each frame that was exposed and thrown away, because the focuser was moved meanwhile or had not arrived: how many
///                        of [FocusRun#everyTaken] came before it
/// @param mended          what somebody else did and was mended by taking a frame again, each as the run first told it
public record Disturbances(List<Integer> thrownAwayAfter, List<GiveUp> mended) {
    static final Disturbances NONE = new Disturbances(List.of(), List.of());

    public Disturbances {
        thrownAwayAfter = List.copyOf(thrownAwayAfter);
        mended = List.copyOf(mended);
    }

    /// How many frames were thrown away.
    public int frames() {
        return thrownAwayAfter.size();
    }

    /// With one frame more thrown away.
    ///
    /// @param taken how many had counted until then
    Disturbances throwingOneAway(int taken) {
        var more = new ArrayList<>(thrownAwayAfter);
        more.add(taken);
        return new Disturbances(more, mended);
    }

    /// With all frames until now thrown away.
    ///
    /// @param taken how many had counted until now
    Disturbances throwingAllAway(int taken) {
        return new Disturbances(Collections.nCopies(taken + frames(), 0), mended);
    }

    /// With one more that was mended.
    Disturbances mending(GiveUp disturbance) {
        var more = new ArrayList<>(mended);
        more.add(disturbance);
        return new Disturbances(thrownAwayAfter, more);
    }
}
