package parfocal.nights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parfocal.autofocus.FocusResult;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;

/// The benchmark itself, with few nights: that it is what it says, not how good the autofocus is.
final class NightsTest {
    private static final List<RigPlan> NEWTON = List.of(Rigs.named("newton-f4").orElseThrow());

    private static List<NightResult> live(Condition condition, int runs, long seed)
            throws InterruptedException {
        var nights = new Nights(true);
        return nights.live(nights.planned(NEWTON, List.of(condition), runs, seed), true, _ -> {});
    }

    @Test
    void ordinaryNightsEndWithinHalfAZone() throws InterruptedException {
        List<NightResult> nights = live(Condition.ORDINARY, 6, 1);

        assertThat(nights).allMatch(NightResult::withinHalfZone);
    }

    /// With play in the lens, samples that were reached by presses forth and back lay anywhere in it.
    @Test
    void aLensWithPlayIsFocusedFromFarOut() throws InterruptedException {
        var nights = new Nights(true);
        List<NightPlan> plans =
                nights.planned(
                        List.of(Rigs.named("lens-135").orElseThrow()),
                        List.of(Condition.FAR),
                        12,
                        5102);
        List<NightResult> lived = nights.live(List.of(plans.get(2), plans.get(11)), false, _ -> {});

        assertThat(lived).allMatch(night -> night.playSteps() > 40);
        assertThat(lived).allMatch(NightResult::withinHalfZone);
        assertThat(lived)
                .allMatch(night ->
                        Math.abs(night.bestErrorSteps().orElseThrow())
                                < 3 * night.result().best().orElseThrow().sigmaSteps());
    }

    @Test
    void theSameSeedIsTheSameNights() throws InterruptedException {
        assertThat(errors(live(Condition.ORDINARY, 2, 7)))
                .isEqualTo(errors(live(Condition.ORDINARY, 2, 7)));
    }

    private static List<Double> errors(List<NightResult> nights) {
        return nights.stream().map(NightResult::defocusSteps).toList();
    }

    @Test
    void aPinchedMirrorIsCalledAstigmatism() throws InterruptedException {
        assertThat(live(Condition.ASTIGMATISM, 3, 5402))
                .allMatch(night -> night.causes().getFirst().equals("astigmatism"));
    }

    @Test
    void aDeadMotorIsCalledOne() throws InterruptedException {
        assertThat(live(Condition.MOTOR_DEAD, 2, 1)).allMatch(Tally::rightlyDiagnosed);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "DEW",
                "OVER_COMPENSATION",
                "FOREIGN_MOVE",
                "STALE_POSITION",
                "STEP_TOO_SMALL",
                "STEP_TOO_LARGE",
                "FLAT_CURVE",
                "TWO_VALLEYS",
                "DETECTION_CLIFF",
                "FAR_FROM_FOCUS",
                "FILTER_CHANGED",
                "SATURATED",
                "MIRROR_FLOP",
                "TILT",
                "BINDING",
                "UNEQUAL_STEPS"
            })
    void whatIsWrongIsNamed(Condition condition) throws InterruptedException {
        assertThat(live(condition, 1, 2)).allMatch(Tally::rightlyDiagnosed);
    }

    @Test
    void aFlatCurveIsRefusedAndTheFocuserGoesBack() throws InterruptedException {
        assertThat(live(Condition.FLAT_CURVE, 3, 31))
                .allSatisfy(night -> {
                    FocusResult result = night.result();
                    assertThat(result.refusal().orElseThrow().reason())
                            .contains("something spreads them wherever the focuser stands");
                    assertThat(result.finalPositionSteps()).hasValue(result.run().startSteps());
                });
    }

    @Test
    void ofTwoValleysARunEndsInThatOfTheStars() throws InterruptedException {
        assertThat(live(Condition.TWO_VALLEYS, 4, 31)).allMatch(NightResult::withinHalfZone);
    }

    @Test
    void aFocusThatWandersByZonesIsFollowedAndNamed() throws InterruptedException {
        var nights = new Nights(true);
        List<RigPlan> quickToCool = List.of(Rigs.named("refractor-80").orElseThrow());
        List<NightResult> lived =
                nights.live(
                        nights.planned(quickToCool, List.of(Condition.TEMPERATURE_DRIFT), 2, 2),
                        false,
                        _ -> {});

        assertThat(lived).hasSize(2).allMatch(Tally::rightlyDiagnosed);
        assertThat(lived).allMatch(NightResult::withinHalfZone);
    }

    @Test
    void aKindThatCannotBefallALensGetsItsNightsOnOtherRigs() {
        List<RigPlan> rigs = Rigs.all();

        assertThat(new Nights(true).planned(rigs, List.of(Condition.MIRROR_FLOP), 4, 1))
                .hasSize(20)
                .noneMatch(plan -> plan.rig().name().equals("lens-135"));
    }

    @Test
    void aRefusedNightIsNeitherASuccessNorAFalseAccept() throws InterruptedException {
        Tally tally = new Tally(live(Condition.NO_STARS, 2, 1));

        assertThat(tally.refused()).isEqualTo(1);
        assertThat(tally.withinHalfZone()).isZero();
        assertThat(tally.falselyAccepted()).isZero();
    }

    @Test
    void thePlainAutofocusSaysFocusedWhereBacklashFooledIt() throws InterruptedException {
        Tally tally = new Tally(live(Condition.ORDINARY, 6, 1));

        assertThat(tally.plainFalselyAccepted()).isPositive();
        assertThat(tally.falselyAccepted()).isZero();
    }
}
