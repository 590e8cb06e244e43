package parfocal.driver.sonylens;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is known of one lens: its range and how far each of its seven keys moves it, each way.
///
/// Keys are written with the sign the camera wants: `+k` is the key towards infinity ("far"), `-k` towards near, k from 1 to 7.
/// Positions are distances from the infinity stop, in units of far key 1; so a near key adds and a far key takes away.
///
/// @param id            short name for files and settings
/// @param maker         of the lens
/// @param model         as printed on it
/// @param rangeUnits    from stop to stop
/// @param far           sizes of far keys 1 to 7; the first is 1 by definition, and has a sigma only where the unit was made by bigger
///                      keys and nobody has counted key 1
/// @param near          sizes of near keys 1 to 7
/// @param paceMillis    how long the lens needs for a press of key 1 to 7
/// @param backlashUnits what is lost when the direction turns
/// @param source        where the sizes come from
/// @param coupling      how the errors of the sizes hang together
record LensTable(
        String id,
        String maker,
        String model,
        double rangeUnits,
        List<KeySize> far,
        List<KeySize> near,
        List<Integer> paceMillis,
        double backlashUnits,
        Source source,
        Coupling coupling) {

    static final int KEYS = 7;

    /// The existing drivers' rule: a key needs its number times a tenth of a second.
    static final List<Integer> USUAL_PACE_MILLIS = List.of(100, 200, 300, 400, 500, 600, 700);

    /// Where the sizes come from: counted by somebody for this type of lens; measured on this lens by the body's own position in
    /// percent; measured on this lens by stars; counted on this lens from stop to stop.
    enum Source {
        TABLE,
        PERCENT,
        STARS,
        COUNTS
    }

    /// @param shared         0 to 1: the share of a key's error that is the same near and far, as when one count served for both;
    ///                       a way out and back with the same key cancels that share
    /// @param asymmetrySigma what all near keys together may be longer or shorter than the far ones, as a fraction
    record Coupling(double shared, double asymmetrySigma) {
        /// One number counted for both ways; nobody has compared near with far, 2 % is a guess.
        static final Coupling COUNTED_ONCE = new Coupling(1, 0.02);

        Coupling {
            if (!(shared >= 0 && shared <= 1 && asymmetrySigma >= 0 && asymmetrySigma < 1)) {
                throw new IllegalArgumentException(
                        "a share is 0 to 1, an asymmetry a small fraction, not %s and %s"
                                .formatted(shared, asymmetrySigma));
            }
        }
    }

    LensTable {
        far = List.copyOf(far);
        near = List.copyOf(near);
        paceMillis = List.copyOf(paceMillis);
        if (far.size() != KEYS || near.size() != KEYS || paceMillis.size() != KEYS) {
            throw new IllegalArgumentException(id + " needs seven sizes each way and seven paces");
        }
        if (far.getFirst().units() != 1) {
            throw new IllegalArgumentException(id + ": far key 1 is the unit, 1");
        }
        for (List<KeySize> sizes : List.of(far, near)) {
            for (int key = 2; key <= KEYS; key++) {
                if (sizes.get(key - 1).units() <= sizes.get(key - 2).units()) {
                    throw new IllegalArgumentException(
                            "%s: key %d must move further than key %d".formatted(id, key, key - 1));
                }
            }
        }
        if (!(rangeUnits >= 10 && Double.isFinite(rangeUnits))) {
            throw new IllegalArgumentException(
                    id + " has a range of at least 10 units, not " + rangeUnits);
        }
        if (!(backlashUnits >= 0 && backlashUnits < rangeUnits / 4)) {
            throw new IllegalArgumentException(
                    id + " has a backlash of 0 to a quarter of its range, not " + backlashUnits);
        }
        if (paceMillis.stream().anyMatch(millis -> millis <= 0)) {
            throw new IllegalArgumentException(id + " needs more than 0 ms for a press");
        }
    }

    /// From the way lenses are counted in public: presses of each key that cross the whole range.
    ///
    /// A count with a fraction is taken to be good to 0.1, a whole one to half a press.
    ///
    /// @param counts seven numbers with commas, as published; how they are written tells how well they are known
    static LensTable ofCounts(String id, String maker, String model, String counts) {
        String[] written = counts.split(",", -1);
        if (written.length != KEYS) {
            throw new IllegalArgumentException(
                    "%s: seven counts are needed, not '%s'".formatted(id, counts));
        }
        double range = Double.parseDouble(written[0].strip());
        var sizes = new ArrayList<KeySize>();
        for (String text : written) {
            double count = Double.parseDouble(text.strip());
            double countSigma = text.contains(".") ? 0.1 : 0.5;
            boolean unit = sizes.isEmpty();
            sizes.add(new KeySize(range / count, unit ? 0 : countSigma * range / (count * count)));
        }
        return new LensTable(
                id,
                maker,
                model,
                range,
                sizes,
                sizes,
                USUAL_PACE_MILLIS,
                0,
                Source.TABLE,
                Coupling.COUNTED_ONCE);
    }

    LensTable withRange(double units) {
        return new LensTable(
                id, maker, model, units, far, near, paceMillis, backlashUnits, source, coupling);
    }

    /// @param key -7 to -1 near, 1 to 7 far
    KeySize size(int key) {
        requireKey(key);
        return key > 0 ? far.get(key - 1) : near.get(-key - 1);
    }

    /// What a press changes the distance from infinity by: more for a near key, less for a far one.
    double travelUnits(int key) {
        return -Integer.signum(key) * size(key).units();
    }

    /// How long to wait after a press.
    Duration pace(int key) {
        requireKey(key);
        return Duration.ofMillis(paceMillis.get(Math.abs(key) - 1));
    }

    /// Whether a key is fine enough to aim with. One that crosses more than half the range is good for homing only, and its size
    /// is hardly known, because the range cut the counting short.
    boolean aims(int key) {
        return Math.max(size(key).units(), size(-key).units()) <= rangeUnits / 2;
    }

    static void requireKey(int key) {
        if (key == 0 || Math.abs(key) > KEYS) {
            throw new IllegalArgumentException("keys are -7 to -1 and 1 to 7, not " + key);
        }
    }
}
