package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.driver.LearnsFromCounts.Task;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.sonylens.CountGauge.Overshot;
import parfocal.driver.sonylens.Crossing.Stretch;

/// Learns a lens without stars: goes from end to end by each key in turn, near and far, and counts.
///
/// Only the bulk of a way is pressed by the key that is being counted; the end is felt for by a fine one, because of the last press of a big key
/// nobody knows how much of it the end has cut off. Keys so small that the whole range would take too long go across a part of it, and one key goes
/// across both and so joins them. What is known least is counted again, until all is known well enough.
final class CountLesson {
    private static final double GOOD_ENOUGH = 0.012;
    private static final double LOST_WELL_KNOWN = 0.007;
    private static final int MOST_CROSSINGS = 24;
    private static final int MOST_IN_ALL = 260;

    /// A key this small crosses the part only.
    private static final double MANY_PRESSES = 150;

    private static final double SHORT_RANGE_PRESSES = 500;
    private static final int OVERSHOTS = 4;
    private static final double FINE_SHARE = 0.004;
    private static final double FINE_SHARE_WITNESSED = 0.01;
    private static final double PART_AT_ONCE = 0.8;
    private static final double MOST_SCATTER = 0.15;
    private static final double ASYMMETRY = 0.05;

    private record Leg(int key, Stretch stretch) {}

    private final KeyPresser presser;
    private final CountGauge gauge;
    private final Task task;
    private final Consumer<String> progress;
    private final int biggestKey;
    private final List<Crossing> crossings = new ArrayList<>();
    private final Map<Leg, Integer> crossed = new HashMap<>();
    private CountFit fit;
    private int usableKeys;
    private int presses;

    private CountLesson(
            KeyPresser presser, CountGauge gauge, Task task, Consumer<String> progress) {
        this.presser = presser;
        this.gauge = gauge;
        this.task = task;
        this.progress = progress;
        this.biggestKey = presser.link().body().kind().keys();
        this.usableKeys = biggestKey;
        this.fit = CountFit.of(List.of(), task.smallestKey(), ASYMMETRY);
    }

    static Lesson learn(KeyPresser presser, Task task, Consumer<String> progress)
            throws DeviceException, InterruptedException {
        CountGauge gauge;
        if (task.witness().isPresent()) {
            gauge = new WitnessGauge(presser, task.witness().get());
        } else if (presser.link().look().focusPercent().isPresent()) {
            gauge = new PercentGauge(presser);
        } else {
            throw presser.refused(
                    "this body does not tell where its lens is, so somebody has to see when the lens stops: a camera before which something of contrast stands, or a person who watches.");
        }
        return new CountLesson(presser, gauge, task, progress).learn();
    }

    private Lesson learn() throws DeviceException, InterruptedException {
        progress.accept("Looking for the infinity stop.");
        gauge.home();
        first();
        Crossing coarse = crossings.getFirst();
        for (int key = usableKeys; key >= task.smallestKey(); key--) {
            for (Leg leg : legs(key)) {
                if (!across(leg)) {
                    usableKeys = Math.min(usableKeys, leg.key() - 1);
                }
            }
        }
        crossings.remove(coarse);
        if (usableKeys < task.smallestKey()) {
            throw presser.refused("each press crosses the whole range, so nothing can be counted.");
        }
        for (int more = 0; more < MOST_IN_ALL && !wellKnown(); more++) {
            Optional<Leg> leg = leastKnown();
            if (leg.isEmpty()) {
                break;
            }
            across(leg.get());
        }
        if (fit.lost() > MOST_SCATTER) {
            throw presser.refused(
                    "the counts do not agree with one another: of a hundred presses about %.0f seem to get lost. Give the lens and its power more care, let nothing else move it, and start again."
                            .formatted(100 * fit.lost()));
        }
        double whole = gauge.rangeUnits(fit.units(Stretch.WHOLE));
        var counted = new TreeSet<Integer>();
        crossed.keySet().forEach(leg -> counted.add(leg.key()));
        try {
            return new CountedLens(task.subject(), fit, counted, usableKeys, biggestKey)
                    .lesson(
                            whole,
                            gauge.seesWithin() ? LensTable.Source.PERCENT : LensTable.Source.COUNTS,
                            "Counted on %d ways across, with %d presses."
                                    .formatted(crossings.size(), presses));
        } catch (IllegalArgumentException absurd) {
            throw presser.refused(
                    "the counts are those of no lens: %s".formatted(absurd.getMessage()));
        }
    }

