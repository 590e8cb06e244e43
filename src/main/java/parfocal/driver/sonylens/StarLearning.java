package parfocal.driver.sonylens;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import parfocal.driver.sonylens.LearningFit.Frame;

/// Learning by star images.
///
/// A first sweep finds the curve. Then each key in turn goes near and comes back, between a place where the curve has left its
/// flat bottom and one where stars are still small, again and again until its size is known well enough; always on the near side
/// of focus, because the flat bottom tells nothing, both sides look alike, and the stop is close on the far side. A key
/// too big for that goes out alone and comes back by smaller ones, and the other way round. Last, far key 4 finds the stop.
final class StarLearning implements LensLearning {
    private enum Phase {
        SWEEP,
        CYCLES,
        COMING_BACK,
        TO_THE_STOP,
        FINISHED,
        GIVEN_UP
    }

    private static final int BIGGEST_FINE_KEY = 4;
    private static final double FIRST_BIG_KEY = 6;
    private static final double BASE_BOTTOMS = 3;
    private static final double HIGHEST_BOTTOMS = 12;

    /// Presses of one key on one way; more would come from a fit gone astray.
    private static final int MOST_AT_ONCE = 12;

    private static final double WORST_MISFIT = 2;

    /// Where presses get lost, one way of a big key proves nothing.
    private static final double MANY_LOST = 0.008;

    private static final int CYCLES_WHEN_LOST = 5;
    private static final double MOST_ASTRAY = 0.15;
    private static final int MOST_ATTEMPTS = 2;
    private static final int MOST_CYCLES = 30;
    private static final int MOST_FINE_CYCLES = 36;
    private static final int MOST_BLIND_FRAMES = 24;

    /// Relative sigma at which a key is known well enough; each stands on the smaller ones.
    private static final double[] GOOD_ENOUGH = {
        0, 0.010, 0.009, 0.009, 0.009, 0.0105, 0.012, 0.0135
    };

    private final Lens lens;
    private final Phase phase;
    private final List<Frame> frames;
    private final Optional<LearningFit> fit;
    private final List<List<Integer>> queue;
    private final int[] cycles;
    private final int usableKeys;
    private final List<Double> stopHfr;
    private final int blindFrames;
    private final String reason;
    private final int attempts;

    private StarLearning(Draft draft) {
        this.lens = draft.lens;
        this.phase = draft.phase;
        this.frames = List.copyOf(draft.frames);
        this.fit = draft.fit;
        this.queue = List.copyOf(draft.queue);
        this.cycles = draft.cycles.clone();
        this.usableKeys = draft.usableKeys;
        this.stopHfr = List.copyOf(draft.stopHfr);
        this.blindFrames = draft.blindFrames;
        this.reason = draft.reason;
        this.attempts = draft.attempts;
    }

    static StarLearning start(Lens lens) {
        var draft = new Draft(lens);
        draft.queue.add(List.of());
        draft.sweep();
        return new StarLearning(draft);
    }

    @Override
    public Step next() {
        return switch (phase) {
            case FINISHED -> StarLesson.of(lens, fit.orElseThrow(), frames, usableKeys, stopHfr);
            case GIVEN_UP -> new Step.GivenUp(reason);
            case SWEEP, CYCLES, COMING_BACK, TO_THE_STOP -> new Step.Press(queue.getFirst());
        };
    }

    @Override
    public LensLearning with(Measurement measurement) {
        if (phase == Phase.FINISHED || phase == Phase.GIVEN_UP) {
            throw new IllegalStateException("learning is over");
        }
        var draft = new Draft(this);
        List<Integer> keys = draft.queue.removeFirst();
        Frame frame =
                switch (measurement) {
                    case Measurement.Stars(double pixels, double sigma) ->
                            new Frame(keys, pixels, sigma);
                    case Measurement.Percent _, Measurement.Nothing _ -> new Frame(keys, 0, 1);
                };
        draft.see(frame);
        return new StarLearning(draft);
    }

    /// The next state while it is being made.
    private static final class Draft {
        private final Lens lens;
        private Phase phase;
        private final List<Frame> frames;
        private Optional<LearningFit> fit;
        private final List<List<Integer>> queue;
        private final int[] cycles;
        private int usableKeys;
        private final List<Double> stopHfr;
        private int blindFrames;
        private String reason;
        private int attempts;

