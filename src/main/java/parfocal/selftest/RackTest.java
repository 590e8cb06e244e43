package parfocal.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Travel;
import parfocal.selftest.Finding.Kind;
import parfocal.selftest.RackReport.Size;
import parfocal.stars.StarField;

/// Racks out until the stars have clearly grown, a little farther, and back; then in, and back: whether the tube follows the motor, in
/// both directions, and what is lost at a reversal.
///
/// Wants moves that return when the focuser stands: see `parfocal.motion.Settling`. Ends where it began, arriving outward.
public final class RackTest {
    /// Stars this much larger than the smallest seen are clearly out of focus, and grow evenly from there.
    private static final double GROWN = 1.5;

    /// Seeing alone makes frames differ by so much.
    private static final double SEEING = 0.04;

    private static final double SURE = 4;
    private static final int FIRST_PARTS = 400;
    private static final int FARTHEST_PARTS = 3;
    private static final int FRAMES = 2;

    private final Focuser focuser;
    private final Sky sky;
    private final Consumer<Size> tell;
    private final List<Size> sizes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /// One exposure, measured.
    @FunctionalInterface
    public interface Sky {
        StarField look() throws DeviceException, InterruptedException;
    }

    /// For one run.
    public RackTest(Focuser focuser, Sky sky, Consumer<Size> tell) {
        this.focuser = focuser;
        this.sky = sky;
        this.tell = tell;
    }

    /// @throws DeviceException when focuser or camera fail
    public RackReport run() throws DeviceException, InterruptedException {
        int start = focuser.status().positionSteps();
        Travel travel = focuser.travel();
        try {
            return rack(start, travel);
        } finally {
            int lower = travel.nearest(start - travel.lengthSteps() / 20);
            focuser.moveTo(lower);
            focuser.moveTo(start);
        }
    }

    private RackReport rack(int start, Travel travel) throws DeviceException, InterruptedException {
        int step = Math.max(1, travel.lengthSteps() / FIRST_PARTS);
        focuser.moveTo(travel.nearest(start - step));
        Optional<Size> first = at(start, true);
        if (first.isEmpty()) {
            return noStars();
        }
        Optional<Size> grown = rackOut(start, step, travel, first.get());
        if (grown.isEmpty()) {
            return report(OptionalDouble.empty(), 0);
        }
        Size near = grown.get();
        int way = near.positionSteps() - start;
        int beyond =
                Math.min(Math.max(1, way * 5 / 4), travel.maximumSteps() - near.positionSteps());
        if (beyond < Math.max(1, way / 8)) {
            return report(OptionalDouble.empty(), 0);
        }
        Optional<Size> far = at(near.positionSteps() + beyond, true);
        Optional<Size> back = at(near.positionSteps(), false);
        Optional<Size> atStart = at(start, false);
        focuser.moveTo(travel.nearest(start - step));
        Optional<Size> again = at(near.positionSteps(), true);
        if (far.isEmpty() || back.isEmpty() || atStart.isEmpty() || again.isEmpty()) {
            return noStars();
        }
        if (same(atStart.get(), far.get()) && same(back.get(), far.get())) {
            found(
                    Kind.TUBE_TURNS_ONE_WAY,
                    "Outward the stars grew from %.2f to %.2f pixels; inward, over %d steps, they stayed as they were."
                            .formatted(
                                    first.get().hfrPixels(),
                                    far.get().hfrPixels(),
                                    far.get().positionSteps() - start),
                    "The motor turns and the tube does not come back: check the grub screws of the coupling, the clamp, and the load.");
            return report(OptionalDouble.empty(), 0);
        }
        if (!same(again.get(), near)) {
            found(
                    Kind.SLIP,
                    "At %d, reached twice in the same direction, the stars measured %.2f and then %.2f pixels."
                            .formatted(
                                    near.positionSteps(),
                                    near.hfrPixels(),
                                    again.get().hfrPixels()),
                    "The tube slips or the air has changed: tighten the clamp or the coupling, then test again.");
        }
        return play(near, far.get(), back.get());
    }

