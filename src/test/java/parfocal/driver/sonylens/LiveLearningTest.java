package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LiveLearningTest {
    private static final LensTable SIGMA_16 = LensTables.byId("sigma-16-f1.4").orElseThrow();

    @Test
    void aLandingTooNearMakesTheNearKeyLonger() {
        LensTable learned = LiveLearning.learned(SIGMA_16, List.of(-5, -5), 1, 0.5);

        assertThat(learned.size(-5).units()).isGreaterThan(SIGMA_16.size(-5).units());
        assertThat(learned.size(-5).sigmaUnits()).isLessThan(SIGMA_16.size(-5).units() * 0.03);
    }

    @Test
    void oneWildCurveDoesNotSpoilATable() {
        List<Integer> presses = Collections.nCopies(4, -4);
        LensTable bounded = LiveLearning.learned(SIGMA_16, presses, 5_000, 0.5);

        assertThat(bounded.size(-4).units() / SIGMA_16.size(-4).units()).isBetween(1.0, 1.06);
    }
}
