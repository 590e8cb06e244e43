package parfocal.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// On a hyperbola about 5000 with a half-width of 50 steps, 11 points 100 steps apart.
final class LeaveOneOutTest {

    @Test
    void onAHyperbolaEveryFarPointTellsItsOwnDistance() {
        LeaveOneOut left = LeaveOneOut.of(points(), ErrorLaw.ORDINARY_NIGHT).orElseThrow();

        assertThat(left.left())
                .extracting(LeaveOneOut.Left::positionSteps)
                .containsExactly(4500.0, 4600.0, 4700.0, 4800.0, 5200.0, 5300.0, 5400.0, 5500.0);
        assertThat(left.left().getFirst().toldSteps()).isCloseTo(-500, within(0.5));
        assertThat(left.rmsSteps()).isLessThan(0.5);
    }

    @Test
    void aPointOffTheCurveOfTheOthersErrsByThat() {
        List<CurvePoint> points = points();
        points.set(10, new CurvePoint(5500, sizeAt(5530), 0));

        LeaveOneOut left = LeaveOneOut.of(points, ErrorLaw.ORDINARY_NIGHT).orElseThrow();

        assertThat(left.left().getLast().errorSteps()).isCloseTo(30, within(1.0));
    }

    @Test
    void pointsNearFocusTellNothing() {
        assertThat(LeaveOneOut.of(points().subList(4, 7), ErrorLaw.ORDINARY_NIGHT)).isEmpty();
    }

    private static List<CurvePoint> points() {
        var points = new ArrayList<CurvePoint>();
        for (int position = 4500; position <= 5500; position += 100) {
            points.add(new CurvePoint(position, sizeAt(position), 0));
        }
        return points;
    }

    private static double sizeAt(double position) {
        return 2 * Math.hypot(1, (position - 5000) / 50);
    }
}