    /// Out, in steps that double, until the stars have grown; each from below.
    private Optional<Size> rackOut(int start, int step, Travel travel, Size first)
            throws DeviceException, InterruptedException {
        double smallest = first.hfrPixels();
        Size last = first;
        for (long way = step; way <= travel.lengthSteps() / FARTHEST_PARTS; way *= 2) {
            long target = start + way;
            if (target > travel.maximumSteps()) {
                break;
            }
            Optional<Size> size = at((int) target, true);
            if (size.isEmpty()) {
                break;
            }
            last = size.get();
            smallest = Math.min(smallest, last.hfrPixels());
            if (last.hfrPixels() > GROWN * smallest) {
                return size;
            }
        }
        if (sizes.stream().allMatch(size -> same(size, first))) {
            found(
                    Kind.TUBE_STANDS,
                    "The motor counted from %d to %d, and the stars stayed at %.2f pixels: the tube does not turn with it."
                            .formatted(start, last.positionSteps(), first.hfrPixels()),
                    "Tighten the coupling between motor and focuser, and loosen the tube's clamp screw. If it does move by hand,"
                            + " the motor has no power.");
        }
        return Optional.empty();
    }

    // Far out, stars grow evenly with the way; what the size lacks after a reversal is the play.
    private RackReport play(Size near, Size far, Size back) {
        int way = far.positionSteps() - near.positionSteps();
        double perStep = (far.hfrPixels() - near.hfrPixels()) / way;
        double sigma = Math.hypot(error(near), error(back)) / perStep;
        double play = (back.hfrPixels() - near.hfrPixels()) / perStep;
        // A tube that has hardly come back may have had still more play to lose.
        boolean swallowed = play + 2 * sigma >= way;
        double atLeast = Math.clamp(play - 2 * sigma, 0, way);
        if (atLeast > 0) {
            found(
                    Kind.PLAY,
                    swallowed
                            ? "After a reversal it turned back %d steps and the tube had not moved: the play is larger than about %.0f steps."
                                    .formatted(way, atLeast)
                            : "After a reversal about %.0f ± %.0f steps are lost between motor and tube, at least %.0f."
                                    .formatted(play, sigma, atLeast),
                    "Let every move end in the same direction (overshoot) by more than that; autofocus does it by itself.");
        }
        return new RackReport(
                sizes,
                swallowed ? OptionalDouble.empty() : OptionalDouble.of(play),
                swallowed ? OptionalDouble.empty() : OptionalDouble.of(sigma),
                atLeast,
                findings);
    }

    private Optional<Size> at(int positionSteps, boolean outward)
            throws DeviceException, InterruptedException {
        focuser.moveTo(positionSteps);
        double sum = 0;
        double worst = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            StarField stars = sky.look();
            OptionalDouble hfr = stars.medianHfrPixels();
            if (hfr.isEmpty()) {
                return Optional.empty();
            }
            sum += hfr.getAsDouble();
            worst = Math.max(worst, stars.hfrSigmaPixels().orElse(0));
        }
        var size = new Size(positionSteps, outward, sum / FRAMES, worst / Math.sqrt(FRAMES));
        sizes.add(size);
        tell.accept(size);
        return Optional.of(size);
    }

    private static double error(Size size) {
        return Math.hypot(size.sigmaPixels(), SEEING * size.hfrPixels() / Math.sqrt(FRAMES));
    }

    private static boolean same(Size one, Size other) {
        return Math.abs(one.hfrPixels() - other.hfrPixels())
                < SURE * Math.hypot(error(one), error(other));
    }

    private RackReport noStars() {
        found(
                Kind.NO_STARS,
                "A frame at %d showed no star to measure."
                        .formatted(sizes.isEmpty() ? 0 : sizes.getLast().positionSteps()),
                "Focus roughly by hand, expose longer, or wait for the clouds to pass; then test again.");
        return report(OptionalDouble.empty(), 0);
    }

    private RackReport report(OptionalDouble play, double atLeast) {
        return new RackReport(sizes, play, OptionalDouble.empty(), atLeast, findings);
    }

    private void found(Kind kind, String message, String remedy) {
        findings.add(new Finding(kind, message, remedy));
    }
}
