package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubWheel;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import tools.jackson.databind.JsonNode;

/// A hub with a simulated rig whose Ha has its focus 21 steps outward of L, in virtual time, and commands typed to it.
final class FiltersOnTheHubTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RIG = "refractor-toa150";
    private static final int HA = 4;

    private HubInside inside = hub();
    private HubFocuser focuser = inside.hub.focuser(RIG).orElseThrow();
    private HubWheel wheel = inside.hub.wheel(RIG).orElseThrow();

    private static HubInside hub() {
        try {
            var inside = new HubInside(SimulatedNight.nightfall());
            SimulatedRig.add(
                    inside.hub,
                    new Configuration.RigEntry(
                            SimulatedNight.plan(RIG, Map.of("cooling-celsius-per-hour", "0")), 1),
                    inside.pace,
                    WireLog.none());
            return inside;
        } catch (Exception trouble) {
            throw new AssertionError(trouble);
        }
    }

    @BeforeEach
    void open() throws Exception {
        inside.awaitReady(focuser);
        turnTo(HA);
    }

    @AfterEach
    void close() {
        inside.close();
    }

    @Test
    void aRunThroughTheReferencePutsTheWheelBackAndAHaltDoesSoToo() throws Exception {
        assertThat(inside.say("offsets", "--reference", "L", "--set", "Ha=21").status()).isZero();

        HubInside.Said said = inside.say("autofocus", "--json", "--quiet");

        assertThat(said.status()).as(said.err()).isZero();
        double through = said.json().path("bestPositionSteps").asDouble();
        assertThat((double) focuser.state().positionSteps()).isCloseTo(through + 21, within(1.0));
        assertThat(wheel.state().filter()).contains("Ha");
        assertThat(inside.hub.compensation(RIG).orElseThrow().calculator().all())
                .last()
                .satisfies(kept -> {
                    assertThat(kept.point().filter()).isEqualTo("L");
                    assertThat(kept.point().positionSteps()).isCloseTo(through, within(1.0));
                });

        int before = focuser.state().positionSteps();
        Thread run = Thread.ofPlatform().start(() -> inside.say("autofocus", "--quiet"));
        await(() -> focuser.state().positionSteps() != before);
        assertThat(inside.say("halt").status()).isZero();
        run.join();
        await(() -> wheel.state().filter().filter("Ha"::equals).isPresent());
    }

    @Test
    void aPresetOfAFilterCountsWhileThatFilterIsInTheLight() throws Exception {
        assertThat(inside.say("preset", "Mars", "700").status()).isZero();
        assertThat(inside.say("preset", "Mars", "720", "--filter", "Ha").out())
                .contains("Mars                 700", "Mars @ Ha            720");

        assertThat(inside.say("move", "Mars").status()).isZero();
        await(() -> standsAt(720));

        turnTo(0);
        assertThat(inside.say("move", "Mars").status()).isZero();
        await(() -> standsAt(700));
    }

    @Test
    void aPresetOfAFilterThatTheWheelHasNotIsWrongUsageAndIsNotKept() {
        assertThat(inside.say("preset", "Jup", "960", "--filter", "Z"))
                .matches(said ->
                        said.status() == 2
                                && said.err()
                                        .contains(
                                                "The wheel has no filter 'Z'. It has L, R, G, B, Ha, OIII, SII."));
        assertThat(focuser.presets()).isEmpty();

        assertThat(inside.say("preset", "Jup", "960", "--filter", "Ha").status()).isZero();
        assertThat(focuser.presets()).containsOnlyKeys("Jup @ Ha");
        assertThat(inside.say("preset", "Jup", "--filter", "Ha", "--remove").status()).isZero();
        assertThat(focuser.presets()).isEmpty();
    }

    private boolean standsAt(int steps) {
        return !focuser.state().moving() && focuser.state().positionSteps() == steps;
    }

    @Test
    void aFilterThatTheWheelHasNotIsWrongUsage() throws Exception {
        assertThat(inside.say("offsets", "--set", "Nope=3"))
                .matches(said ->
                        said.status() == 2
                                && said.err()
                                        .contains("The wheel has no filter 'Nope'. It has L, "));
        assertThat(inside.say("offsets", "--reference", "Nope").status()).isEqualTo(2);
        assertThat(inside.hub.filters(RIG).orElseThrow().settings().offsets()).isEmpty();
        assertThat(inside.say("offsets", "--set", "Nope=").status()).isZero();
    }

    @Test
    void theFocuserFollowsTheWheelOnlyWhereThatIsSwitchedOnAndLosesNothingByRounding()
            throws Exception {
        int start = focuser.state().positionSteps();
        assertThat(inside.say("offsets", "--reference", "L").status()).isZero();
        assertThat(
                        inside.say(
                                        "offsets", "--set", "Ha=20.4", "--set", "R=4.4", "--set",
                                        "B=7.3")
                                .status())
                .isZero();
        turnTo(0);
        assertThat(focuser.state().positionSteps()).isEqualTo(start);

        assertThat(inside.say("offsets", "--follow", "on").out()).contains("follow     on");
        for (int round = 0; round < 5; round++) {
            for (int slot : new int[] {1, 3, HA, 0}) {
                turnTo(slot);
                int offset = new int[] {0, 4, 0, 7, 20}[slot];
                await(() -> !focuser.state().moving());
                await(() -> Math.abs(focuser.state().positionSteps() - start - offset) <= 1);
            }
        }
        await(() -> focuser.state().positionSteps() == start);
    }

    @Test
    void whatTheWheelHasNotIsRefusedInWords() {
        assertThat(inside.say("offsets", "--measure", "--filters", "Y").err())
                .contains("The wheel has no filter 'Y'. It has L, R, G, B, Ha, OIII, SII.");
        JsonNode filters = inside.say("offsets", "--json").json();
        assertThat(filters.path("filter").asString()).isEqualTo("Ha");
        assertThat(filters.path("moveOnChange").asBoolean()).isFalse();
    }

    private void turnTo(int slot) throws Exception {
        wheel.turnTo(slot);
        await(() -> wheel.state().slot().orElse(-1) == slot);
    }

    private static void await(BooleanSupplier condition) throws Exception {
        var end = Pace.wall().now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Pace.wall().now()).as("it never came").isBefore(end);
            Pace.wall().pause(Duration.ofMillis(5));
        }
    }
}
