package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import parfocal.driver.sonylens.LearningFit.Frame;
import parfocal.driver.sonylens.LensLearning.Lens;
import parfocal.driver.sonylens.LensLearning.Step;

/// A lesson by stars while it goes on: what has been seen, and what is to be pressed next.
final class StarDraft {
    private enum Phase {
        SWEEP,
        CYCLES,
        COMING_BACK,
        TO_THE_STOP,
        FINISHED,
        GIVEN_UP
    }

    private static final int FINE_KEY = StarNeeds.BIGGEST_FINE_KEY;
    private static final double WORST_MISFIT = 2;
    private static final double WORST_FIRST_MISFIT = 5;
    private static final double LEAST_KEY_3 = 1.5;
    private static final double MOST_ASTRAY = 0.15;
    private static final int MOST_ATTEMPTS = 2;
    private static final int MOST_BLIND_FRAMES = 24;
    private static final int MOST_TO_THE_STOP = 60;

    private final Lens lens;
    private final List<Frame> frames;
    private final List<List<Integer>> queue;
    private final int[] cycles;
    private final List<Double> stopHfr;
    private Phase phase = Phase.SWEEP;
    private Optional<LearningFit> fit = Optional.empty();
    private int usableKeys = LensTable.KEYS;
    private int blindFrames;
    private String reason = "";
    private int attempts;

    StarDraft(Lens lens) {
        this.lens = lens;
        this.frames = new ArrayList<>();
        this.queue = new ArrayList<>();
        this.cycles = new int[LensTable.KEYS + 1];
        this.stopHfr = new ArrayList<>();
        queue.add(List.of());
        queue.addAll(StarPaths.sweep());
    }

    /// A copy, to be changed.
    StarDraft(StarDraft from) {
        this.lens = from.lens;
        this.frames = new ArrayList<>(from.frames);
        this.queue = new ArrayList<>(from.queue);
        this.cycles = from.cycles.clone();
        this.stopHfr = new ArrayList<>(from.stopHfr);
        this.phase = from.phase;
        this.fit = from.fit;
        this.usableKeys = from.usableKeys;
        this.blindFrames = from.blindFrames;
        this.reason = from.reason;
        this.attempts = from.attempts;
    }

    Step next() {
        return switch (phase) {
            case FINISHED -> StarLesson.of(lens, fit.orElseThrow(), frames, usableKeys, stopHfr);
            case GIVEN_UP -> new Step.GivenUp(reason);
            case SWEEP, CYCLES, COMING_BACK, TO_THE_STOP -> new Step.Press(queue.getFirst());
        };
    }

    /// What was seen after the presses that were wanted.
    ///
    /// @param hfr 0 where no star could be measured
    void see(double hfr, double hfrSigma) {
        if (phase == Phase.FINISHED || phase == Phase.GIVEN_UP) {
            throw new IllegalStateException("learning is over");
        }
        see(new Frame(queue.removeFirst(), hfr, hfrSigma));
    }

    private void see(Frame frame) {
        blindFrames = frame.hfr() > 0 ? 0 : blindFrames + 1;
        if (blindFrames > (phase == Phase.SWEEP ? 2 : MOST_BLIND_FRAMES)) {
            giveUp(
                    "No star could be measured in %d frames. Check clouds and exposure, focus roughly and start again."
                            .formatted(blindFrames));
            return;
        }
        if (phase == Phase.TO_THE_STOP) {
            seeAtTheStop(frame);
            return;
        }
        frames.add(frame);
        fit = fit.map(known -> known.with(frame));
        if (fit.isPresent() && !fit.get().plausible(FINE_KEY) && !fitsAnew()) {
            return;
        }
        // The infinity stop is so close that stars are never lost beyond focus: a press on the
        // way back was.
        if (phase == Phase.CYCLES && frame.hfr() <= 0) {
            queue.clear();
            phase = Phase.COMING_BACK;
        }
        if (phase == Phase.COMING_BACK) {
            comeBack(frame);
        } else if (queue.isEmpty()) {
            if (fit.isEmpty()) {
                phase = Phase.CYCLES;
                fit = Optional.of(LearningFit.start(frames));
                if (fit.get().misfit() > WORST_FIRST_MISFIT
                        || fit.get().size(3).units() < LEAST_KEY_3) {
                    giveUp(
                            ("The star sizes do not follow a focus curve (they miss it by %.0f times their error)."
                                            + " Focus roughly, check that the lens obeys the camera, and start again.")
                                    .formatted(fit.get().misfit()));
                    return;
                }
            }
            choose();
        }
    }

