package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.autofocus.LostSteps.Kind;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Hyperbola;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.driver.Gear;

/// Frames of a telescope with best focus at 4000 and a half-width of 20 steps, whose motor comes back between sweeps: what its gear does
/// to them, and what a run makes of it.
final class ForthAndBackTest {
    private static final Hyperbola CURVE = new Hyperbola(4000, 20, 1);
    private static final Travel TRAVEL = new Travel(0, 10_000);

    /// @param via where the motor turned round; the frame's own place where it went straight on
    private record Stop(int via, int place, Purpose purpose) {}

    private static Stop on(int place) {
        return new Stop(place, place, Purpose.SAMPLE);
    }

    private static Stop from(int via, int place, Purpose purpose) {
        return new Stop(via, place, purpose);
    }

    private static final List<Stop> SWEEP_PROOF_SWEEP =
            List.of(
                    from(4200, 4080, Purpose.SAMPLE),
                    on(4050),
                    on(4025),
                    on(3975),
                    on(3950),
                    from(4200, 4000, Purpose.PROOF),
                    from(4250, 4040, Purpose.NEW_SWEEP),
                    on(4010),
                    on(3960));

    /// Sizes as small as the air makes them by turns.
    private static List<Sample> frames(List<Stop> stops, Consumer<Gear> fault) {
        var gear = new Gear(0, 4080, 0);
        fault.accept(gear);
        var samples = new ArrayList<Sample>();
        int travelled = 0;
        int last = 4080;
        for (Stop stop : stops) {
            gear.turnTo(stop.via);
            gear.turnTo(stop.place);
            travelled =
                    stop.via == stop.place ? travelled + last - stop.place : stop.via - stop.place;
            last = stop.place;
            double height = CURVE.sizeAt(gear.tubeSteps());
            int turn = samples.size() % 3;
            double air = 0.04 * (turn == 0 ? 1.3 : turn == 1 ? -1 : -0.2);
            samples.add(
                    new Sample(
                            stop.place,
                            Approach.DOWN,
                            travelled,
                            stop.purpose,
                            "",
                            SomeStars.size(height * Math.exp(air / (height * height)), 40)));
        }
        return samples;
    }

    private static Optional<LostSteps> lost(List<Sample> frames) {
        return LostSteps.in(frames, ErrorLaw.ORDINARY_NIGHT);
    }

    @Test
    void aGearWithoutFaultNeedsNoAccount() {
        assertThat(lost(frames(SWEEP_PROOF_SWEEP, _ -> {}))).isEmpty();
    }

    @Test
    void unequalStepsShowInEachReturnAndNotWithinASweep() {
        LostSteps found =
                lost(frames(SWEEP_PROOF_SWEEP, gear -> gear.lengthenStepsUp(1.15))).orElseThrow();

        assertThat(found.kind()).isEqualTo(Kind.UNEQUAL);
        assertThat(found.cause()).isEqualTo(Cause.UNEQUAL_STEPS);
        assertThat(found.steps()).isCloseTo(0.15, within(0.02));
        assertThat(found.curve().bestPositionSteps() - 4000)
                .as("in the numbers with which the run began")
                .isBetween(-25.0, 25.0);
    }

    @Test
    void twoPercentAreToldWhereTheyShowAndAreNoSlipping() {
        LostSteps found =
                lost(frames(SWEEP_PROOF_SWEEP, gear -> gear.lengthenStepsUp(0.98))).orElseThrow();

        assertThat(found.kind()).isEqualTo(Kind.UNEQUAL);
        assertThat(found.sentence(frames(SWEEP_PROOF_SWEEP, _ -> {}))).contains("2 % less");
    }

    @Test
    void stepsThatHardlyDifferAreNotTalkedOf() {
        assertThat(lost(frames(SWEEP_PROOF_SWEEP, gear -> gear.lengthenStepsUp(1.003)))).isEmpty();
    }

