package parfocal.driver.sonylens;

import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.driver.sonylens.Crossing.Stretch;

/// By the body's own reading in whole percents of its range.
///
/// Its scale need not be the motor's, and so it is not used as one: stretches begin and end where the reading changes from one number to
/// the next, which is at the same place for each key. Backlash moves both ends of a stretch by the same and so does nothing.
final class PercentGauge implements CountGauge {
    // A stop itself cannot be told from half a percent before it.
    private static final double FAR_MARK = 98.5;
    private static final double NEAR_MARK = 1.5;
    private static final double PART_MARK = 73.5;
    private static final int MOST_LOOKS = 40;
    private static final int MOST_PRESSES = 2_000;
    private static final int MOST_HOMING = 150;

    // Presses get lost, but seldom one after the other.
    private static final int STANDS_TO_BELIEVE = 4;

    private final KeyPresser presser;
    private final int biggestKey;
    private double beginning = FAR_MARK;
    private double end = NEAR_MARK;

    PercentGauge(KeyPresser presser) {
        this.presser = presser;
        this.biggestKey = presser.link().body().kind().keys();
    }

    @Override
    public void home() throws DeviceException, InterruptedException {
        int first = read();
        int before = first;
        int stands = 0;
        for (int presses = 0; presses < MOST_HOMING; presses++) {
            presser.press(biggestKey);
            int now = read();
            stands = now == before ? stands + 1 : 0;
            if (stands > 0 && now > FAR_MARK) {
                return;
            }
            if (stands == STANDS_TO_BELIEVE) {
                throw presser.refused(
                        now == first
                                ? Refusal.LENS_DOES_NOT_OBEY
                                : "the infinity stop was not found: the camera's reading stands at %d %% of the focus range."
                                        .formatted(now));
            }
            before = now;
        }
        throw presser.refused(
                "the infinity stop was not found in %d presses of the biggest key."
                        .formatted(MOST_HOMING));
    }

    @Override
    public boolean seesWithin() {
        return true;
    }

    @Override
    public void toBeginning(Stretch stretch, int sign, int fineKey)
            throws DeviceException, InterruptedException {
        double nearEnd = stretch == Stretch.WHOLE ? NEAR_MARK : PART_MARK;
        beginning = sign < 0 ? FAR_MARK : nearEnd;
        end = sign < 0 ? nearEnd : FAR_MARK;
        // Back until the beginning lies a little ahead, whatever the backlash is.
        // Within the range the big keys would throw it much too far.
        boolean within = sign > 0 && stretch == Stretch.PART;
        int backKey = within ? Math.min(biggestKey, fineKey + 2) : biggestKey;
        for (int presses = 0; ahead(beginning, sign) < 1; presses++) {
            refuseAfter(presses);
            presser.press(-sign * backKey);
        }
        for (int presses = 0; ahead(beginning, sign) > 0; presses++) {
            refuseAfter(presses);
            presser.press(sign * fineKey);
        }
    }

    private void refuseAfter(int presses) throws DeviceException {
        if (presses == MOST_PRESSES) {
            throw presser.refused(
                    "the camera's reading stood still for %d presses. Check that the lens obeys, and start again."
                            .formatted(presses));
        }
    }

    /// How many percents a place lies ahead of the lens.
    private double ahead(double place, int sign) throws DeviceException, InterruptedException {
        return sign * (place - read());
    }

    @Override
    public double left(double countedShare) throws DeviceException, InterruptedException {
        return (end - read()) / (end - beginning);
    }

    @Override
    public double doubt() {
        return 1 / Math.abs(end - beginning);
    }

    @Override
    public double toEnd(int signedFineKey) throws DeviceException, InterruptedException, Overshot {
        int sign = Integer.signum(signedFineKey);
        int presses = 0;
        while (ahead(end, sign) > 0) {
            refuseAfter(presses);
            presser.press(signedFineKey);
            presses++;
        }
        if (presses == 0) {
            throw new Overshot();
        }
        return presses;
    }

    /// The first press beyond a mark goes beyond it by any part of itself, at the beginning as at the end.
    @Override
    public double resolution() {
        return 1 / Math.sqrt(6);
    }

    @Override
    public double rangeUnits(double wholeUnits) {
        return wholeUnits * 100 / (FAR_MARK - NEAR_MARK);
    }

    /// The reading once it no longer changes.
    private int read() throws DeviceException, InterruptedException {
        OptionalInt before = look();
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            presser.pace().pause(presser.link().lookLag());
            OptionalInt now = look();
            if (now.isPresent() && now.equals(before)) {
                return now.getAsInt();
            }
            before = now;
        }
        throw presser.refused("the camera's reading of its focus position never comes to rest.");
    }

    private OptionalInt look() throws DeviceException {
        return presser.link().look().focusPercent();
    }
}
