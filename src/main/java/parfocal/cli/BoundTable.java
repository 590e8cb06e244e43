package parfocal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import parfocal.nights.EqualExposures;
import parfocal.rig.RigPlan;

/// How near the fit comes to the bound of star sizes, as a table.
final class BoundTable {
    static final int FEWEST_SWEEPS = 2000;
    private static final double JITTER = 0.07;

    /// From many bright stars to a few faint ones; 0.006 is what is left in the frames of the rigs.
    private static final double[] FRAME_ERRORS = {0.003, 0.006, 0.012, 0.02};

    private BoundTable() {}

    static void print(int sweeps, long seed, List<RigPlan> rigs, PrintWriter out) {
        out.printf(
                "%d sweeps each, seed %d: nine sizes, ends at three times the smallest, seeing jitters by %.0f %%.%n%n",
                sweeps, seed, 100 * JITTER);
        out.println(
                "sizes of              frame   bound   rms error over the bound            worst");
        out.println(
                "                      error   steps   ours   equal in ln size   in size    ours");
        for (double frameError : FRAME_ERRORS) {
            for (EqualExposures row : rows(frameError, sweeps, seed, rigs)) {
                out.printf(
                        "%-20s %4.1f %%   %5.3f   %4.2f   %16.2f   %7.2f   %5.2f%n",
                        row.name(),
                        100 * row.frameError(),
                        row.boundSteps(),
                        row.ours(),
                        row.plain(),
                        row.plainest(),
                        row.worst());
            }
        }
        out.println();
        out.println(
                "bound: the least standard deviation of an unbiased estimator that sees only the sizes (Cramér and Rao), on a curve"
                        + " of half-width 40 steps. frame error: of a size, apart from seeing.");
    }

    private static List<EqualExposures> rows(
            double frameError, int sweeps, long seed, List<RigPlan> rigs) {
        var rows = new ArrayList<EqualExposures>();
        rows.add(EqualExposures.ofHyperbola(JITTER, frameError, sweeps, seed));
        for (RigPlan rig : rigs) {
            rows.add(EqualExposures.ofOptics(rig, JITTER, frameError, sweeps, seed));
        }
        return rows;
    }
}
