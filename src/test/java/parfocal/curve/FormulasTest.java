package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Figures printed in tables that others use.
final class FormulasTest {
    private static final Hyperbola CURVE = new Hyperbola(614, 100, 2);

    @ParameterizedTest(name = "{0} of loss at {1} half-widths")
    @CsvSource({"0.01, 0.14", "0.02, 0.20", "0.05, 0.32", "0.10, 0.46", "0.15, 0.57", "0.03, 0.25"})
    void lossOfSharpnessAtADistance(double loss, double halfWidths) {
        assertThat(CriticalZone.halfWidthSteps(CURVE, loss))
                .isCloseTo(100 * halfWidths, within(0.5));
        assertThat(CriticalZone.lossAt(CURVE, CriticalZone.halfWidthSteps(CURVE, loss)))
                .isCloseTo(loss, within(1e-12));
    }

    @ParameterizedTest(name = "f/{0}")
    @CsvSource({
        "4, 43, 35, 42, 15",
        "5, 67, 55, 65, 19",
        "7, 132, 108, 128, 26",
        "10, 268, 220, 261, 38"
    })
    void criticalZonesInMicrons(
            double focalRatio, double classic, double quarter, double seeing, double pixelHalf) {
        assertThat(CriticalZone.classicMicrons(focalRatio, 0.55)).isCloseTo(classic, within(0.6));
        assertThat(CriticalZone.quarterWaveMicrons(focalRatio, 0.55))
                .isCloseTo(quarter, within(0.6));
        assertThat(CriticalZone.seeingMicrons(3, 15, 100, focalRatio))
                .isCloseTo(seeing, within(0.6));
        assertThat(CriticalZone.pixelHalfMicrons(focalRatio, 3.76))
                .isCloseTo(pixelHalf, within(0.6));
    }

    @ParameterizedTest(name = "seeing {0} times the floor")
    @CsvSource({"1, 1.19, 1.55", "5, 2.26, 2.5", "10, 3.17, 3.3"})
    void theMostTellingPlace(double ratio, double defocus, double height) {
        double u = new ErrorLaw(0.02 * ratio, 0.02).mostTellingDefocus();

        assertThat(u).isCloseTo(defocus, within(0.01));
        assertThat(Math.hypot(1, u)).isCloseTo(height, within(0.05));
    }

    @Test
    void seeingHidesInTheFlanks() {
        ErrorLaw law = new ErrorLaw(0.08, 0.02);

        assertThat(law.sigmaLogAt(1)).isCloseTo(0.0825, within(1e-4));
        assertThat(law.sigmaLogAt(2)).isCloseTo(0.0283, within(1e-4));
        assertThat(law.sigmaLogAt(4)).isCloseTo(0.0206, within(1e-4));
    }

    @Test
    void slopeOfTheFlanksFromGeometry() {
        assertThat(new Optics(7, 0.34, 3.8).slopePixelsPerMicron()).isCloseTo(0.0140, within(1e-4));
    }

    @Test
    void theStepInMicronsIsReadBackFromTheFlanks() {
        Optics optics = new Optics(7.3, 0, 10.8);
        double halfWidth = optics.expectedHalfWidthSteps(1.9, 3);

        assertThat(optics.micronsPerStep(new Hyperbola(614, halfWidth, 1.9)))
                .isCloseTo(3, within(1e-9));
    }

    @Test
    void sizesAndSlopesOnTheCurve() {
        assertThat(CURVE.sizeAt(714)).isCloseTo(2 * Math.sqrt(2), within(1e-12));
        assertThat(CURVE.sizeAt(514)).isEqualTo(CURVE.sizeAt(714));
        assertThat(CURVE.slopeAt(614)).isZero();
        assertThat(CURVE.slopeAt(-9_386)).isCloseTo(-CURVE.slopePixelsPerStep(), within(1e-5));
        assertThat(CURVE.distanceOfSize(CURVE.sizeAt(800))).isCloseTo(186, within(1e-9));
        assertThat(CURVE.distanceOfSize(1.9)).isZero();
    }

    @ParameterizedTest(name = "{0} points")
    @CsvSource({"9, 2.75, 64", "7, 2.75, 85", "9, 3, 71", "7, 2.5, 76"})
    void stepsThatBringTheEndsToTheWantedHeight(int points, double edgeHeight, int stepSteps) {
        assertThat(StepAdvice.of(CURVE, points, edgeHeight).stepSteps()).isEqualTo(stepSteps);
    }

    @Test
    void adviceIsASentence() {
        assertThat(StepAdvice.of(CURVE, 9).comparedWith(20))
                .isEqualTo(
                        "Steps of 20 are too small. 9 points 64 steps apart reach from 358 to 870, where stars are about 2.7"
                                + " times as large as in focus.");
    }
}
