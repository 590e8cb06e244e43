package parfocal.driver.sonylens;

import java.util.Random;

/// A lens that knows where it is. Written apart from everything it is used to judge.
final class SimulatedLens {
    private final double rangeUnits;
    private final double[] far;
    private final double[] near;
    private final double scatter;
    private final double lostProbability;
    private final double stopSigmaUnits;
    private final double backlashUnits;
    private final Random random;
    private double motorUnits;
    private double glassUnits;
    private int stopTouches;

    SimulatedLens(
            double rangeUnits,
            double[] far,
            double[] near,
            double scatter,
            double lostProbability,
            double stopSigmaUnits,
            double backlashUnits,
            Random random) {
        this.rangeUnits = rangeUnits;
        this.far = far.clone();
        this.near = near.clone();
        this.scatter = scatter;
        this.lostProbability = lostProbability;
        this.stopSigmaUnits = stopSigmaUnits;
        this.backlashUnits = backlashUnits;
        this.random = random;
    }

    /// With true sizes drawn from what a table says of them.
    static SimulatedLens drawnFrom(
            LensTable table, LensPosition.Behaviour behaviour, Random random) {
        double[] far = new double[7];
        double[] near = new double[7];
        double asymmetry = 1 + table.coupling().asymmetrySigma() * random.nextGaussian();
        double shared = Math.sqrt(table.coupling().shared());
        double own = Math.sqrt(1 - table.coupling().shared());
        for (int k = 0; k < 7; k++) {
            double common = random.nextGaussian();
            far[k] =
                    table.far().get(k).units()
                            + table.far().get(k).sigmaUnits()
                                    * (shared * common + own * random.nextGaussian());
            near[k] =
                    (table.near().get(k).units()
                                    + table.near().get(k).sigmaUnits()
                                            * (shared * common + own * random.nextGaussian()))
                            * asymmetry;
            // A key counted once across everything has a sigma of half its size; no key goes
            // backwards.
            far[k] = Math.max(far[k], table.far().get(k).units() / 3);
            near[k] = Math.max(near[k], table.near().get(k).units() / 3);
        }
        return new SimulatedLens(
                table.rangeUnits(),
                far,
                near,
                behaviour.scatter(),
                behaviour.lostProbability(),
                behaviour.stopSigmaUnits(),
                0,
                random);
    }

    void putAt(double units) {
        motorUnits = units;
        glassUnits = units;
    }

    void press(int key) {
        if (random.nextDouble() < lostProbability) {
            return;
        }
        double size = key > 0 ? far[key - 1] : near[-key - 1];
        double before = motorUnits;
        motorUnits += -Integer.signum(key) * size * (1 + scatter * random.nextGaussian());
        if (motorUnits <= 0 || motorUnits >= rangeUnits) {
            stopTouches++;
            motorUnits = Math.clamp(motorUnits, 0, rangeUnits);
        }
        if (motorUnits > before) {
            glassUnits = Math.max(glassUnits, motorUnits - backlashUnits);
        } else {
            glassUnits = Math.min(glassUnits, motorUnits);
        }
    }

    /// Once it has been driven against the infinity stop.
    void settleAtStop() {
        motorUnits += stopSigmaUnits * random.nextGaussian();
        glassUnits = motorUnits;
    }

    double unitsFromInfinity() {
        return glassUnits;
    }

    int stopTouches() {
        return stopTouches;
    }

    double size(int key) {
        return key > 0 ? far[key - 1] : near[-key - 1];
    }
}
