package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Sight;
import parfocal.driver.LearnsFromStars.Stars;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.driver.sonylens.LensLearning.Measurement;
import parfocal.driver.sonylens.LensLearning.Step;

/// Carries out what learning wants: presses on the camera, frames from whoever looks.
record LensLesson(KeyPresser presser, Stars stars, Consumer<String> progress) {
    private static final int BIGGEST_KEY = 7;
    private static final int PERCENT_TO_SEE = 33;
    private static final int MOST_TO_SEE = 60;

    Lesson learn(Subject subject) throws DeviceException, InterruptedException {
        LensLearning learning =
                LensLearning.byStars(
                        new LensLearning.Lens(
                                subject.id(),
                                subject.maker(),
                                subject.model(),
                                subject.rangeUnits()));
        for (int frame = 1; learning.next() instanceof Step.Press(List<Integer> keys); frame++) {
            for (int key : keys) {
                presser.press(key);
            }
            Sight sight = stars.look();
            progress.accept(sentence(frame, keys, sight));
            learning = learning.with(measurement(sight));
        }
        return switch (learning.next()) {
            case Step.Finished(LensTable table, OptionalDouble focusUnits, List<String> words) ->
                    finished(subject, table, focusUnits, words);
            case Step.GivenUp(String reason) -> throw presser.refused(reason);
            case Step.Press _ -> throw new IllegalStateException("there is more to press");
        };
    }

    private Lesson finished(
            Subject subject, LensTable table, OptionalDouble focusUnits, List<String> words)
            throws DeviceException, InterruptedException {
        OptionalDouble range =
                subject.rangeUnits().isPresent() ? OptionalDouble.empty() : rangeByPercent(table);
        if (range.isEmpty()) {
            return new Lesson(LensFile.write(table, focusUnits), words);
        }
        double units = Math.max(table.rangeUnits(), range.getAsDouble());
        var told = new ArrayList<>(words);
        told.removeIf(word -> word.startsWith("The range is at least"));
        told.add(
                "The range is about %.0f units, by the camera's own reading in percent."
                        .formatted(units));
        return new Lesson(LensFile.write(table.withRange(units), focusUnits), told);
    }

    /// From the infinity stop, where the lesson has ended, towards near until the body has read a third of its scale, and back. It reads whole
    /// percents, so a third is good to two in a hundred. Empty when the body reads nothing.
    private OptionalDouble rangeByPercent(LensTable table)
            throws DeviceException, InterruptedException {
        OptionalInt start = presser.link().look().focusPercent();
        if (start.isEmpty()) {
            return OptionalDouble.empty();
        }
        double nearUnits = 0;
        int presses = 0;
        int shown = start.getAsInt();
        while (start.getAsInt() - shown < PERCENT_TO_SEE && presses < MOST_TO_SEE) {
            presser.press(-BIGGEST_KEY);
            presses++;
            nearUnits += table.size(-BIGGEST_KEY).units();
            presser.pace().pause(presser.link().lookLag());
            shown = presser.link().look().focusPercent().orElse(shown);
        }
        for (int i = 0; i < presses + 1; i++) {
            presser.press(BIGGEST_KEY);
        }
        int seen = start.getAsInt() - shown;
        return seen < PERCENT_TO_SEE
                ? OptionalDouble.empty()
                : OptionalDouble.of(nearUnits * 100 / seen);
    }

    private static Measurement measurement(Sight sight) {
        return sight.hfrPixels().isPresent()
                ? new Measurement.Stars(sight.hfrPixels().getAsDouble(), sight.sigmaPixels())
                : new Measurement.Nothing();
    }

    private static String sentence(int frame, List<Integer> keys, Sight sight) {
        return "frame %d, after keys %s: %s"
                .formatted(
                        frame,
                        keys,
                        sight.hfrPixels().isPresent()
                                ? "HFR %.2f ± %.2f px"
                                        .formatted(
                                                sight.hfrPixels().getAsDouble(),
                                                sight.sigmaPixels())
                                : "no star");
    }
}
