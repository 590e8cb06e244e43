package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parfocal.stars.Star;

final class SameStarsTest {

    /// A field of stars; the star `i` is `1 + i/100` times as large as the frame's size.
    private static List<Star> field(double size, double shift, int first, int count) {
        var stars = new ArrayList<Star>();
        for (int i = first; i < first + count; i++) {
            double hfr = size * (1 + i / 100.0);
            stars.add(
                    star(
                            40 + 31.0 * i + shift,
                            30 + 17.0 * ((i * 11) % 37) - shift,
                            5000 - 50.0 * i,
                            hfr));
        }
        return stars;
    }

    private static Star star(double x, double y, double flux, double hfr) {
        return new Star(x, y, flux, hfr, 0.02 * hfr, 2 * hfr, 500, 0.1, 50, Set.of());
    }

    private static double ratio(List<FrameSize> sizes) {
        return sizes.get(1).hfrPixels().orElseThrow() / sizes.get(0).hfrPixels().orElseThrow();
    }

    @Test
    void framesThatShareStarsAreComparedByThese() {
        // The second frame has lost the ten brightest, which are the smallest: a mean over whoever
        // is present would grow.
        List<FrameSize> sizes = SameStars.sizesOf(List.of(field(2, 0, 0, 30), field(2, 0, 10, 20)));

        assertThat(ratio(sizes)).isCloseTo(1, within(0.005));
    }

    @Test
    void aFieldThatDriftsIsStillTheSameField() {
        List<FrameSize> sizes =
                SameStars.sizesOf(List.of(field(2, 0, 0, 30), field(3, 23.4, 0, 30)));

        assertThat(ratio(sizes)).isCloseTo(1.5, within(0.005));
        assertThat(sizes.get(1).relativeFlux()).hasValueCloseTo(1.0, within(0.01));
    }

    @Test
    void oneStarGoneWildDoesNotMoveTheFrame() {
        List<Star> second = field(2, 0, 0, 30);
        second.set(3, star(second.get(3).x(), second.get(3).y(), second.get(3).fluxAdu(), 9));

        List<FrameSize> sizes = SameStars.sizesOf(List.of(field(2, 0, 0, 30), second));

        assertThat(ratio(sizes)).isCloseTo(1, within(0.01));
    }

    @Test
    void aSingleStarIsEnough() {
        List<FrameSize> sizes =
                SameStars.sizesOf(
                        List.of(List.of(star(100, 100, 9000, 2)), List.of(star(104, 97, 9000, 6))));

        assertThat(ratio(sizes)).isCloseTo(3, within(0.01));
        assertThat(sizes.get(1).starCount()).isEqualTo(1);
    }

    @Test
    void aFrameWithoutStarsHasNoSize() {
        List<FrameSize> sizes = SameStars.sizesOf(List.of(field(2, 0, 0, 5), List.of()));

        assertThat(sizes.get(1).hfrPixels()).isEmpty();
        assertThat(sizes.get(1).starCount()).isZero();
    }

    @Test
    void theOrderOfTheStarsIsOfNoConsequence() {
        List<Star> turned = new ArrayList<>(field(3, 5, 0, 30)).reversed();

        double forward = ratio(SameStars.sizesOf(List.of(field(2, 0, 0, 30), field(3, 5, 0, 30))));
        double backward = ratio(SameStars.sizesOf(List.of(field(2, 0, 0, 30), turned)));

        assertThat(backward).isCloseTo(forward, within(1e-9));
    }

    /// Three donuts of 30 px where faint stars stood: seen on a rendered night in a nebula, where their size was taken for theirs.
    @Test
    void aDonutIsNotTheFaintStarInWhosePlaceItLies() {
        List<Star> donuts =
                List.of(
                        star(52, 41, 90_000, 30),
                        star(240, 300, 80_000, 31),
                        star(500, 90, 85_000, 29));

        FrameSize far = SameStars.sizesOf(List.of(field(2, 0, 0, 30), donuts)).get(1);

        assertThat(far.relativeFlux()).isEmpty();
        assertThat(far.sigmaPixels()).isGreaterThan(2);
    }

    @Test
    void starsThatJoinSayNothingAboutTheLight() {
        List<Star> second =
                field(2, 0, 0, 40).stream()
                        .map(s -> star(s.x(), s.y(), 0.5 * s.fluxAdu(), s.hfrPixels()))
                        .toList();

        FrameSize dimmed = SameStars.sizesOf(List.of(field(2, 0, 0, 10), second)).get(1);

        assertThat(dimmed.relativeFlux()).hasValueCloseTo(0.5, within(0.01));
    }
}
