package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.SecondOpinion.Recorded;
import parfocal.curve.Arrival;
import parfocal.curve.CurvePoint;
import parfocal.curve.Hyperbola;

final class SecondOpinionTest {
    private static final Hyperbola DOWN = new Hyperbola(510, 60, 1.0);

    private static Recorded at(
            double position, double tube, Optional<Arrival> arrival, int number) {
        double size = DOWN.sizeAt(tube) * (1 + 0.01 * Math.sin(7.0 * number));
        return new Recorded(new CurvePoint(position, size, 0.01 * size), arrival);
    }

    @Test
    void twoDirectionsNinetyStepsApartAreBacklashAndNotOneCurve() {
        var points = new ArrayList<Recorded>();
        int[] down = {690, 630, 570, 510, 450, 390, 330};
        int[] up = {480, 540, 600, 660, 720};
        for (int x : down) {
            points.add(at(x, x, Optional.of(Arrival.DOWN), points.size()));
        }
        for (int x : up) {
            points.add(at(x, x - 90, Optional.of(Arrival.UP), points.size()));
        }

        SecondOpinion opinion = SecondOpinion.on(points);

        assertThat(opinion.approach()).contains(Arrival.DOWN);
        assertThat(opinion.fit().orElseThrow().curve().bestPositionSteps()).isBetween(505.0, 515.0);
        assertThat(opinion.backlash().orElseThrow().steps()).isBetween(80.0, 100.0);
        assertThat(opinion.diagnoses().getFirst().cause()).isEqualTo(Cause.BACKLASH);
    }

    @Test
    void aSweepThatBeginsInItsPlayIsReadWithoutItsBeginning() {
        var points = new ArrayList<Recorded>();
        for (int x = 720; x >= 330; x -= 30) {
            double hanging = Math.max(0, 100 - (720 - x));
            points.add(at(x, x - hanging, Optional.of(Arrival.DOWN), points.size()));
        }

        SecondOpinion opinion = SecondOpinion.on(points);

        assertThat(opinion.fit().orElseThrow().curve().bestPositionSteps()).isBetween(507.0, 513.0);
        assertThat(opinion.backlash().orElseThrow().steps()).isBetween(85.0, 115.0);
        assertThat(opinion.backlash().orElseThrow().proven()).isFalse();
    }

    @Test
    void withoutArrivalsThereIsACurveAndNoWordOnBacklash() {
        List<Recorded> points = new ArrayList<>();
        for (int x = 690; x >= 330; x -= 60) {
            points.add(at(x, x, Optional.empty(), points.size()));
        }

        SecondOpinion opinion = SecondOpinion.on(points);

        assertThat(opinion.reason()).isEmpty();
        assertThat(opinion.approach()).isEmpty();
        assertThat(opinion.backlash()).isEmpty();
    }
}