    @Test
    void aTubeThatBindsInTheSweepIsToldFromOneThatStandsByItsComingBack() {
        List<Stop> stops =
                List.of(
                        from(4200, 4080, Purpose.SAMPLE),
                        on(4050),
                        on(4025),
                        on(3975),
                        on(3950),
                        on(3930),
                        from(4200, 4060, Purpose.NEW_SWEEP));
        List<Sample> frames =
                frames(stops, gear -> gear.bindBeyond(Double.POSITIVE_INFINITY, 3985));

        LostSteps found = lost(frames).orElseThrow();

        assertThat(found.kind()).isEqualTo(Kind.BINDS_DOWN);
        assertThat(found.cause()).isEqualTo(Cause.BINDING);
        assertThat(found.steps()).isCloseTo(3985, within(4.0));
        assertThat(found.sentence(frames)).startsWith("Driven down from about 39").contains("3930");
        assertThat(lost(frames.subList(0, 6)).map(LostSteps::kind))
                .as("before it came back")
                .isNotEqualTo(Optional.of(Kind.BINDS_DOWN));
    }

    @Test
    void aTubeThatBindsInTheRunUpsIsFoundAndItsRoomEndsWhereTheMotorWas() {
        List<Sample> frames =
                frames(
                        List.of(
                                from(4080, 4060, Purpose.SAMPLE),
                                on(4030),
                                on(4005),
                                on(3970),
                                on(3950),
                                from(4160, 4040, Purpose.NEW_SWEEP),
                                on(4010),
                                on(3970)),
                        gear -> gear.bindBeyond(4090, Double.NEGATIVE_INFINITY));

        Binding binding = Binding.in(frames, ErrorLaw.ORDINARY_NIGHT, lost(frames)).orElseThrow();

        assertThat(lost(frames).orElseThrow().steps()).isCloseTo(4090, within(4.0));
        assertThat(binding.way()).isEqualTo(Approach.UP);
        assertThat(binding.room(TRAVEL)).isEqualTo(new Travel(0, 4160));
        assertThat(binding.curve().orElseThrow().bestPositionSteps())
                .as("in the numbers of now: 70 steps were lost")
                .isCloseTo(4070, within(4.0));
    }

    @Test
    void threeReturnsFromFartherAndFartherToTheSameStarsAreATubeThatBindsInTheRunUps() {
        List<Stop> stops =
                List.of(
                        from(4500, 4100, Purpose.SAMPLE),
                        on(3960),
                        from(4700, 4300, Purpose.RESTART),
                        on(4160),
                        from(4900, 4500, Purpose.RESTART));
        List<Sample> binds = frames(stops, gear -> gear.bindBeyond(4150, Double.NEGATIVE_INFINITY));

        assertThat(Binding.byReturns(binds, Approach.DOWN))
                .hasValue(new Binding(Approach.UP, 4900, 0, Optional.empty()));
        assertThat(Binding.byReturns(binds.subList(0, 4), Approach.DOWN))
                .as("two places with the same stars may lie on either side of focus")
                .isEmpty();
        assertThat(Binding.byReturns(frames(stops, _ -> {}), Approach.DOWN)).isEmpty();
    }

    @Test
    void theFrameAfterComingBackTellsATubeThatBindsFromOneThatStands() {
        List<Stop> stops =
                List.of(
                        from(4200, 4080, Purpose.SAMPLE),
                        on(4030),
                        on(3975),
                        on(3950),
                        on(3930),
                        from(4200, 4060, Purpose.NEW_SWEEP));
        List<Sample> binds = frames(stops, gear -> gear.bindBeyond(1e9, 4010));
        var stands = new ArrayList<>(binds);
        stands.set(5, frames(stops, gear -> gear.bindBeyond(1e9, 4010)).get(4));

        assertThat(Binding.levelAfterChange(binds.subList(0, 5))).isTrue();
        assertThat(Binding.byComingBack(binds, Approach.DOWN).orElseThrow().room(TRAVEL))
                .isEqualTo(new Travel(3930, 10_000));
        assertThat(Binding.standsAfterComingBack(binds)).isFalse();
        assertThat(Binding.byComingBack(stands, Approach.DOWN)).isEmpty();
        assertThat(Binding.standsAfterComingBack(stands)).isTrue();
    }
}
