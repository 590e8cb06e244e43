package parfocal.curve;

/// What came of fitting a curve: a curve, or the reason why there is none.
public sealed interface CurveOutcome permits CurveFit, NoCurve {}