        Draft(Lens lens) {
            this.lens = lens;
            this.phase = Phase.SWEEP;
            this.frames = new ArrayList<>();
            this.fit = Optional.empty();
            this.queue = new ArrayList<>();
            this.cycles = new int[LensTable.KEYS + 1];
            this.usableKeys = LensTable.KEYS;
            this.stopHfr = new ArrayList<>();
            this.reason = "";
        }

        Draft(StarLearning from) {
            this.lens = from.lens;
            this.phase = from.phase;
            this.frames = new ArrayList<>(from.frames);
            this.fit = from.fit;
            this.queue = new ArrayList<>(from.queue);
            this.cycles = from.cycles.clone();
            this.usableKeys = from.usableKeys;
            this.stopHfr = new ArrayList<>(from.stopHfr);
            this.blindFrames = from.blindFrames;
            this.reason = from.reason;
            this.attempts = from.attempts;
        }

        void see(Frame frame) {
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
            if (fit.isPresent() && !fit.get().plausible(BIGGEST_FINE_KEY) && !fitsAnew()) {
                return;
            }
            // The infinity stop is so close that stars are never lost beyond focus: a press on the
            // way
            // back was.
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
                    if (fit.get().misfit() > 5 || fit.get().size(3).units() < 1.5) {
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

        /// What is known least goes next: fine keys first, as the big ones are measured by them.
        private void choose() {
            LearningFit known = fit.orElseThrow();
            int fineCycles = cycles[1] + cycles[2] + cycles[3] + cycles[4];
            int worst = 1;
            for (int key = 1; key <= BIGGEST_FINE_KEY; key++) {
                if (lack(key) > lack(worst) || (cycles[key] == 0 && cycles[worst] > 0)) {
                    worst = key;
                }
            }
            if ((lack(worst) > 1 || cycles[worst] == 0) && fineCycles < MOST_FINE_CYCLES) {
                // Key 1 is the unit all others are told in, so it gets every second turn.
                direct(fineCycles % 2 == 0 && fineCycles > 3 ? 1 : worst);
                return;
            }
            for (int key = BIGGEST_FINE_KEY + 1; key <= usableKeys; key++) {
                if (key >= FIRST_BIG_KEY && cycles[key] > 0 && cutShort(key)) {
                    usableKeys = key - 1;
                    break;
                }
                boolean often = cycles[key] >= (known.lost() > MANY_LOST ? CYCLES_WHEN_LOST : 1);
                if ((!often || lack(key) > 1) && cycles[key] < MOST_CYCLES) {
                    if (tooLong(key)) {
                        usableKeys = key - 1;
                        break;
                    }
                    if (base() + known.size(-key).units() < highest()) {
                        direct(key);
                    } else {
                        loop(key);
                    }
                    return;
                }
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
            queue.add(List.of(BIGGEST_FINE_KEY));
        }

        /// A fit may have gone astray over a lost press and never come back; then all frames are fitted again, and if that is no
        /// better, the lesson starts again.
        private boolean fitsAnew() {
            LearningFit again = LearningFit.start(frames);
            if (again.plausible(phase == Phase.CYCLES ? BIGGEST_FINE_KEY : usableKeys)) {
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
            sweep();
            return false;
        }

        private double lack(int key) {
            LearningFit known = fit.orElseThrow();
            return Math.max(known.relativeSigma(key), known.relativeSigma(-key)) / GOOD_ENOUGH[key];
        }

        /// No lens has been seen with neighbours so alike; the near stop has cut the press.
        private boolean cutShort(int key) {
            LearningFit known = fit.orElseThrow();
            return known.size(-key).units() < 1.9 * known.size(1 - key).units();
        }

        private boolean tooLong(int key) {
            double roomUnits = lens.rangeUnits().orElse(Double.POSITIVE_INFINITY) - 2 * highest();
            return fit.orElseThrow().size(-key).units() > roomUnits;
        }

        private double base() {
            return fit.orElseThrow().bottoms(BASE_BOTTOMS);
        }

        private double highest() {
            return fit.orElseThrow().bottoms(HIGHEST_BOTTOMS);
        }

        private void direct(int key) {
            cycles[key]++;
            LearningFit known = fit.orElseThrow();
            List<Integer> correction = way(base() - known.place(), 3);
            int presses = Math.max(1, (int) ((highest() - base()) / known.size(-key).units()));
            int first = queue.size();
            cycle(key, presses, 4);
            var keys = new ArrayList<>(correction);
            keys.addAll(queue.get(first));
            queue.set(first, keys);
            if (!correction.isEmpty()) {
                queue.set(first, queue.get(first).subList(correction.size(), keys.size()));
                queue.add(first, correction);
            }
        }

        void sweep() {
            for (int sweep = 0; sweep < 2; sweep++) {
                cycle(3, 8, 8);
            }
        }

        /// Near and back again, in so many frames each way.
        private void cycle(int key, int presses, int mostFrames) {
            for (int sign : new int[] {-1, 1}) {
                int left = presses;
                for (int frame = mostFrames; frame >= 1 && left > 0; frame--) {
                    int now = (left + frame - 1) / frame;
                    queue.add(Collections.nCopies(now, sign * key));
                    left -= now;
                }
            }
        }

        /// Out by the key and back by smaller ones, or the other way round, in turns.
        private void loop(int key) {
            LearningFit known = fit.orElseThrow();
            boolean firstEver = cycles[key] == 0;
            boolean outByKey = cycles[key] % 2 == 0;
            cycles[key]++;
            KeySize size = known.size(outByKey ? -key : key);
            double doubt = Math.hypot(size.sigmaUnits(), 2 * LearningFit.SCATTER * size.units());
            double aim = Math.min(base() + 1.5 * doubt, highest());
            if (firstEver) {
                phase = Phase.COMING_BACK;
                queue.add(List.of(-key));
                return;
            }
            var keys = new ArrayList<Integer>();
            if (outByKey) {
                keys.add(-key);
                keys.addAll(way(aim - known.place() - size.units(), key - 1));
            } else {
                keys.addAll(way(aim - known.place() + size.units(), key - 1));
                keys.add(key);
            }
            queue.add(keys);
        }

        /// After the first press of a big key nobody knows whether the near stop has cut it short, so the way back is felt for, press
        /// by press, until the stars are small again.
        private void comeBack(Frame frame) {
            LearningFit known = fit.orElseThrow();
            double seenUnits =
                    frame.hfr() > 0
                            ? known.bottoms(1) * frame.hfr() / known.smallestHfr()
                            : Double.POSITIVE_INFINITY;
            if (seenUnits < highest()) {
                phase = Phase.CYCLES;
                choose();
                return;
            }
            int key = 5;
            while (key > 2 && seenUnits - known.size(key).units() < base()) {
                key--;
            }
            queue.add(List.of(key));
        }

        /// Presses of keys up to one, big ones first, for a change of the distance.
        private List<Integer> way(double units, int biggestKey) {
            LearningFit known = fit.orElseThrow();
            int sign = units > 0 ? -1 : 1;
            double left = Math.abs(units);
            var keys = new ArrayList<Integer>();
            for (int key = biggestKey; key >= 1; key--) {
                double size = known.size(sign * key).units();
                int presses =
                        Math.min(
                                MOST_AT_ONCE,
                                (int) (key == 1 ? Math.rint(left / size) : left / size));
                keys.addAll(Collections.nCopies(presses, sign * key));
                left -= presses * size;
            }
            return keys;
        }

        private void seeAtTheStop(Frame frame) {
            stopHfr.add(frame.hfr());
            int seen = stopHfr.size();
            if (seen >= 3
                    && close(stopHfr.get(seen - 1), stopHfr.get(seen - 2), frame)
                    && close(stopHfr.get(seen - 1), stopHfr.get(seen - 3), frame)) {
                phase = Phase.FINISHED;
            } else if (seen > 60) {
                giveUp(
                        "After 60 presses of far key 4 the stars still change, so the infinity stop was not found. Check that the lens obeys, and start again.");
            } else {
                queue.add(List.of(BIGGEST_FINE_KEY));
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
}
