package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parfocal.cli.HubInside.Said;
import parfocal.time.Pace;

/// The calculator's points, typed.
final class PointsCommandTest {
    private final HubInside inside;

    PointsCommandTest() throws IOException {
        inside = new HubInside(Pace.wall());
    }

    @AfterEach
    void close() {
        inside.close();
    }

    @Test
    void pointsAreNotDeletedByAccidentAndCanBeTypedAgain() throws Exception {
        var _ = inside.plugIn("main", "usb-focus", 5_000, 0);
        assertThat(inside.say("points", "--add", "12.5", "5162").status()).isZero();
        assertThat(inside.say("points", "--add", "-3.25", "4980.5").status()).isZero();

        Said asked = inside.say("points", "--clear");
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).contains("--clear deletes all 2 points.", "--clear --yes");
        Said cleared = inside.say("points", "--clear", "--yes");

        assertThat(cleared.err())
                .contains(
                        "Deleted all 2 points.",
                        "points --add 12.5 5162.0",
                        "points --add -3.25 4980.5");
        assertThat(inside.say("points", "--json").json().get("points")).isEmpty();
    }

    @Test
    void whatIsAppliedIsSaid() throws Exception {
        var _ = inside.plugIn("main", "usb-focus", 5_000, 0);
        for (int celsius = 0; celsius <= 12; celsius += 3) {
            var _ = inside.say("points", "--add", celsius, Integer.toString(5_000 + 35 * celsius));
        }

        Said said = inside.say("points", "--apply");

        assertThat(said.status()).as(said.err()).isZero();
        assertThat(said.out()).contains("The coefficient is now 35.00 steps/°C.", "colder");
    }
}
