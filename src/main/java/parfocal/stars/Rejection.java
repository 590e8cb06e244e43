package parfocal.stars;

/// What looked like a star and is none, by cause. Signs of each: see [Gates].
public enum Rejection {
    /// One or two pixels that stand alone.
    HOT_PIXEL,
    /// Sharper than the frame's stars, in one axis or in both.
    COSMIC_RAY,
    /// Two or more stars whose lights cannot be told apart.
    BLEND,
    /// Nebula, galaxy, cloud: wider and softer than the frame's stars. So are two stars that run together into something round.
    NEBULOSITY,
    /// A bump in the glare of a much brighter star, or a piece of a defocused one.
    GLARE,
    /// Cut off by the border of the frame.
    EDGE,
    /// Long and thin: satellite, aeroplane, bad column.
    TRAIL,
    /// Not enough light to tell it from noise.
    FAINT
}
