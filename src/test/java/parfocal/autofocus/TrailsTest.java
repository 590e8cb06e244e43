package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusRun.Taken;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.stars.Star;

/// Frames of twenty stars, 1.5 px in focus at 1000, which something makes long by a share of their moments.
final class TrailsTest {
    private static final double HALF_WIDTH = 50;

    @Test
    void acrossTheTrailStarsAreAsSmallAsWithoutWind() {
        List<FrameSize> sizes =
                takenOff(
                        frame(1100, 0.3, 34),
                        frame(1050, 0.4, 40),
                        frame(1000, 0.6, 28),
                        frame(950, 0.2, 36),
                        frame(900, 0.1, 33));

        assertThat(hfr(sizes.get(2))).isCloseTo(1.5, within(0.03));
        assertThat(hfr(sizes.get(3)) / hfr(sizes.get(2))).isCloseTo(Math.sqrt(2), within(0.06));
        assertThat(hfr(sizes.get(4)) / hfr(sizes.get(2))).isCloseTo(Math.sqrt(5), within(0.08));
    }

    @Test
    void theLongerATrailTheLessIsKnown() {
        List<FrameSize> sizes =
                takenOff(
                        frame(1050, 0.3, 34),
                        frame(1000, 0.6, 34),
                        frame(1001, 0.8, 34),
                        frame(950, 0.3, 34));

        assertThat(sizes.get(1).sigmaPixels() / hfr(sizes.get(1))).isBetween(0.03, 0.08);
        assertThat(sizes.get(2).sigmaPixels()).isGreaterThan(1.4 * sizes.get(1).sigmaPixels());
    }

    @Test
    void theProofIsFreedOfItsTrailLikeAllOthers() {
        Taken proof = frame(1000, 0.7, 30, Purpose.PROOF);

        assertThat(
                        hfr(
                                takenOff(
                                                frame(1050, 0.3, 34),
                                                frame(1010, 0.5, 34),
                                                frame(950, 0.3, 34),
                                                proof)
                                        .get(3)))
                .isCloseTo(1.5, within(0.05));
    }

    @Test
    void whatTurnsThroughFocusIsNoTrail() {
        assertLeft(
                frame(1080, 0.4, 20),
                frame(1040, 0.45, 20),
                frame(1010, 0.2, 20),
                frame(970, 0.3, 110),
                frame(930, 0.4, 110));
    }

    /// It may turn yet.
    @Test
    void whatWasSeenOnOneSideOfFocusAloneIsNoTrail() {
        assertLeft(frame(1080, 0.4, 20), frame(1040, 0.45, 20), frame(1000, 0.3, 20));
    }

    @Test
    void roundStarsAreLeftAsTheyAre() {
        assertLeft(frame(1050, 0.02, 20), frame(1000, 0.01, 80), frame(950, 0.03, 140));
    }

    /// As in records of runs from before anybody looked.
    @Test
    void starsOfWhichNobodyKnowsTheDirectionAreLeftAsTheyAre() {
        assertLeft(unknown(1050), unknown(1000), unknown(950));
    }

    private static void assertLeft(Taken... frames) {
        assertThat(takenOff(frames)).isEqualTo(measured(frames));
    }

    private static List<FrameSize> takenOff(Taken... frames) {
        return Trails.takenOff(List.of(frames), measured(frames));
    }

    private static List<FrameSize> measured(Taken... frames) {
        return SameStars.sizesOf(Arrays.stream(frames).map(t -> t.seen().stars()).toList());
    }

    private static double hfr(FrameSize size) {
        return size.hfrPixels().orElseThrow();
    }

    private static Taken unknown(int positionSteps) {
        return frame(positionSteps, 0.5, OptionalDouble.empty(), Purpose.SAMPLE);
    }

    private static Taken frame(int positionSteps, double share, int degrees) {
        return frame(positionSteps, share, degrees, Purpose.SAMPLE);
    }

    private static Taken frame(int positionSteps, double share, int degrees, Purpose purpose) {
        return frame(positionSteps, share, OptionalDouble.of(degrees), purpose);
    }

    private static Taken frame(
            int positionSteps, double share, OptionalDouble degrees, Purpose purpose) {
        double calm = 1.5 * Math.hypot(1, (positionSteps - 1000) / HALF_WIDTH);
        double size = calm / Math.sqrt(1 - share);
        var stars = new ArrayList<Star>();
        for (int i = 0; i < 20; i++) {
            stars.add(
                    new Star(
                            100 + 173 * i % 900,
                            100 + 359 * i % 700,
                            9000 - i,
                            size,
                            0.01 * size,
                            2 * size,
                            900,
                            Math.sqrt(2 * share / (1 + share)),
                            degrees,
                            80,
                            Set.of()));
        }
        return new Taken(
                new MeasureAt(positionSteps, List.of(), purpose, "as the test wants it"),
                positionSteps,
                0,
                0,
                0,
                Optional.empty(),
                Seen.only(stars));
    }
}