    /// The biggest key alone, near, until the stop: how long the range is at all.
    private void first() throws DeviceException, InterruptedException {
        int key = -biggestKey;
        double counted;
        try {
            gauge.toBeginning(Stretch.WHOLE, -1, biggestKey);
            counted = gauge.toEnd(key);
        } catch (Overshot atOnce) {
            counted = 0.5;
        }
        progress.accept(
                "Key %d crosses the range in about %.0f presses.".formatted(biggestKey, counted));
        presses += (int) counted;
        note(new Crossing(Stretch.WHOLE, Map.of(key, counted), biggestKey, 0.5));
    }

    /// Which stretches a key crosses; the biggest of those that cross the part crosses both.
    private List<Leg> legs(int key) {
        double whole = fit.units(Stretch.WHOLE);
        var onWhole = new Leg(key, Stretch.WHOLE);
        var onPart = new Leg(key, Stretch.PART);
        if (!gauge.seesWithin()
                || whole / fit.size(1).units() <= SHORT_RANGE_PRESSES
                || whole / fit.size(key).units() < MANY_PRESSES) {
            return List.of(onWhole);
        }
        boolean first = crossed.keySet().stream().allMatch(leg -> leg.stretch() == Stretch.WHOLE);
        return first ? List.of(onWhole, onPart) : List.of(onPart);
    }

    private boolean wellKnown() {
        return fit.relativeSigma(worstKey()) <= GOOD_ENOUGH
                && crossed.keySet().stream()
                        .allMatch(
                                leg -> leg.key() > usableKeys || timesCrossed(leg) >= fewest(leg));
    }

    private int timesCrossed(Leg leg) {
        return crossed.getOrDefault(leg, 0);
    }

    /// By its sign, of those that may still become better known.
    private int worstKey() {
        int worst = task.smallestKey();
        for (Leg leg : crossed.keySet()) {
            for (int key : new int[] {leg.key(), -leg.key()}) {
                if (leg.key() <= usableKeys
                        && timesCrossed(leg) < MOST_CROSSINGS
                        && fit.relativeSigma(key) > fit.relativeSigma(worst)) {
                    worst = key;
                }
            }
        }
        return worst;
    }

    /// What tells most when it is crossed again; empty when everything has been crossed often enough.
    private Optional<Leg> leastKnown() {
        List<Leg> open =
                crossed.entrySet().stream()
                        .filter(it ->
                                it.getValue() < MOST_CROSSINGS && it.getKey().key() <= usableKeys)
                        .map(Map.Entry::getKey)
                        .toList();
        Optional<Leg> once =
                open.stream().filter(leg -> timesCrossed(leg) < fewest(leg)).findFirst();
        if (once.isPresent()) {
            return once;
        }
        if (fit.lostSigma() > LOST_WELL_KNOWN) {
            // The smaller the key, the more presses; but lost ones have to be seen.
            Optional<Leg> telling =
                    open.stream()
                            .filter(leg -> fit.seesLost(leg.key()))
                            .min(Comparator.comparingInt(Leg::key));
            if (telling.isPresent()) {
                return telling;
            }
        }
        int worst = worstKey();
        double half = fit.relativeSigma(worst) * fit.relativeSigma(worst) / 2;
        Optional<Leg> own =
                open.stream()
                        .filter(leg -> leg.key() == Math.abs(worst) && variance(leg) > half)
                        .findFirst();
        // Else it is not the key itself but what it is compared with.
        return own.isPresent()
                ? own
                : open.stream().max(Comparator.comparingDouble(this::variance));
    }

