package parfocal.shape;

/// The profile of a frame's stars and where the focuser said it stood.
public record PlacedProfile(double positionSteps, RadialProfile profile) {}
