package parfocal.autofocus;

import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.Explanation;

/// One account of a run: what would have happened to its positions, and how well one curve then explains all frames.
///
/// @param sample the first frame it shows in
/// @param until  the frame from which on the counter was right again; empty where it never was
/// @param steps  the number that belongs to the kind: see [LostSteps#steps()]
/// @param why    the curve, where the tube is thought to have stood, and its misfit
/// @param misfit the same with every freely chosen number paid for
record Account(
        Kind kind, int sample, OptionalInt until, double steps, Explanation why, double misfit) {
    private static final int TRIED = 14;

    /// @param freedom how many numbers were chosen
    static Account of(Kind kind, int sample, double steps, Explanation why, int freedom) {
        return of(kind, sample, OptionalInt.empty(), steps, why, freedom);
    }

    static Account of(
            Kind kind, int sample, OptionalInt until, double steps, Explanation why, int freedom) {
        return new Account(
                kind, sample, until, steps, why, why.misfit() + freedom * why.costOfFreedom());
    }

    /// The likeliest of all sizes of what goes on and on: coarsely over three orders of magnitude and both directions, then finely.
    static Account likeliest(double largest, DoubleFunction<Account> of) {
        Account best = of.apply(largest);
        for (int i = 1; i < 2 * TRIED; i++) {
            double each =
                    (i % 2 == 0 ? 1 : -1) * largest * StrictMath.pow(0.75, Math.floorDiv(i, 2));
            best = better(best, of.apply(each));
        }
        for (double finer = 0.12; finer > 0.01; finer /= 2) {
            double each = best.steps;
            best = better(best, of.apply(each * (1 - finer)));
            best = better(best, of.apply(each * (1 + finer)));
        }
        return best;
    }

    /// @param gain in `−2 ln L`, by what is known beside the frames
    Account knownBeforehand(double gain) {
        return new Account(kind, sample, until, steps, why, misfit - gain);
    }

    static Account better(Account one, Account other) {
        return other.misfit < one.misfit ? other : one;
    }
}
