package parfocal.autofocus;

/// What a reversal costs, as a run happened to see it: the play between motor and tube, and whatever leans over along with it, such as a
/// mirror. Star sizes know only their sum.
///
/// @param steps      how much
/// @param sigmaSteps its standard deviation
/// @param method     what showed it
/// @param proven     whether undoing it made the stars what the curve promised
public record BacklashFound(double steps, double sigmaSteps, String method, boolean proven) {}
