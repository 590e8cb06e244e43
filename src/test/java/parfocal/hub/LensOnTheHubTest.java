package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.EmulatorSettings;

/// A camera lens as it comes, nothing set: it goes to its stop before moves, which takes longer than a motor may stand still.
final class LensOnTheHubTest {
    private static final int START = 5_000;

    private final HubBench bench = lens(Map.of());

    private static HubBench lens(Map<String, String> quirks) {
        return new HubBench(
                "sony-lens",
                new EmulatorSettings(START, 10_000, 0, 0, OptionalDouble.empty(), quirks),
                Memory.untilTheEnd(),
                Optional.empty());
    }

    @ParameterizedTest(name = "the body''s own reading is {0}")
    @ValueSource(strings = {"shown", "missing"})
    void aMoveThatBeginsWithHalfAMinuteOfHomingArrives(String percent) throws Exception {
        HubBench lens = lens(Map.of("percent", percent)).opened();
        Instant ordered = lens.pace.now();

        lens.focuser.moveTo(9_000, HubBench.ALICE);
        lens.carryOut();

        assertThat(Duration.between(ordered, lens.pace.now()))
                .isGreaterThan(Duration.ofSeconds(20));
        assertThat(lens.focuser.failure()).isEmpty();
        assertThat(lens.focuser.state().moving()).isFalse();
        assertThat(lens.focuser.state().positionSteps()).isCloseTo(9_000, within(1));
    }

    @Test
    void homingFromThePanelEndsAtInfinityAndKnowsIt() throws Exception {
        bench.opened();
        assertThat(bench.focuser.state().positionSigmaSteps()).isEmpty();

        bench.focuser.home(HubBench.PANEL);
        bench.carryOut();

        assertThat(bench.focuser.failure()).isEmpty();
        assertThat(bench.focuser.state().positionSteps()).isEqualTo(10_000);
        assertThat(bench.focuser.state().positionSigmaSteps().orElseThrow()).isLessThan(1);
        assertThat(bench.device.motor().positionSteps()).isEqualTo(10_000);
    }

    @ParameterizedTest(name = "after {0} s")
    @ValueSource(ints = {1, 8, 15})
    void aHaltOnTheWayToTheStopEndsItWithinAPress(int seconds) throws Exception {
        bench.opened();
        bench.focuser.change("home", "yes", HubBench.PANEL);
        bench.tendFor(Duration.ofSeconds(seconds));
        assertThat(bench.focuser.state().moving()).isTrue();

        bench.focuser.halt(HubBench.BOB);
        bench.tendFor(Duration.ofSeconds(2));
        int stopped = bench.device.motor().positionSteps();
        bench.tendFor(Duration.ofMinutes(1));

        assertThat(bench.device.motor().positionSteps()).isEqualTo(stopped).isGreaterThan(START);
        assertThat(bench.focuser.state().moving()).isFalse();
        assertThat(bench.focuser.state().positionSigmaSteps()).isEmpty();
        // Nobody knows where it is, and the guess is not a bad one.
        assertThat(bench.focuser.state().positionSteps()).isCloseTo(stopped, within(400));
    }
}
