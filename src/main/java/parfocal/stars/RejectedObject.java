package parfocal.stars;

/// Something that was looked at and found to be no star.
///
/// @param x     zero-based pixel centre, column
/// @param y     zero-based pixel centre, row
/// @param cause why it was refused
public record RejectedObject(double x, double y, Rejection cause) {}
