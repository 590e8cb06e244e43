package parfocal.stars;

/// Why a real star's size does not count, although it is a star.
public enum StarFlag {
    /// Pixels at the ceiling of the camera: the size comes out too large.
    SATURATED,
    /// The measuring circle leaves the frame.
    NEAR_EDGE,
    /// A neighbour puts more than 5 % of the star's own light into its measuring circle.
    CROWDED,
    /// The size does not agree with the frame's common size, or is too uncertain to say.
    ODD_SIZE
}
