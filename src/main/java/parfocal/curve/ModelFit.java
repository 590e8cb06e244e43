package parfocal.curve;

/// Best focus as one model of the curve sees it.
///
/// @param name              what people call the model
/// @param bestPositionSteps where its lowest point, or its crossing, lies
/// @param sigmaSteps        standard deviation of that
/// @param rSquared          over the points the model was fitted to; for comparison only
public record ModelFit(String name, double bestPositionSteps, double sigmaSteps, double rSquared) {}
