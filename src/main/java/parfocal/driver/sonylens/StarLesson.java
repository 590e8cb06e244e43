package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import parfocal.driver.sonylens.LearningFit.Frame;
import parfocal.driver.sonylens.LensLearning.Lens;
import parfocal.driver.sonylens.LensLearning.Step;

/// Writes down what star learning has found.
final class StarLesson {
    private static final double USUAL_RATIO = 2.6;

    /// Of a key that the range cut short: not fit to aim with, only to home.
    private static final double UNKNOWN = 0.3;

    private StarLesson() {}

    static Step of(
            Lens lens, LearningFit fit, List<Frame> frames, int usableKeys, List<Double> stopHfr) {
        double atStop = stopHfr.getLast() / fit.smallestHfr();
        double focusUnits = fit.bottoms(1) * Math.sqrt(Math.max(0, atStop * atStop - 1));
        List<KeySize> far = sizes(fit, 1, usableKeys);
        List<KeySize> near = sizes(fit, -1, usableKeys);
        double farthestUnits = fit.farthestTravel() + focusUnits;
        double rangeUnits = Math.max(10, lens.rangeUnits().orElse(farthestUnits));
        var table =
                new LensTable(
                        lens.id(),
                        lens.maker(),
                        lens.model(),
                        rangeUnits,
                        far,
                        near,
                        LensTable.USUAL_PACE_MILLIS,
                        0,
                        LensTable.Source.STARS,
                        new LensTable.Coupling(shared(fit, usableKeys), 0));
        var words = new ArrayList<String>();
        int presses = frames.stream().mapToInt(frame -> frame.keys().size()).sum();
        words.add(
                "Learned from %d frames and %d presses; focus lies %.0f units from the infinity stop."
                        .formatted(frames.size() + stopHfr.size(), presses, focusUnits));
        for (int key = 1; key <= usableKeys; key++) {
            words.add(sentence(table, key));
        }
        if (usableKeys < LensTable.KEYS) {
            words.add(
                    "Keys from %d on cross too much of the range to be measured; they serve for homing only."
                            .formatted(usableKeys + 1));
        }
        if (lens.rangeUnits().isEmpty()) {
            words.add(
                    "The range is at least %.0f units; nearer than that nobody has been, so the table ends there."
                            .formatted(rangeUnits));
        }
        return new Step.Finished(table, OptionalDouble.of(focusUnits), words);
    }

    static String sentence(LensTable table, int key) {
        return "Key %d moves %.2f ± %.2f units far and %.2f ± %.2f units near."
                .formatted(
                        key,
                        table.size(key).units(),
                        table.size(key).sigmaUnits(),
                        table.size(-key).units(),
                        table.size(-key).sigmaUnits());
    }

    private static List<KeySize> sizes(LearningFit fit, int sign, int usableKeys) {
        var sizes = new ArrayList<KeySize>();
        for (int key = 1; key <= LensTable.KEYS; key++) {
            if (key <= usableKeys) {
                sizes.add(fit.size(sign * key));
            } else {
                double guessUnits = USUAL_RATIO * sizes.getLast().units();
                sizes.add(new KeySize(guessUnits, UNKNOWN * guessUnits));
            }
        }
        return sizes;
    }

    private static double shared(LearningFit fit, int usableKeys) {
        double sum = 0;
        for (int key = 2; key <= usableKeys; key++) {
            double smaller = Math.min(fit.size(key).sigmaUnits(), fit.size(-key).sigmaUnits());
            sum += Math.clamp(fit.covariance(key) / (smaller * smaller), 0, 1);
        }
        return sum / (usableKeys - 1);
    }
}
