package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.stars.Star;
import parfocal.time.VirtualPace;

/// A focuser that goes 10 steps a second, and whose driver says for a second and a half after each order that it is there.
final class MovesTest {
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");

    private final VirtualPace pace = new VirtualPace(NIGHTFALL);
    private final Early focuser = new Early();

    private final class Early implements Focuser {
        private Instant ordered = NIGHTFALL;
        private int from = 1000;
        private int to = 1000;
        int meddled;

        int tube() {
            long tenths = Duration.between(ordered, pace.now()).toMillis() / 100;
            return from + (int) Math.clamp(to - from, -tenths, tenths) + meddled;
        }

        @Override
        public String name() {
            return "focuser";
        }

        @Override
        public FocuserStatus status() {
            boolean fromMemory = pace.now().isBefore(ordered.plusMillis(1500));
            return new FocuserStatus(fromMemory ? to : tube(), false, OptionalDouble.empty());
        }

        @Override
        public Travel travel() {
            return new Travel(0, 2000);
        }

        @Override
        public void moveTo(int positionSteps) {
            from = tube();
            to = positionSteps;
            ordered = pace.now();
        }

        @Override
        public void halt() {
            to = tube();
        }

        @Override
        public void close() {}
    }

    @Test
    void aDriverIsBelievedUntilItIsCaught() throws Exception {
        var moves = new Moves(focuser, pace);
        moves.moveTo(900);

        assertThat(focuser.tube()).isEqualTo(1000);
        assertThat(moves.lateSeconds()).isZero();
    }

    @Test
    void oneThatWasCaughtIsWaitedFor() throws Exception {
        var moves = new Moves(focuser, pace);
        moves.moveTo(900);
        pace.pause(Duration.ofSeconds(4));

        assertThat(focuser.status().positionSteps()).isEqualTo(960);
        assertThat(moves.endLateAt(900, 3)).isTrue();
        assertThat(moves.lateSeconds()).isCloseTo(10.5, within(0.5));

        moves.moveTo(820);
        assertThat(focuser.tube()).isEqualTo(820);
        moves.moveTo(1000);
        assertThat(focuser.tube()).isEqualTo(1000);
    }

    @Test
    void aFocuserThatRestsElsewhereWasMovedBySomebody() throws Exception {
        var moves = new Moves(focuser, pace);
        moves.moveTo(900);
        pace.pause(Duration.ofSeconds(20));
        focuser.meddled = 12;

        assertThat(moves.endLateAt(900, 3)).isFalse();
        assertThat(moves.lateSeconds()).isZero();
    }

    @Test
    void theRunTakesTheFrameAgainAndSaysThatItsDriverReportsEarly() throws Exception {
        FocusResult result =
                new Autofocus(
                                focuser,
                                exposure -> {
                                    pace.pause(exposure);
                                    return Seen.only(List.<Star>of());
                                },
                                pace,
                                _ -> {})
                        .run(FocusPlan.defaults());

        assertThat(result.diagnoses().getFirst().cause()).isEqualTo(Cause.STALE_POSITION);
        assertThat(result.diagnoses().getFirst().message()).contains("called the focuser arrived");
        assertThat(result.run().taken()).allMatch(taken -> taken.lateSeconds() > 0);
        assertThat(result.finalPositionSteps()).hasValue(1000);
        assertThat(focuser.tube()).isEqualTo(1000);
    }
}
