package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// Decisions of a run against telescopes of which everything is known, without pictures or wires.
final class FocusRunTest {
    private static final Travel TRAVEL = new Travel(0, 2000);

    private record Ended(FocusRun run, FocusStep step, double errorSteps) {
        boolean accepted() {
            return step instanceof Accept;
        }
    }

    private static SyntheticTelescope telescope(long seed, int startSteps, double playSteps) {
        return new SyntheticTelescope(seed, TRAVEL, startSteps, 614, 63, 0.95, playSteps, 0.05);
    }

    private static Ended run(SyntheticTelescope telescope, int startSteps, FocusPlan plan) {
        FocusRun run = FocusRun.begin(plan, telescope.travel, startSteps);
        while (true) {
            switch (run.next()) {
                case MeasureAt step -> {
                    run = run.with(step, step.positionSteps(), telescope.measure(step));
                    assertThat(telescope.exposures).as("a run must end").isLessThan(40);
                }
                case Accept done -> {
                    double best = telescope.bestReportedSteps(plan.approach());
                    return new Ended(run, done, run.samples().getLast().positionSteps() - best);
                }
                case GiveUp reason -> {
                    return new Ended(run, reason, Double.NaN);
                }
            }
        }
    }

    @ParameterizedTest(name = "starting at {0}")
    @ValueSource(ints = {914, 614, 524, 300, 1700, 100})
    void findsFocusFromAnywhereWithPlayThatNobodyMentioned(int startSteps) {
        List<Ended> runs =
                LongStream.rangeClosed(1, 8)
                        .mapToObj(seed ->
                                run(
                                        telescope(seed, startSteps, 90),
                                        startSteps,
                                        FocusPlan.defaults()))
                        .toList();

        assertThat(runs).allMatch(Ended::accepted);
        assertThat(runs).allMatch(ended -> Math.abs(ended.errorSteps) < 8);
        assertThat(runs).allMatch(ended -> ended.run.samples().size() <= 15);
    }

    @Test
    void sweepingUpwardIsTheSameRunInTheMirror() {
        Ended ended =
                run(telescope(3, 300, 90), 300, FocusPlan.defaults().withApproach(Approach.UP));

        assertThat(ended.accepted()).isTrue();
        assertThat(ended.errorSteps).isBetween(-8.0, 8.0);
        assertThat(ended.run.samples())
                .filteredOn(sample -> sample.purpose() != Purpose.OTHER_WAY)
                .allMatch(sample -> sample.arrival() == Approach.UP);
    }

    @Test
    void everySampleOfASweepIsReachedInOneDirection() {
        FocusRun run = run(telescope(5, 914, 90), 914, FocusPlan.defaults()).run;

        assertThat(run.taken())
                .filteredOn(taken -> taken.step().purpose() != Purpose.OTHER_WAY)
                .allMatch(taken ->
                        taken.step().via().isEmpty()
                                || taken.step().via().getLast() > taken.positionSteps());
        assertThat(run.samples())
                .filteredOn(sample -> sample.purpose() != Purpose.OTHER_WAY)
                .allMatch(sample -> sample.arrival() == Approach.DOWN);
    }

    @Test
    void aFocuserOfWhichNothingIsKnownIsLookedAtOnceFromTheOtherSideAndItsPlayIsMeasured() {
        FocusRun run = run(telescope(5, 914, 90), 914, FocusPlan.defaults()).run;

        assertThat(run.samples())
                .filteredOn(sample -> sample.arrival() == Approach.UP)
                .singleElement()
                .satisfies(look -> assertThat(look.purpose()).isEqualTo(Purpose.OTHER_WAY));
        BacklashFound backlash = new Findings(run, Optional.empty()).backlash().orElseThrow();
        assertThat(backlash.steps())
                .isBetween(90 - 3 * backlash.sigmaSteps(), 90 + 3 * backlash.sigmaSteps());
        assertThat(backlash.sigmaSteps()).isLessThan(10);
    }

    @Test
    void whereAMirrorLeansOverPlayAndMirrorAreNamedTogether() {
        FocusRun run = run(telescope(5, 914, 90), 914, FocusPlan.defaults()).run;
        BacklashFound found = new Findings(run, Optional.empty()).backlash().orElseThrow();

        assertThat(new PlayWords(run).backlash(found, true).message())
                .startsWith("A reversal costs %.0f ±".formatted(found.steps()))
                .contains("mirror");
        assertThat(new PlayWords(run).backlash(found, false).message())
                .startsWith("The focuser has %.0f ±".formatted(found.steps()))
                .doesNotContain("mirror");
    }

