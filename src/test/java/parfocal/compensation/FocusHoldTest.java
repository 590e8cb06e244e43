package parfocal.compensation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.thermal.TemperatureLaw;

final class FocusHoldTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T17:00:00Z");

    /// Thirty steps a degree, a hundredth of a degree an update: 0.3 steps each.
    @Test
    void aThousandUpdatesOfAThirdOfAStepLoseNothing() {
        FocusHold hold = hold(30);
        hold.feed(DUSK, 15);
        hold.refer(5000, 0);
        int stands = 5000;

        for (int update = 1; update <= 1_000; update++) {
            hold.feed(DUSK.plus(Duration.ofMinutes(update)), 15 - 0.01 * update);
            stands = hold.order(stands, 1).orElse(stands);
        }

        assertThat(hold.targetSteps().orElseThrow()).isCloseTo(5000 - 300, within(1e-6));
        assertThat(stands).isBetween(4700, 4701);
    }

    @Test
    void noiseAroundARoundingEdgeDoesNotDither() {
        FocusHold hold = hold(10);
        hold.feed(DUSK, 10);
        hold.refer(1000, 0);
        int stands = 1000;
        int moves = 0;
        for (int second = 1; second <= 200; second++) {
            hold.feed(DUSK.plusSeconds(second), 10.05 + (second % 2 == 0 ? 0.04 : -0.04));
            if (hold.order(stands, 1).isPresent()) {
                stands = hold.order(stands, 1).getAsInt();
                moves++;
            }
        }
        assertThat(moves).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -127, 85, 40})
    void aSensorsFaultMovesNothing(double celsius) {
        FocusHold hold = hold(30);
        hold.feed(DUSK, 10);
        hold.refer(5000, 0);

        hold.feed(DUSK.plusSeconds(2), celsius);

        assertThat(hold.order(5000, 1)).isEmpty();
        assertThat(hold.fault()).isPresent();
        assertThat(hold.targetSteps()).hasValue(5000);
    }

    @Test
    void withoutAReferenceOrALawNothingIsDue() {
        FocusHold hold = hold(30);
        hold.feed(DUSK, 10);
        assertThat(hold.order(5000, 1)).isEmpty();

        hold.refer(5000, 0);
        hold.settle(hold.settings().withLaw(Optional.empty()));
        hold.feed(DUSK.plusSeconds(600), 9);

        assertThat(hold.order(5000, 1)).isEmpty();
    }

    @Test
    void aReferenceWaitsForTheFirstReading() {
        FocusHold hold = hold(30);
        hold.refer(5000, 0.5);
        assertThat(hold.reference()).isEmpty();

        hold.feed(DUSK, 12);

        assertThat(hold.reference())
                .hasValueSatisfying(reference -> {
                    assertThat(reference.positionSteps()).isEqualTo(5000);
                    assertThat(reference.celsius()).isEqualTo(12);
                });
    }

    @Test
    void aNewCoefficientCountsFromWhereFocusIsNow() {
        FocusHold hold = hold(30);
        hold.feed(DUSK, 10);
        hold.refer(5000, 0);
        hold.feed(DUSK.plusSeconds(600), 9);

        hold.settle(hold.settings().withLaw(Optional.of(TemperatureLaw.straight(50))));
        assertThat(hold.targetSteps()).hasValue(4970);
        hold.feed(DUSK.plusSeconds(1_200), 8);

        assertThat(hold.targetSteps()).hasValue(4920);
    }

    @Test
    void aSyncMovesTheReferenceWithTheNumbers() {
        FocusHold hold = hold(30);
        hold.feed(DUSK, 10);
        hold.refer(5000, 0);
        hold.feed(DUSK.plusSeconds(600), 9);

        hold.shift(-4000);

        assertThat(hold.targetSteps()).hasValue(970);
        assertThat(hold.order(1000, 20)).hasValue(970);
        assertThat(hold.order(1000, 31)).isEmpty();
    }

    private static FocusHold hold(double stepsPerCelsius) {
        return new FocusHold(
                CompensationSettings.unknown()
                        .withMode(Mode.AUTOMATIC)
                        .withAveraging(Duration.ZERO)
                        .withLaw(Optional.of(TemperatureLaw.straight(stepsPerCelsius))));
    }
}