    /// A single count of few presses may have missed one of them, and nobody would know.
    private int fewest(Leg leg) {
        double count = fit.units(leg.stretch()) / fit.size(leg.key()).units();
        return count < 40 ? 4 : count < 120 ? 3 : count < 300 ? 2 : 1;
    }

    /// What a leg is known by, from all its crossings.
    private double variance(Leg leg) {
        double most = 0;
        for (Crossing crossing : crossings) {
            if (crossing.stretch() == leg.stretch() && crossing.presses().containsKey(-leg.key())) {
                double sigma = fit.crossingSigma(crossing);
                most = Math.max(most, sigma * sigma / timesCrossed(leg));
            }
        }
        return most;
    }

    /// Near and far again.
    ///
    /// @return false when a press of the key is too long for it
    private boolean across(Leg leg) throws DeviceException, InterruptedException {
        for (int sign : new int[] {-1, 1}) {
            for (int attempt = 0; ; attempt++) {
                try {
                    Crossing crossing = cross(leg, sign, 1 << attempt);
                    if (!crossing.presses().containsKey(sign * leg.key())) {
                        return false;
                    }
                    note(crossing);
                    break;
                } catch (Overshot tooFar) {
                    if (attempt == OVERSHOTS) {
                        throw presser.refused(
                                "key %d went too far %d times. Check that nothing else moves the lens, and start again."
                                        .formatted(leg.key(), OVERSHOTS + 1));
                    }
                }
            }
        }
        crossed.merge(leg, 1, Integer::sum);
        return true;
    }

    private Crossing cross(Leg leg, int sign, int caution)
            throws DeviceException, InterruptedException, Overshot {
        int fine = fineKey(leg.stretch());
        gauge.toBeginning(leg.stretch(), sign, fine);
        Map<Integer, Double> counted = new TreeMap<>();
        double length = fit.units(leg.stretch());
        double share = 0;
        for (int key = leg.key(); key > fine || key == leg.key(); key--) {
            KeySize size = fit.size(sign * key);
            double most = (size.units() + 2 * size.sigmaUnits()) / length;
            while (true) {
                int now = (int) ((gauge.left(share) - caution * gauge.doubt()) / most);
                if (now <= 0) {
                    break;
                }
                if (gauge.seesWithin() && now > 2) {
                    // Looking again on the way makes an error of the size harmless.
                    now = (int) (PART_AT_ONCE * now);
                }
                for (int i = 0; i < now; i++) {
                    presser.press(sign * key);
                }
                counted.merge(sign * key, (double) now, Double::sum);
                share += now * size.units() / length;
            }
        }
        double last = gauge.toEnd(sign * fine);
        counted.merge(sign * fine, last, Double::sum);
        presses += (int) counted.values().stream().mapToDouble(Double::doubleValue).sum();
        progress.accept(sentence(leg, sign, counted));
        return new Crossing(leg.stretch(), counted, sign * fine, gauge.resolution());
    }

    /// The biggest key that ends a stretch finely enough.
    private int fineKey(Stretch stretch) {
        double share = gauge.seesWithin() ? FINE_SHARE : FINE_SHARE_WITNESSED;
        int key = usableKeys;
        while (key > task.smallestKey() && fit.size(key).units() > share * fit.units(stretch)) {
            key--;
        }
        return key;
    }

    private void note(Crossing crossing) {
        crossings.add(crossing);
        fit = CountFit.of(crossings, task.smallestKey(), ASYMMETRY);
    }

    private static String sentence(Leg leg, int sign, Map<Integer, Double> counted) {
        var parts = new ArrayList<String>();
        counted.forEach((key, n) -> parts.add("%s of key %d".formatted(text(n), Math.abs(key))));
        return "key %d %s across %s: %s"
                .formatted(
                        leg.key(),
                        sign < 0 ? "near" : "far",
                        leg.stretch() == Stretch.WHOLE ? "the range" : "a part of the range",
                        String.join(", ", parts));
    }

    private static String text(double presses) {
        return presses == Math.rint(presses)
                ? Integer.toString((int) presses)
                : Double.toString(presses);
    }
}
