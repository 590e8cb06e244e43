package parfocal.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// Tables of moves on a travel of 0 to 2000, with 90 steps of play or overshoot. The play is `?` when unknown, `turning` while the
/// motor may turn, otherwise the slack: 0 after a way up, 90 after a way down.
final class CourseTest {
    private static final Travel TRAVEL = new Travel(0, 2_000);

    @ParameterizedTest(name = "approach up: from {0} (play {1}) to {2} goes {3}")
    @CsvSource(
            textBlock =
                    """
                     614, 0,        700, 700
                     614, 0,        500, 410 500
                     614, 0,        614, ''
                     614, 0,        613, 523 613
                     614, 0,        615, 615
                     614, 90,       615, 525 615
                     614, 90,       703, 613 703
                     614, 90,       704, 704
                     614, 40,       653, 563 653
                     614, 40,       654, 654
                     614, 90,       614, 524 614
                     614, ?,        614, 524 614
                     614, ?,        650, 560 650
                     614, ?,        703, 613 703
                     614, ?,        704, 704
                     614, turning, 1500, 1410 1500
                     614, turning,  614, 524 614
                     614, 0,         90, 0 90
                       0, 0,       2000, 2000
                    """)
    void movesThatEndUpward(int from, String play, int to, String stops) {
        assertThat(plan(new BacklashMode.Overshoot(Approach.UP, 90), from, play, to))
                .isEqualTo(stops);
    }

    @ParameterizedTest(name = "approach down: from {0} (play {1}) to {2} goes {3}")
    @CsvSource(
            textBlock =
                    """
                     614, 90,       500, 500
                     614, 90,       700, 790 700
                     614, 90,       614, ''
                     614, 0,        613, 703 613
                     614, 0,        524, 524
                     614, ?,        600, 690 600
                     614, ?,        524, 524
                     614, turning,  100, 190 100
                     614, 90,      1910, 2000 1910
                    2000, 90,         0, 0
                    """)
    void movesThatEndDownward(int from, String play, int to, String stops) {
        assertThat(plan(new BacklashMode.Overshoot(Approach.DOWN, 90), from, play, to))
                .isEqualTo(stops);
    }

    // Reported positions are the tube's: motor 410 with slack 90 reads 500.
    @ParameterizedTest(name = "absolute: motor at {0} (play {1}) to {2} goes {3}")
    @CsvSource(
            textBlock =
                    """
                     614, 0,        700, 700
                     614, 0,        500, 410
                     410, 90,       499, 409
                     410, 90,       501, 501
                     410, 90,       500, ''
                     614, 0,        614, ''
                     614, 0,        613, 523
                     600, 40,       639, 549
                     600, 40,       641, 641
                     614, ?,        614, 524
                     614, ?,        500, 410
                     614, ?,        704, 704
                     614, ?,        703, 613 703
                     614, ?,        615, 525 615
                     614, turning,  800, 710 800
                    """)
    void movesThatHideThePlay(int motor, String play, int to, String stops) {
        assertThat(plan(new BacklashMode.Absolute(90), motor, play, to)).isEqualTo(stops);
    }

    @ParameterizedTest(name = "off: from {0} to {1}")
    @CsvSource({"614, 700", "614, 500", "614, 614"})
    void withoutBacklashAMoveIsAMove(int from, int to) {
        assertThat(plan(new BacklashMode.Off(), from, "?", to)).isEqualTo("" + to);
    }

    @ParameterizedTest(name = "{0} {1} from {2} to {3} is refused")
    @CsvSource(
            textBlock =
                    """
                    UP,     90,  614,   89, the motor would have to go to -1 to take up the play and it may go from 0 to 2000. Ask for 90 or more
                    UP,     90,    0,   50, the motor would have to go to -40 to take up the play and it may go from 0 to 2000. Ask for 90 or more
                    DOWN,   90,  614, 1911, the motor would have to go to 2001 to take up the play and it may go from 0 to 2000. Ask for 1910 or less
                    """)
    void anOvershootThatDoesNotFitIsRefusedInWords(
            Approach approach, int steps, int from, int to, String reason) {
        assertThat(plan(new BacklashMode.Overshoot(approach, steps), from, "?", to))
                .isEqualTo(
                        reason.replace("play and", "play, and")
                                + ", set a smaller overshoot, or approach from the other side.");
    }

    @Test
    void aPlaceThatTheTubeCannotReachIsRefusedInWords() {
        assertThat(plan(new BacklashMode.Absolute(90), 614, "0", 50))
                .isEqualTo(
                        "the motor would have to go to -40 to take up the play, and it may go from 0 to 2000."
                                + " Ask for 90 or more.");
    }

    @ParameterizedTest(name = "{0} in the manual means {1} {2}")
    @CsvSource({"90, DOWN, 90", "-42, UP, 42"})
    void thePositiveNumberOfTheManualActsOnOutwardMoves(int signed, Approach approach, int steps) {
        assertThat(BacklashMode.signed(signed))
                .isEqualTo(new BacklashMode.Overshoot(approach, steps));
    }

    @Test
    void zeroInTheManualIsOff() {
        assertThat(BacklashMode.signed(0)).isEqualTo(new BacklashMode.Off());
    }

    @ParameterizedTest
    @CsvSource({"0", "-90"})
    void playIsAPositiveNumber(int steps) {
        assertThatThrownBy(() -> new BacklashMode.Overshoot(Approach.UP, steps))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BacklashMode.Absolute(steps))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String plan(BacklashMode mode, int from, String play, int to) {
        Play known =
                switch (play) {
                    case "?" -> new Play.Unknown();
                    case "turning" -> new Play.Turning();
                    default -> new Play.Known(Integer.parseInt(play));
                };
        return switch (Course.plan(mode, TRAVEL, from, known, to)) {
            case Course.DoesNotFit(String reason) -> reason;
            case Course.Go go ->
                    go.stopsSteps().stream().map(String::valueOf).collect(Collectors.joining(" "));
        };
    }
}
