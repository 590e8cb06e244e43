package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.device.Approach;
import parfocal.device.Travel;

/// Sweeps with stars as large everywhere, of a telescope whose stars measure 1.2 px in focus, as earlier runs have taught.
final class FlatCurveTest {
    private static final Travel TRAVEL = new Travel(0, 2000);

    private static final FocusPlan NINE_SAMPLES =
            FocusPlan.defaults()
                    .withLearned(
                            Optional.of(
                                    new Learned(
                                            0.02,
                                            0.05,
                                            1.2,
                                            614,
                                            Approach.DOWN,
                                            Optional.empty(),
                                            1)))
                    .withFixed(new FixedSweep(9, 40));

    @Test
    void starsThatAVeilSpreadsAreRefusedWithWhatToLookFor() {
        FocusRun run = run(NINE_SAMPLES, 14);

        assertThat(run.next())
                .isInstanceOfSatisfying(
                        GiveUp.class,
                        refusal -> {
                            assertThat(refusal.cause()).isEqualTo(Cause.BAD_SEEING);
                            assertThat(refusal.reason())
                                    .startsWith("From 454 to 774 stars are about as large, 13.")
                                    .endsWith(
                                            "in focus they would be near 1.2 px: something spreads them wherever the focuser stands.");
                            assertThat(refusal.remedy())
                                    .contains("frost", "cap", "filter", "motor");
                        });
    }

    @Test
    void itIsTheFirstCauseNamed() {
        FocusRun run = run(NINE_SAMPLES, 14);
        GiveUp refusal = (GiveUp) run.next();

        List<Diagnosis> told = new Findings(run, Optional.of(refusal)).diagnoses();

        assertThat(told).first().extracting(Diagnosis::cause).isEqualTo(Cause.BAD_SEEING);
        assertThat(told.getFirst().samples()).hasSize(9);
    }

    /// Then they may as well be stars in focus, and the steps too small.
    @Test
    void levelStarsOfAUsualSizeAreNoVeil() {
        assertThat(FlatCurve.of(run(NINE_SAMPLES, 2))).isEmpty();
    }

    @Test
    void withoutAnEarlierRunNobodyKnowsHowLargeTheyShouldBe() {
        FocusPlan unknown = FocusPlan.defaults().withFixed(new FixedSweep(9, 40));

        assertThat(FlatCurve.of(run(unknown, 14))).isEmpty();
    }

    /// A search of our own finds a motor that stands more often than a veil.
    @Test
    void aSearchThatSeesNoChangeNamesTheMotorFirstAndTheVeilAfterIt() {
        FocusPlan searching = FocusPlan.defaults().withLearned(NINE_SAMPLES.learned());
        FocusRun run = run(searching, 14);
        GiveUp refusal = (GiveUp) run.next();

        assertThat(new Findings(run, Optional.of(refusal)).diagnoses())
                .extracting(Diagnosis::cause)
                .startsWith(Cause.MOTOR_NOT_MOVING, Cause.BAD_SEEING);
    }

    /// @param hfrPixels give or take two percent
    private static FocusRun run(FocusPlan plan, double hfrPixels) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        FocusRun run = FocusRun.begin(plan, TRAVEL, 614);
        while (run.next() instanceof MeasureAt step) {
            double size = hfrPixels * (1 + 0.02 * random.nextGaussian());
            run = run.with(step, step.positionSteps(), SomeStars.twenty(size));
        }
        return run;
    }
}
