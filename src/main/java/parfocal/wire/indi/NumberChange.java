package parfocal.wire.indi;

import java.util.OptionalDouble;

/// What an update says of a number besides its value: that is how changed limits are told without defining anew.
public record NumberChange(OptionalDouble minimum, OptionalDouble maximum, OptionalDouble step) {
    public static final NumberChange NONE =
            new NumberChange(
                    OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    public NumberShape appliedTo(NumberShape before) {
        return new NumberShape(
                before.format(),
                minimum.orElse(before.minimum()),
                maximum.orElse(before.maximum()),
                step.orElse(before.step()));
    }
}
