package parfocal.autofocus;

import java.util.OptionalInt;
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

    /// @param freedom how many numbers were chosen
    static Account of(Kind kind, int sample, double steps, Explanation why, int freedom) {
        return of(kind, sample, OptionalInt.empty(), steps, why, freedom);
    }

    static Account of(
            Kind kind, int sample, OptionalInt until, double steps, Explanation why, int freedom) {
        return new Account(
                kind, sample, until, steps, why, why.misfit() + freedom * why.costOfFreedom());
    }

    static Account better(Account one, Account other) {
        return other.misfit < one.misfit ? other : one;
    }
}
