package parfocal.device;

import java.util.List;

/// One thing that can be set in a device, described well enough for a command line, a web form or an INDI property to
/// offer it without knowing the device.
///
/// @param name        kebab-case with its unit, such as `maximum-steps`
/// @param description one plain sentence
/// @param kind        what values it takes
/// @param value       the present value as text, or `unknown` where the device cannot be asked
public record Setting(String name, String description, Kind kind, String value) {

    /// What values a setting takes.
    public sealed interface Kind {

        /// A whole number, both ends included.
        record Whole(int minimum, int maximum) implements Kind {}

        /// A number with a fraction, such as `0.25`, both ends included.
        record Decimal(double minimum, double maximum) implements Kind {}

        /// One of a few words.
        record Choice(List<String> words) implements Kind {
            public Choice {
                words = List.copyOf(words);
            }
        }

        /// Not a value but an order, such as a factory reset. It is given by setting it to `yes`.
        record Order() implements Kind {}

        /// Something the device tells and nobody can set.
        record Shown() implements Kind {}

        default String allowed() {
            return switch (this) {
                case Whole(int minimum, int maximum) ->
                        "a whole number from %d to %d".formatted(minimum, maximum);
                case Decimal(double minimum, double maximum) ->
                        "a number from %s to %s".formatted(minimum, maximum);
                case Choice(List<String> words) -> String.join(", ", words);
                case Order() -> "yes";
                case Shown() -> "nothing: it is only shown";
            };
        }
    }
}
