package parfocal.curve;

import java.util.OptionalDouble;

/// Best focus as one model of the curve sees it.
///
/// @param name              what people call the model
/// @param bestPositionSteps where its lowest point, or its crossing, lies
/// @param sigmaSteps        standard deviation of that
/// @param rSquared          over the points the model was fitted to, for comparison only; empty for a model that passes through all of
///                          them because it has as many parameters as there are points
public record ModelFit(
        String name, double bestPositionSteps, double sigmaSteps, OptionalDouble rSquared) {}
