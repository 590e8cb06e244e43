package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// Nobody knows where focus is, and no star is seen well. The sweep goes down, the first looks 400 steps either way.
final class SearchTest {
    private static final Travel TRAVEL = new Travel(0, 40_000);

    private final List<Sample> samples = new ArrayList<>();

    private SearchTest starless(int positionSteps) {
        return add(positionSteps, OptionalDouble.empty(), 0);
    }

    private SearchTest oneHugeThing(int positionSteps, double hfrPixels) {
        return add(positionSteps, OptionalDouble.of(hfrPixels), 1);
    }

    private SearchTest add(int positionSteps, OptionalDouble hfrPixels, int stars) {
        samples.add(
                new Sample(
                        positionSteps,
                        Approach.DOWN,
                        400,
                        Purpose.SAMPLE,
                        "",
                        new FrameSize(hfrPixels, 0.1, stars, OptionalDouble.empty(), 0.6, 0, 0)));
        return this;
    }

    private FocusStep next() {
        return new Search(FocusPlan.defaults(), TRAVEL, samples).forStars();
    }

    /// Every look until it is given up, all of them without a star.
    private List<Integer> looks() {
        while (next() instanceof MeasureAt look) {
            starless(look.positionSteps());
        }
        return samples.stream().map(Sample::positionSteps).toList();
    }

    @Test
    void itLooksAheadAndBehindByTurnsFartherEachTime() {
        assertThat(starless(20_000).looks())
                .containsExactly(
                        20_000, 19_600, 20_400, 18_800, 21_200, 18_000, 22_000, 16_400, 23_600);
        assertThat(next())
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        refusal ->
                                assertThat(refusal.reason())
                                        .startsWith(
                                                "There is no star to measure at 20000, nor at 19600, 20400"));
    }

    @Test
    void itLooksNowhereBeyondTheTravelAndNowhereTwice() {
        assertThat(starless(500).looks()).containsExactly(500, 100, 900, 1_700, 2_500, 4_100);
    }

    @Test
    void whatMayBeAStarIsFollowedAwayFromWhereThereIsNone() {
        starless(20_000).oneHugeThing(19_600, 40);

        assertThat(next()).extracting("positionSteps").isEqualTo(19_200);
    }

    @Test
    void betweenTwoThatMayBeStarsItLooksFirst() {
        starless(12_721).oneHugeThing(12_321, 28).starless(13_121).oneHugeThing(11_521, 40);

        assertThat(next()).extracting("positionSteps").isEqualTo(11_921);
    }

    @Test
    void whatTurnsOutToBeNoStarCostsThreeLooks() {
        starless(20_000).oneHugeThing(19_600, 40);

        assertThat(looks())
                .startsWith(20_000, 19_600, 19_200, 19_400, 19_800)
                .hasSize(9 + 3)
                .endsWith(23_600);
    }
}
