package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Travel;

/// Decisions of a run against telescopes of which everything is known, without pictures or wires.
final class FocusRunTest {

    private record Ended(FocusRun run, FocusStep step, int exposures, double errorSteps) {
        boolean accepted() {
            return step instanceof Accept;
        }
    }

    private static Ended run(SyntheticTelescope telescope, int startSteps, boolean tell) {
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), telescope.travel, startSteps);
        while (true) {
            switch (run.next()) {
                case MeasureAt step -> {
                    run = run.with(step, step.positionSteps(), telescope.measure(step));
                    if (tell) {
                        System.err.println(step + " -> " + run.samples().getLast() + " " + run.fit().map(f -> f.fit().curve() + " ±" + f.fit().sigmaSteps()));
                    }
                    assertThat(telescope.exposures).isLessThan(40);
                }
                case Accept done -> {
                    double error = run.samples().getLast().positionSteps() - telescope.bestReportedSteps(run.plan().approach());
                    return new Ended(run, done, telescope.exposures, error);
                }
                case GiveUp reason -> {
                    return new Ended(run, reason, telescope.exposures, Double.NaN);
                }
            }
        }
    }

    @Test
    @org.junit.jupiter.api.Disabled
    void explore() {
        int[] starts = {914, 614, 524, 300, 1700, 100};
        for (int start : starts) {
            int accepted = 0; int most = 0; double worst = 0; double sum = 0; int total = 0; double sq = 0;
            for (long seed = 1; seed <= 100; seed++) {
                var t = new SyntheticTelescope(seed, new Travel(0, 2000), start, 614, 63, 0.95, 90, 0.05);
                Ended e = run(t, start, false); if (e.exposures > 12 || !e.accepted()) { System.err.println("seed " + seed + " " + e.exposures + " " + e.step); for (var q : e.run.samples()) System.err.printf("   %d t%d %.3f %s %s%n", q.positionSteps(), q.travelSinceReversalSteps(), q.size().hfrPixels().orElse(0), q.purpose(), q.why()); System.err.println("   " + e.run.fit().map(f -> f.fit().curve() + " ±" + f.fit().sigmaSteps() + " " + f.counting().size()));}
                if (e.accepted()) { accepted++; worst = Math.max(worst, Math.abs(e.errorSteps)); sq += e.errorSteps*e.errorSteps; }
                else System.err.println("seed " + seed + " " + e.step);
                most = Math.max(most, e.exposures); total += e.exposures;
            }
            System.err.printf("start %d accepted %d worst %.1f rms %.1f exposures mean %.1f most %d%n", start, accepted, worst, Math.sqrt(sq/accepted), total/100.0, most);
        }
    }
}
