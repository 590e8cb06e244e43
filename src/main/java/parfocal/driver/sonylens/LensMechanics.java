package parfocal.driver.sonylens;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.time.Pace;

/// The emulated lens: each press moves it by about the size of its key, in its own time, and perhaps not at all.
///
/// Counts like the driver's users do, from the near stop to the infinity stop. Not for several threads at once.
final class LensMechanics {
    private record Leg(Instant end, double toSteps) {}

    private final Pace pace;
    private final LensTable table;
    private final LensQuirks quirks;
    private final RandomGenerator random;
    private final double endSteps;
    private final Motor motor;
    private final Deque<Leg> legs = new ArrayDeque<>();
    private final List<Integer> pressed = new ArrayList<>();
    private boolean legBegun;
    private double goalSteps;
    private double fractionSteps;

    LensMechanics(EmulatorSettings settings, LensTable table, LensQuirks quirks, Pace pace) {
        this.pace = pace;
        this.table = table;
        this.quirks = quirks;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(quirks.seed());
        this.endSteps = table.rangeUnits();
        int here = (int) Math.min(settings.positionSteps(), endSteps);
        this.goalSteps = here;
        this.motor = new Motor(pace, here, 1, new Gear(settings.backlashSteps(), here, 0));
    }

    Motor motor() {
        advance();
        return motor;
    }

    List<Integer> pressed() {
        return List.copyOf(pressed);
    }

    /// What the body would show as its focal position.
    int percent() {
        double share = 100 * motor().tubeSteps() / endSteps;
        return Math.clamp(Math.round(share), 0, 100);
    }

    boolean moving() {
        advance();
        return !legs.isEmpty();
    }

    /// @return false when the body is busy and says so
    boolean press(int key) {
        boolean moving = moving();
        if (moving && quirks.refusesWhenBusy()) {
            return false;
        }
        pressed.add(key);
        boolean lost = random.nextDouble() < quirks.slip();
        double jitter = 1 + quirks.jitter() * random.nextGaussian();
        if (lost || !quirks.lensObeys() || (moving && quirks.dropsWhenBusy())) {
            return true;
        }
        double step = travel(key) * jitter;
        goalSteps = Math.clamp(goalSteps + step, 0, endSteps);
        Instant begin = moving ? legs.getLast().end : pace.now();
        legs.add(new Leg(begin.plus(motion(key)), goalSteps));
        advance();
        return true;
    }

    private double travel(int key) {
        return -table.travelUnits(key) * (key < 0 ? 1 - quirks.asymmetry() : 1);
    }

    /// Of keys 1 to 7, in units.
    ///
    /// @param sign 1 for far, -1 for near
    List<Double> sizes(int sign) {
        return IntStream.rangeClosed(1, LensTable.KEYS)
                .mapToObj(key -> Math.abs(travel(sign * key)))
                .toList();
    }

    /// Somebody turns the ring of a lens whose body cannot tell.
    void turnRing(double steps) {
        advance();
        goalSteps = Math.clamp(goalSteps + steps, 0, endSteps);
        legs.clear();
        settleAt(goalSteps);
    }

    private Duration motion(int key) {
        return table.pace(key).multipliedBy(quirks.pacePercent()).dividedBy(100);
    }

    private void advance() {
        Instant now = pace.now();
        while (!legs.isEmpty() && !legs.element().end.isAfter(now)) {
            settleAt(legs.remove().toSteps);
        }
        if (!legs.isEmpty() && !legBegun) {
            begin(legs.element(), now);
        }
    }

    // The motor counts whole steps; what is beyond them the gear is moved by.
    private void settleAt(double steps) {
        motor.jumpTo(wholeSteps(steps));
        legBegun = false;
    }

    private void begin(Leg leg, Instant now) {
        int target = wholeSteps(leg.toSteps);
        // A little early, so that the last step is made when the leg is said to be over.
        double seconds = 0.99 * Math.max(1, Duration.between(now, leg.end).toNanos()) / 1e9;
        motor.speed(Math.max(1, Math.abs(target - motor.positionSteps())) / seconds);
        motor.driveTo(target);
        legBegun = true;
    }

    private int wholeSteps(double steps) {
        int whole = (int) Math.round(steps);
        double fraction = steps - whole;
        motor.gear().slip(fraction - fractionSteps);
        fractionSteps = fraction;
        return whole;
    }
}
