package parfocal.autofocus;

/// Play between motor and tube, as a run happened to see it.
///
/// @param steps      how much
/// @param sigmaSteps its standard deviation
/// @param method     what showed it
/// @param proven     whether undoing it made the stars what the curve promised
public record BacklashFound(double steps, double sigmaSteps, String method, boolean proven) {}