    /// Presses since the last visit to the stop scatter alike for all samples that were taken before the next one: that moves the whole curve.
    /// The arrival has been at the stop again, and scatters by itself.
    @Test
    void aFocuserThatOnlyCountsMakesBestFocusAsUncertainAsItsPlaces() {
        FocusRun sure = run(telescope(5, 914, 90), 914, FocusPlan.defaults()).run;
        FocusRun counted = FocusRun.begin(FocusPlan.defaults(), TRAVEL, 914);
        for (FocusRun.Taken taken : sure.taken()) {
            double placeSigma = taken.step().purpose() == FocusStep.Purpose.PROOF ? 3 : 4;
            counted =
                    counted.with(
                            taken.step(),
                            taken.positionSteps(),
                            placeSigma,
                            0,
                            Optional.empty(),
                            taken.seen());
        }

        assertThat(counted.best().orElseThrow().sigmaSteps())
                .isCloseTo(
                        Math.hypot(sure.best().orElseThrow().sigmaSteps(), Math.hypot(4, 3)),
                        within(1e-9));
        assertThat(counted.best().orElseThrow().positionSteps())
                .isEqualTo(sure.best().orElseThrow().positionSteps());
    }

    @Test
    void whoeverKnowsTheTelescopeNeedsTwoSamplesAndTheProof() {
        Learned learned =
                new Learned(
                        0.95 / 63,
                        0.02,
                        1.1,
                        530,
                        Approach.DOWN,
                        java.util.Optional.of(new Learned.KnownPlay(88, 5)),
                        1);
        FocusPlan plan = FocusPlan.defaults().withLearned(java.util.Optional.of(learned));

        List<Ended> runs =
                LongStream.rangeClosed(1, 8)
                        .mapToObj(seed -> run(telescope(seed, 760, 90), 760, plan))
                        .toList();

        assertThat(runs).allMatch(Ended::accepted);
        assertThat(runs).allMatch(ended -> Math.abs(ended.errorSteps) < 8);
        assertThat(runs).allMatch(ended -> ended.run.samples().size() == 3);
    }

    /// A reducer was put in: stars change half as fast as they did.
    @Test
    void whatWasLearnedOfAnotherTelescopeIsForgotten() {
        Learned another =
                new Learned(
                        2 * 0.95 / 63,
                        0.02,
                        1.0,
                        530,
                        Approach.DOWN,
                        java.util.Optional.empty(),
                        1);
        FocusPlan plan = FocusPlan.defaults().withLearned(java.util.Optional.of(another));

        List<Ended> runs =
                LongStream.rangeClosed(1, 8)
                        .mapToObj(seed -> run(telescope(seed, 760, 90), 760, plan))
                        .toList();

        assertThat(runs).allMatch(Ended::accepted);
        assertThat(runs).allMatch(ended -> Math.abs(ended.errorSteps) < 8);
        assertThat(runs).allMatch(ended -> ended.run.samples().size() > 4);
    }

