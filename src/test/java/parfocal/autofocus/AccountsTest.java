package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;

/// Frames of a telescope with best focus at 4000 and a half-width of 20 steps, and what explains them.
final class AccountsTest {
    private static final Hyperbola CURVE = new Hyperbola(4000, 20, 1);
    private static final int[] PLACES = {4080, 4050, 4030, 3975, 3950, 4048, 4000, 3960};

    /// Sizes as small as the air makes them by turns.
    private static List<Sample> frames(IntUnaryOperator tubeInFrame, double seeing) {
        var samples = new ArrayList<Sample>();
        for (int frame = 0; frame < PLACES.length; frame++) {
            double height = CURVE.sizeAt(tubeInFrame.applyAsInt(frame));
            double air = (frame % 3 == 0 ? 1.3 : frame % 3 == 1 ? -1 : -0.2) * seeing;
            samples.add(
                    sample(
                            PLACES[frame],
                            sinceReversal(frame),
                            height * Math.exp(air / (height * height)),
                            40));
        }
        return samples;
    }

    /// The motor turns round only where it has to.
    private static int sinceReversal(int frame) {
        int downFrom = frame;
        while (downFrom > 0 && PLACES[downFrom - 1] > PLACES[downFrom]) {
            downFrom--;
        }
        return 400 + PLACES[downFrom] - PLACES[frame];
    }

    private static Sample sample(int positionSteps, double hfrPixels, int stars) {
        return sample(positionSteps, 400, hfrPixels, stars);
    }

    private static Sample sample(
            int positionSteps, int sinceReversalSteps, double hfrPixels, int stars) {
        return new Sample(
                positionSteps,
                Approach.DOWN,
                sinceReversalSteps,
                Purpose.SAMPLE,
                "",
                SomeStars.size(hfrPixels, stars));
    }

    private static Optional<LostSteps> lost(List<Sample> frames) {
        return LostSteps.in(frames, ErrorLaw.ORDINARY_NIGHT);
    }

    private static Optional<RoughAir> rough(List<Sample> frames) {
        return RoughAir.in(frames, ErrorLaw.ORDINARY_NIGHT);
    }

    @Test
    void anOrdinaryNightNeedsNoFurtherAccount() {
        List<Sample> frames = frames(frame -> PLACES[frame], 0.05);

        assertThat(lost(frames)).isEmpty();
        assertThat(rough(frames)).isEmpty();
    }

    @Test
    void aLostMoveMayBeMadeUpForWhereTheSweepBeginsAnew() {
        List<Sample> frames =
                frames(
                        frame -> PLACES[frame] + (frame == 2 || frame == 3 || frame == 4 ? 20 : 0),
                        0.04);
        List<Sample> begunAnew = new ArrayList<>(frames);
        begunAnew.set(5, as(Purpose.RESTART, frames.get(5)));

        LostSteps found = lost(begunAnew).orElseThrow();

        assertThat(found.kind()).isEqualTo(Kind.GHOST);
        assertThat(found.sample()).isEqualTo(2);
        assertThat(found.until()).hasValue(5);
        assertThat(found.sentence(begunAnew)).contains("until the sweep began anew");
    }

    private static Sample as(Purpose purpose, Sample sample) {
        return new Sample(
                sample.positionSteps(), sample.arrival(), 400, purpose, "", sample.size());
    }

    @ParameterizedTest(name = "before frame {0}")
    @ValueSource(ints = {2, 3, 5})
    void aMoveThatWasLostIsFoundWithItsFrame(int lostBefore) {
        int notGone = PLACES[lostBefore] - PLACES[lostBefore - 1];

        LostSteps found =
                lost(frames(frame -> PLACES[frame] - (frame < lostBefore ? 0 : notGone), 0.04))
                        .orElseThrow();

        assertThat(found.kind()).isEqualTo(Kind.GHOST);
        assertThat(found.sample()).isEqualTo(lostBefore);
        assertThat(found.steps()).isEqualTo(notGone);
    }

    @Test
    void aTubeThatSlidesIsFoundWithItsSteps() {
        LostSteps found = lost(frames(frame -> PLACES[frame] - 8 * frame, 0.04)).orElseThrow();

        assertThat(found.kind()).isEqualTo(Kind.SLIP);
        assertThat(found.steps()).isBetween(7.0, 9.0);
    }

    @Test
    void aTubeThatStandsStillIsNoLostMove() {
        LostSteps found = lost(frames(frame -> PLACES[Math.min(frame, 3)], 0.04)).orElseThrow();

        assertThat(found.kind()).isEqualTo(Kind.STOPPED);
        assertThat(found.cause()).isEqualTo(Cause.MOTOR_NOT_MOVING);
        assertThat(found.sample()).isEqualTo(4);
    }

    @Test
    void roughAirIsNotTakenForLostSteps() {
        List<Sample> frames = frames(frame -> PLACES[frame], 0.45);

        assertThat(lost(frames)).isEmpty();
        assertThat(rough(frames).orElseThrow().seeing()).isBetween(0.25, 0.55);
    }

    @Test
    void sizesThatOnlyFallAreNoLostSteps() {
        int[] falling = {128, 95, 81, 43, 14, 0};
        var frames = new ArrayList<Sample>();
        for (int place : falling) {
            frames.add(sample(place, new Hyperbola(-9, 20, 1).sizeAt(place), 40));
        }

        assertThat(lost(frames)).isEmpty();
    }
}
