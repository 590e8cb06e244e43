package parfocal.driver.sonylens;

import parfocal.device.DeviceException;
import parfocal.driver.LearnsFromCounts.Witness;
import parfocal.driver.sonylens.Crossing.Stretch;

/// By somebody who sees whether the lens still moves: only its two stops are places, and where it is in between is counted.
final class WitnessGauge implements CountGauge {
    // Lost presses leave the lens short of where it is counted, and that is found out; too far is
    // not, unless at the end.
    private static final double LEAST_DOUBT = 0.02;
    private static final double MOST_DOUBT = 0.3;
    private static final int MOST_PRESSES = 400;
    private static final int STANDS_TO_BELIEVE = 3;

    private final KeyPresser presser;
    private final int biggestKey;
    private final Witness witness;
    private double doubt = LEAST_DOUBT;
    private int atStop;

    WitnessGauge(KeyPresser presser, Witness witness) {
        this.presser = presser;
        this.biggestKey = presser.link().body().kind().keys();
        this.witness = witness;
    }

    @Override
    public void home() throws DeviceException, InterruptedException {
        drive(biggestKey);
    }

    @Override
    public boolean seesWithin() {
        return false;
    }

    /// The ends are stops, so the way back begins where the last one ended; only after one that was given up the stop is looked for.
    @Override
    public void toBeginning(Stretch stretch, int sign, int fineKey)
            throws DeviceException, InterruptedException {
        if (atStop != -sign) {
            drive(-sign * biggestKey);
        }
        atStop = 0;
    }

    @Override
    public double left(double countedShare) {
        return 1 - countedShare;
    }

    @Override
    public double doubt() {
        return doubt;
    }

    @Override
    public double toEnd(int signedFineKey) throws DeviceException, InterruptedException, Overshot {
        int moved = drive(signedFineKey);
        if (moved == 0) {
            doubt = Math.min(MOST_DOUBT, 2 * doubt);
            throw new Overshot();
        }
        doubt = Math.max(LEAST_DOUBT, 0.8 * doubt);
        // The last that moved it was cut short by the stop, nobody knows by how much.
        return moved - 0.5;
    }

    @Override
    public double resolution() {
        return 1 / Math.sqrt(12);
    }

    @Override
    public double rangeUnits(double wholeUnits) {
        return wholeUnits;
    }

    /// @return how many presses moved the lens, before it stood
    private int drive(int key) throws DeviceException, InterruptedException {
        atStop = 0;
        witness.watch();
        int stands = 0;
        for (int presses = 1; presses <= MOST_PRESSES; presses++) {
            boolean ended = !presser.press(key);
            stands = ended || witness.stood() ? stands + 1 : 0;
            if (ended || stands == STANDS_TO_BELIEVE) {
                atStop = Integer.signum(key);
                return presses - stands;
            }
        }
        throw presser.refused(
                "after %d presses of key %d the lens still seems to move, so its end was not found. Let nothing else move before the camera, and start again."
                        .formatted(MOST_PRESSES, key));
    }
}
