package parfocal.autofocus;

import parfocal.autofocus.LostSteps.Kind;

/// A tube that slides after every move, by what explains the frames best.
record SlipAccount(WeighedFrames frames) {
    private static final int TRIED = 14;

    /// Coarsely over three orders of magnitude and both directions, then finely.
    Account best() {
        double span = frames.spanSteps();
        Account best = of(span / 3);
        for (int i = 1; i < 2 * TRIED; i++) {
            double each =
                    (i % 2 == 0 ? 1 : -1) * span / 3 * StrictMath.pow(0.75, Math.floorDiv(i, 2));
            best = Account.better(best, of(each));
        }
        for (double finer = 0.12; finer > 0.01; finer /= 2) {
            double each = best.steps();
            best = Account.better(best, of(each * (1 - finer)));
            best = Account.better(best, of(each * (1 + finer)));
        }
        return best;
    }

    private Account of(double each) {
        return Account.of(Kind.SLIP, 1, each, frames.explained(i -> each * i), 2);
    }
}
