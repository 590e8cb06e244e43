package parfocal.thermal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BelievedThermometerTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T17:00:00Z");

    private final BelievedThermometer thermometer = new BelievedThermometer();

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -127, 85, 120, -80, Double.POSITIVE_INFINITY})
    void whatNoNightHasIsNotBelieved(double celsius) {
        assertThat(thermometer.feed(DUSK, 8)).contains(8.0);

        assertThat(thermometer.feed(DUSK.plusSeconds(2), celsius)).isEmpty();
        assertThat(thermometer.fault()).isPresent();

        assertThat(thermometer.feed(DUSK.plusSeconds(4), 8.1)).contains(8.1);
        assertThat(thermometer.fault()).isEmpty();
    }

    @Test
    void aJumpIsNotBelievedHoweverLongItStays() {
        var _ = thermometer.feed(DUSK, 8);

        for (int seconds = 2; seconds < 600; seconds += 2) {
            assertThat(thermometer.feed(DUSK.plusSeconds(seconds), 14.5)).isEmpty();
        }
        assertThat(thermometer.fault()).get().asString().contains("from 8.0 to 14.5 °C");

        assertThat(thermometer.feed(DUSK.plusSeconds(600), 8.3)).contains(8.3);
    }

    @Test
    void whoeverFocusesAnewBelievesItAgain() {
        var _ = thermometer.feed(DUSK, 8);
        assertThat(thermometer.feed(DUSK.plusSeconds(2), 14.5)).isEmpty();

        thermometer.forget();

        assertThat(thermometer.feed(DUSK.plusSeconds(4), 14.5)).contains(14.5);
    }

    @Test
    void aFrontThatPassesWhileNobodyReadIsNoJump() {
        var _ = thermometer.feed(DUSK, 18);

        assertThat(thermometer.feed(DUSK.plus(Duration.ofHours(2)), 5)).contains(5.0);
    }

    @Test
    void aFrozenSensorIsSaidToBeFrozen() {
        var _ = thermometer.feed(DUSK, 8.06);
        assertThat(thermometer.feed(DUSK.plus(Duration.ofHours(2)), 8.06)).contains(8.06);

        assertThat(thermometer.feed(DUSK.plus(Duration.ofHours(4)), 8.06)).isEmpty();
        assertThat(thermometer.fault()).contains("it has said exactly 8.06 °C for 240 minutes");
    }

    @Test
    void nothingButNoughtIsAFaultSooner() {
        var _ = thermometer.feed(DUSK, 0);

        assertThat(thermometer.feed(DUSK.plus(Duration.ofMinutes(31)), 0)).isEmpty();
    }
}
