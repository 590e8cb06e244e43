package parfocal.driver.sonylens;

/// Where the lens is believed to stand, and how far that may be from the truth. Not for use by several threads.
///
/// Whether the belief is worth anything, as after somebody has turned the ring, [LensDrive] decides; here is only counted.
final class LensPosition {
    /// What is known of the way a body and its lens carry out presses.
    ///
    /// @param scatter          random part of a press, as a fraction of its length
    /// @param lostProbability  the chance that a press that was acknowledged did not happen
    /// @param stopSigmaUnits   where the lens comes to rest when it is driven against the stop
    record Behaviour(double scatter, double lostProbability, double stopSigmaUnits) {
        static final Behaviour USUAL = new Behaviour(0.005, 0.002, 0.5);

        Behaviour {
            if (!(scatter >= 0
                    && lostProbability >= 0
                    && lostProbability < 0.5
                    && stopSigmaUnits >= 0)) {
                throw new IllegalArgumentException(
                        "scatter, losses and stop must be small and not negative: %s %s %s"
                                .formatted(scatter, lostProbability, stopSigmaUnits));
            }
        }
    }

    private final Behaviour behaviour;
    private final LensCloud cloud;
    private final double rangeUnits;
    private final LensTable table;
    private boolean seen;
    private double centreUnits;
    private double sigmaUnits;
    private double scatterVariance;

    LensPosition(LensTable table) {
        this(table, Behaviour.USUAL);
    }

    /// Anywhere in the range, until it is homed.
    LensPosition(LensTable table, Behaviour behaviour) {
        this.behaviour = behaviour;
        this.table = table;
        this.cloud = new LensCloud(table);
        this.rangeUnits = table.rangeUnits();
    }

    /// An acknowledged press, which by now has been carried out.
    ///
    /// @param key `+` far, `-` near
    void pressed(int key) {
        LensTable.requireKey(key);
        cloud.press(key, behaviour.scatter, behaviour.lostProbability);
        double scatterUnits = behaviour.scatter * table.size(key).units();
        scatterVariance += scatterUnits * scatterUnits;
        seen = false;
    }

    /// A press that nobody has acknowledged: it may or may not have happened.
    void maybePressed(int key) {
        LensTable.requireKey(key);
        cloud.maybePress(key, behaviour.scatter);
        seen = false;
    }

    /// The lens has been driven against its infinity stop.
    void homed() {
        cloud.putAt(0, behaviour.stopSigmaUnits);
        scatterVariance = 0;
        seen = false;
    }

    /// The lens has been driven against its near stop.
    void atNearStop() {
        cloud.putAt(rangeUnits, behaviour.stopSigmaUnits);
        scatterVariance = 0;
        seen = false;
    }

    double unitsFromInfinity() {
        look();
        return centreUnits;
    }

    /// Half of what the truth lies within, to either side, 95.4 times in a hundred.
    double sigmaUnits() {
        look();
        return sigmaUnits;
    }

    /// How far the lens may stand from where it stood when the count was the same after another visit to the stop, as a standard
    /// deviation: by the scatter of the presses since. Sizes that are known wrongly are as wrong again, and a stop stays where it is.
    double placeSigmaUnits() {
        return Math.sqrt(scatterVariance);
    }

    private void look() {
        if (!seen) {
            centreUnits = cloud.centre();
            sigmaUnits = cloud.sigma(centreUnits);
            seen = true;
        }
    }
}