    private void choose() {
        LearningFit known = fit.orElseThrow();
        double range = lens.rangeUnits().orElse(Double.POSITIVE_INFINITY);
        StarNeeds.Next next = new StarNeeds(known, cycles, usableKeys, range).next();
        usableKeys = next.usableKeys();
        if (next.key().isPresent()) {
            measure(next.key().get(), new StarPaths(known));
            return;
        }
        known = known.reconsidered();
        fit = Optional.of(known);
        if (!known.plausible(usableKeys) && !fitsAnew()) {
            return;
        }
        if (known.misfit() > WORST_MISFIT || known.astray() > MOST_ASTRAY) {
            giveUp(
                    ("The stars and the presses do not agree (%.1f times their error); presses may have been lost."
                                    + " Give the lens more time for each press and start again.")
                            .formatted(known.misfit()));
            return;
        }
        phase = Phase.TO_THE_STOP;
        queue.add(List.of(FINE_KEY));
    }

    private void measure(int key, StarPaths paths) {
        int before = cycles[key]++;
        double pressUnits = fit.orElseThrow().size(-key).units();
        if (key <= FINE_KEY || paths.base() + pressUnits < paths.highest()) {
            queue.addAll(paths.direct(key));
        } else if (before == 0) {
            phase = Phase.COMING_BACK;
            queue.add(List.of(-key));
        } else {
            queue.add(paths.loop(key, before % 2 == 0));
        }
    }

    /// After the first press of a big key nobody knows whether the near stop has cut it short, so the way back is felt for, press
    /// by press, until the stars are small again.
    private void comeBack(Frame frame) {
        var paths = new StarPaths(fit.orElseThrow());
        if (paths.isBack(frame.hfr())) {
            phase = Phase.CYCLES;
            choose();
        } else {
            queue.add(List.of(paths.pressBack(frame.hfr())));
        }
    }

    /// A fit may have gone astray over a lost press and never come back; then all frames are fitted again, and if that is no
    /// better, the lesson starts again.
    private boolean fitsAnew() {
        LearningFit again = LearningFit.start(frames);
        if (again.plausible(phase == Phase.CYCLES ? FINE_KEY : usableKeys)) {
            fit = Optional.of(again);
            return true;
        }
        if (++attempts > MOST_ATTEMPTS) {
            giveUp(
                    "What the stars show fits no lens: too many presses were lost, or the lens was moved by something else. Give the lens more time for each press, and start again.");
            return false;
        }
        phase = Phase.SWEEP;
        frames.clear();
        fit = Optional.empty();
        queue.clear();
        Arrays.fill(cycles, 0);
        usableKeys = LensTable.KEYS;
        queue.addAll(StarPaths.sweep());
        return false;
    }

    private void seeAtTheStop(Frame frame) {
        stopHfr.add(frame.hfr());
        int seen = stopHfr.size();
        if (seen >= 3
                && close(stopHfr.get(seen - 1), stopHfr.get(seen - 2), frame)
                && close(stopHfr.get(seen - 1), stopHfr.get(seen - 3), frame)) {
            phase = Phase.FINISHED;
        } else if (seen > MOST_TO_THE_STOP) {
            giveUp(
                    "After 60 presses of far key 4 the stars still change, so the infinity stop was not found. Check that the lens obeys, and start again.");
        } else {
            queue.add(List.of(FINE_KEY));
        }
    }

    private static boolean close(double one, double other, Frame frame) {
        return Math.abs(one - other) < 4 * frame.hfrSigma();
    }

    private void giveUp(String why) {
        phase = Phase.GIVEN_UP;
        reason = why;
        queue.clear();
    }
}
