package parfocal.autofocus;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import parfocal.stars.Star;

/// Stars of a frame, measured to one percent.
final class SomeStars {
    private SomeStars() {}

    static Star star(double x, double y, double fluxAdu, double hfrPixels) {
        return new Star(
                x, y, fluxAdu, hfrPixels, 0.01 * hfrPixels, 2 * hfrPixels, 1000, 0.2, 60, Set.of());
    }

    /// Far apart, and all of one size.
    static List<Star> twenty(double hfrPixels) {
        return IntStream.range(0, 20)
                .mapToObj(i ->
                        star(
                                137 + 161.0 * i,
                                153 + 129.0 * ((i * 7) % 23),
                                10_000 - 100.0 * i,
                                hfrPixels))
                .toList();
    }

    /// What so many stars of one size say of their frame.
    static FrameSize size(double hfrPixels, int stars) {
        return new FrameSize(
                OptionalDouble.of(hfrPixels),
                0.003 * hfrPixels,
                stars,
                OptionalDouble.of(1),
                0.2,
                0,
                0);
    }
}