    @Test
    void theFinalMoveComesFromBeyondTheBeginningOfTheSweep() {
        SyntheticTelescope telescope = telescope(5, 914, 90);
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), TRAVEL, 914);
        FocusStep step = run.next();
        while (step instanceof MeasureAt measure && measure.purpose() != Purpose.PROOF) {
            run = run.with(measure, measure.positionSteps(), telescope.measure(measure));
            step = run.next();
        }

        assertThat(step)
                .isInstanceOfSatisfying(
                        MeasureAt.class,
                        m -> assertThat(m.via().getLast()).isGreaterThanOrEqualTo(914));
    }

    @Test
    void anArrivalFromTheWrongSideIsNoticedMendedAndMeasured() {
        SyntheticTelescope telescope = telescope(11, 914, 90);
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), TRAVEL, 914);
        boolean tricked = false;
        FocusStep step = run.next();
        while (step instanceof MeasureAt measure) {
            boolean trick = measure.purpose() == Purpose.PROOF && !tricked;
            if (trick) {
                tricked = true;
                telescope.go(measure.positionSteps() - 300);
            }
            List<Star> seen =
                    trick
                            ? telescope.measure(
                                    new MeasureAt(
                                            measure.positionSteps(), List.of(), Purpose.PROOF, ""))
                            : telescope.measure(measure);
            run = run.with(measure, measure.positionSteps(), seen);
            step = run.next();
        }

        assertThat(step).isInstanceOf(Accept.class);
        assertThat(run.repairs())
                .hasSize(1)
                .first()
                .asString()
                .contains("Arriving again with a longer run-up");
        var backlash = new Findings(run, Optional.empty()).backlash().orElseThrow();
        assertThat(backlash.proven()).isTrue();
        assertThat(backlash.steps())
                .isBetween(90 - 3 * backlash.sigmaSteps(), 90 + 3 * backlash.sigmaSteps());
    }

    @Test
    void numbersThatChangeWhileTheStarsDoNotAreAMotorThatDoesNotMove() {
        var stuck = new SyntheticTelescope(2, TRAVEL, 914, 614, 63, 0.95, 1e9, 0.03);

        Ended ended = run(stuck, 914, FocusPlan.defaults());

        assertThat(ended.step)
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        reason -> {
                            assertThat(reason.cause()).isEqualTo(Cause.MOTOR_NOT_MOVING);
                            assertThat(reason.reason())
                                    .contains("the numbers change, the stars do not");
                        });
        assertThat(ended.run.samples()).hasSizeLessThanOrEqualTo(6);
    }

    @ParameterizedTest(name = "starting at {0}")
    @ValueSource(ints = {60_000, 50_000, 41_000, 37_000})
    void stepsTooShortForTheFocuserAreNotTakenForAMotorThatDoesNotMove(int startSteps) {
        // As libindi's simulator counts: 50 steps are nothing there.
        var fine =
                new SyntheticTelescope(
                        6, new Travel(0, 100_000), startSteps, 36_700, 5_700, 1.4, 0, 0.03);

        Ended ended = run(fine, startSteps, FocusPlan.defaults());

        assertThat(ended.accepted()).as("%s", ended.step).isTrue();
        assertThat(ended.errorSteps).isBetween(-700.0, 700.0);
    }

    @Test
    void sizesOnAParabolaAreTakenForNoPlay() {
        // As libindi's simulator draws them, from where the curve is finished before the parabola
        // can be seen in it.
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), new Travel(0, 100_000), 50_000);
        while (run.next() instanceof MeasureAt step) {
            double u = (step.positionSteps() - 36_700) / 12_500.0;
            run = run.with(step, step.positionSteps(), SomeStars.twenty(1.47 * (1 + u * u)));
        }

        assertThat(run.next()).isInstanceOf(Accept.class);
        assertThat(run.samples()).extracting(Sample::purpose).contains(Purpose.OTHER_WAY);
        assertThat(new Findings(run, Optional.empty()).backlash()).isEmpty();
    }

    @Test
    void aParabolaIsFollowedToItsBottomFromFarAway() {
        // Far out it looks like the flank of a hyperbola that ends long before.
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), new Travel(0, 100_000), 75_000);
        while (run.next() instanceof MeasureAt step) {
            double u = (step.positionSteps() - 36_700) / 12_500.0;
            run = run.with(step, step.positionSteps(), SomeStars.twenty(1.47 * (1 + u * u)));
        }

        assertThat(run.next()).as("%s", run.next()).isInstanceOf(Accept.class);
        assertThat(run.samples().getLast().positionSteps()).isBetween(36_600, 36_800);
    }

    @Test
    void focusBeyondTheEndOfTheTravelIsSaidWithItsNumbers() {
        var beyond = new SyntheticTelescope(4, TRAVEL, 400, -150, 63, 0.95, 0, 0.03);

        Ended ended = run(beyond, 400, FocusPlan.defaults());

        assertThat(ended.step)
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        reason ->
                                assertThat(reason.cause())
                                        .isIn(Cause.LIMIT_REACHED, Cause.MINIMUM_AT_EDGE));
    }

    @Test
    void withoutAStarAnywhereTheRunLooksAroundAndSaysWhere() {
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), TRAVEL, 914);
        while (run.next() instanceof MeasureAt look) {
            run = run.with(look, look.positionSteps(), List.of());
        }

        assertThat(run.samples()).hasSizeBetween(3, 7);
        assertThat(run.next())
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        reason -> {
                            assertThat(reason.cause()).isEqualTo(Cause.NO_STARS);
                            assertThat(reason.reason())
                                    .startsWith("There is no star to measure at 914, nor at 514");
                        });
    }

    @Test
    void theSameMeasurementsLeadToTheSameDecisions() {
        Ended once = run(telescope(9, 914, 90), 914, FocusPlan.defaults());
        Ended again = run(telescope(9, 914, 90), 914, FocusPlan.defaults());

        assertThat(again.run.samples()).isEqualTo(once.run.samples());
    }
}
