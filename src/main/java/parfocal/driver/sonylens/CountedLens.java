package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import parfocal.driver.LearnsFromCounts.Count;
import parfocal.driver.LearnsFromCounts.Way;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.driver.sonylens.Crossing.Stretch;
import parfocal.driver.sonylens.LensTable.Coupling;

/// Writes down what was counted, by a lesson or by somebody.
///
/// @param counted    the keys that were; the others are what lenses usually have
/// @param usableKeys up to which keys a press is shorter than the range
/// @param bodyKeys   how many the body has each way
record CountedLens(
        Subject subject, CountFit fit, SortedSet<Integer> counted, int usableKeys, int bodyKeys) {
    /// Of a key that the range cut short: not fit to aim with, only to home.
    private static final double UNKNOWN = 0.3;

    /// Nobody has compared near with far; a guess.
    private static final double USUAL_ASYMMETRY = 0.02;

    /// More than counts of one lens can differ by when nothing is wrong.
    private static final double MOST_MISFIT = 6;

    /// Of neighbours; the least that any lens has is 1.4, where the range cuts the bigger one short.
    private static final double LEAST_RATIO = 1.15;

    private static final double FEWEST_PRESSES = 1;

    static Lesson of(Subject subject, List<Count> counts) {
        var keys = new TreeSet<Integer>();
        var crossings = new ArrayList<Crossing>();
        for (Count count : counts) {
            if (count.presses() < FEWEST_PRESSES) {
                throw new IllegalArgumentException(
                        "key %d crosses the range in %s presses: a count is at least 1."
                                .formatted(count.key(), count.presses()));
            }
            keys.add(count.key());
            if (count.way() != Way.FAR) {
                crossings.add(crossing(-count.key(), count));
            }
            if (count.way() != Way.NEAR) {
                crossings.add(crossing(count.key(), count));
            }
        }
        if (keys.size() < 2) {
            throw new IllegalArgumentException(
                    "at least two keys have to be counted to know what one is of the other.");
        }
        boolean once = counts.stream().allMatch(count -> count.way() == Way.BOTH);
        CountFit fit = CountFit.ofCountsByHand(crossings, keys.getFirst(), USUAL_ASYMMETRY);
        for (Crossing crossing : crossings) {
            int key = Math.abs(crossing.resolutionKey());
            if (Math.abs(fit.misfit(crossing)) > MOST_MISFIT) {
                throw new IllegalArgumentException(
                        "the counts of key %d do not agree with one another. Count it again."
                                .formatted(key));
            }
        }
        return new CountedLens(subject, fit, keys, LensTable.KEYS, LensTable.KEYS)
                .lesson(
                        fit.units(Stretch.WHOLE),
                        LensTable.Source.COUNTS,
                        "From %d counts%s."
                                .formatted(
                                        counts.size(),
                                        once
                                                ? ", one for both ways; near and far may differ by 2 %"
                                                : ""));
    }

    private static Crossing crossing(int key, Count count) {
        return new Crossing(
                Stretch.WHOLE, java.util.Map.of(key, count.presses()), key, count.sigmaPresses());
    }

    Lesson lesson(double countedRangeUnits, LensTable.Source source, String beginning) {
        double unit = fit.size(1).units();
        double range = Math.max(10, subject.rangeUnits().orElse(countedRangeUnits / unit));
        var table =
                new LensTable(
                        subject.id(),
                        subject.maker(),
                        subject.model(),
                        range,
                        sizes(1, range),
                        sizes(-1, range),
                        LensTable.USUAL_PACE_MILLIS,
                        0,
                        source,
                        new Coupling(shared(), 0));
        var words = new ArrayList<String>();
        words.add(beginning);
        var guessed = new ArrayList<Integer>();
        for (int key = 1; key <= usableKeys; key++) {
            if (counted.contains(key)) {
                words.add(StarLesson.sentence(table, key));
            } else {
                guessed.add(key);
            }
        }
        if (!guessed.isEmpty()) {
            words.add(
                    "Not counted: key %s, taken for what lenses usually have, give or take 15 %%."
                            .formatted(
                                    String.join(
                                            ", ", guessed.stream().map(String::valueOf).toList())));
        }
        if (usableKeys < bodyKeys) {
            words.add(
                    "Keys from %d on cross too much of the range to be counted; they serve for homing only."
                            .formatted(usableKeys + 1));
        }
        words.add(
                String.format(
                        Locale.ROOT,
                        "The range is %.0f ± %.0f units from stop to stop.",
                        range,
                        Math.max(1, fit.sigmaUnits(Stretch.WHOLE) / unit)));
        return new Lesson(LensFile.write(table, OptionalDouble.empty()), words);
    }

    private List<KeySize> sizes(int sign, double range) {
        double unit = fit.size(1).units();
        var sizes = new ArrayList<KeySize>();
        for (int key = 1; key <= LensTable.KEYS; key++) {
            KeySize size = fit.size(sign * key);
            double units = size.units() / unit;
            double sigma = size.sigmaUnits() / unit;
            if (key > bodyKeys) {
                // Too big to aim with, and so nobody plans with it.
                units = (key - bodyKeys) * Math.max(range, 2 * sizes.get(bodyKeys - 1).units());
                sigma = 0;
            } else if (key > usableKeys) {
                units = CountFit.USUAL_RATIO * sizes.getLast().units();
                sigma = UNKNOWN * units;
            } else if (!sizes.isEmpty() && units < LEAST_RATIO * sizes.getLast().units()) {
                throw new IllegalArgumentException(
                        "key %d would move the lens hardly further than key %d. Count them again."
                                .formatted(key, key - 1));
            }
            sizes.add(new KeySize(units, sigma));
        }
        return sizes;
    }

    private double shared() {
        double sum = 0;
        int keys = 0;
        for (int key : counted) {
            double smaller = Math.min(fit.size(key).sigmaUnits(), fit.size(-key).sigmaUnits());
            if (smaller > 0 && key > 1) {
                sum += Math.clamp(fit.covariance(key) / (smaller * smaller), 0, 1);
                keys++;
            }
        }
        return keys == 0 ? 0 : sum / keys;
    }
}
