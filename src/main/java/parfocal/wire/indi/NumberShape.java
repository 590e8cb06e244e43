package parfocal.wire.indi;

/// What a number may be and how it is shown.
///
/// @param format  for display, see [NumberFormat]
/// @param minimum equal to the maximum where there is no range
/// @param maximum equal to the minimum where there is no range
/// @param step    0 where there is none
public record NumberShape(String format, double minimum, double maximum, double step) {

    /// Whether the number may be ordered.
    public boolean allows(double number) {
        return minimum >= maximum || (number >= minimum && number <= maximum);
    }
}
