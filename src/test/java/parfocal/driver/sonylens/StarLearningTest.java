package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.sonylens.LensLearning.Lens;
import parfocal.driver.sonylens.LensLearning.Measurement;
import parfocal.driver.sonylens.LensLearning.Step;

/// More runs for each lens with `-Dparfocal.lessons=60`, others with `-Dparfocal.lesson-seed=500000`.
final class StarLearningTest {
    private static final int LESSONS = Integer.getInteger("parfocal.lessons", 2);
    private static final int FIRST_SEED = Integer.getInteger("parfocal.lesson-seed", 1_000);
    private static final double FOCUS_UNITS = 40;

    /// Every press is 3 % longer or shorter by chance, near keys differ from far ones by some percent, stars are measured to 2 %.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sigma-16-f1.4",
                "sigma-100-400",
                "sony-fe-200-600",
                "rokinon-135-f1.8",
                "tamron-150-500"
            })
    void sizesAreLearnedToThreePercentWithThreePercentOfScatter(String id) {
        LensTable table = LensTables.byId(id).orElseThrow();
        var errors = new ArrayList<Double>();
        int finished = 0;
        for (int seed = 0; seed < LESSONS; seed++) {
            var random = new Random(FIRST_SEED + seed);
            var lens = lens(table, random, 0.03, 0);
            if (learn(lens, random, true) instanceof Step.Finished(LensTable learned, _, _)) {
                finished++;
                for (int key = 1; key <= LensTable.KEYS; key++) {
                    errors.add(
                            Math.abs(
                                    learned.size(key).units() / lens.size(key) * lens.size(1) - 1));
                    errors.add(
                            Math.abs(
                                    learned.size(-key).units() / lens.size(-key) * lens.size(1)
                                            - 1));
                }
            }
        }
        assertThat(finished).isGreaterThanOrEqualTo(LESSONS - Math.max(0, LESSONS / 20));
        Collections.sort(errors);
        assertThat(errors.get((int) (0.9 * (errors.size() - 1)))).isLessThan(0.03);
    }

    /// The same with three presses in a hundred that are acknowledged and do nothing, and a scatter of 0.3 %; all five lenses together.
    @Test
    void sizesAreLearnedToThreePercentAlthoughThreePercentOfThePressesGetLost() {
        var errors = new ArrayList<Double>();
        var givenUp = new ArrayList<String>();
        for (String id :
                List.of(
                        "sigma-16-f1.4",
                        "sigma-100-400",
                        "sony-fe-200-600",
                        "rokinon-135-f1.8",
                        "tamron-150-500")) {
            LensTable table = LensTables.byId(id).orElseThrow();
            for (int seed = 0; seed < LESSONS; seed++) {
                var random = new Random(FIRST_SEED + seed);
                var lens = lens(table, random, 0.003, 0.03);
                Step end = learn(lens, random, false);
                if (!(end instanceof Step.Finished(LensTable learned, _, _))) {
                    givenUp.add("%s, seed %d: %s".formatted(id, seed, end));
                    continue;
                }
                for (int key = 2; key <= LensTable.KEYS; key++) {
                    for (int signed : new int[] {key, -key}) {
                        double truth = lens.size(signed) / lens.size(1);
                        errors.add(Math.abs(learned.size(signed).units() / truth - 1));
                    }
                }
            }
        }
        // A lesson that says it is not sure is not a wrong one; but few may be.
        assertThat(givenUp).hasSizeLessThanOrEqualTo(5 * LESSONS / 50);
        Collections.sort(errors);
        // Of a few lessons the ninetieth percentile is itself known to a third.
        assertThat(errors.get((int) (0.9 * (errors.size() - 1))))
                .isLessThan(LESSONS < 20 ? 0.04 : 0.03);
    }

    private static SimulatedLens lens(LensTable table, Random random, double scatter, double lost) {
        double[] far = new double[7];
        double[] near = new double[7];
        double asymmetry = 1 + 0.02 * random.nextGaussian();
        for (int k = 0; k < 7; k++) {
            far[k] = table.far().get(k).units();
            near[k] = far[k] * asymmetry * (1 + 0.01 * random.nextGaussian());
        }
        var lens = new SimulatedLens(table.rangeUnits(), far, near, scatter, lost, 0.5, 0, random);
        lens.putAt(FOCUS_UNITS + (random.nextDouble() - 0.3) * 20);
        return lens;
    }

    private static Step learn(SimulatedLens lens, Random random, boolean mayNotTouch) {
        LensLearning learning =
                LensLearning.byStars(new Lens("new", "Any", "50mm", OptionalDouble.empty()));
        while (learning.next() instanceof Step.Press(List<Integer> keys)) {
            int stopTouches = lens.stopTouches();
            keys.forEach(lens::press);
            if (mayNotTouch && !keys.equals(List.of(4))) {
                assertThat(lens.stopTouches()).as("%s", keys).isEqualTo(stopTouches);
            }
            double hfr = Math.hypot(1.9, 0.36 * (lens.unitsFromInfinity() - FOCUS_UNITS));
            learning =
                    learning.with(
                            hfr > 60
                                    ? new Measurement.Nothing()
                                    : new Measurement.Stars(
                                            hfr * (1 + 0.02 * random.nextGaussian()), 0.02 * hfr));
        }
        return learning.next();
    }
}
