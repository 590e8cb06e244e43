package parfocal.autofocus;

import java.util.Comparator;
import java.util.List;

/// How far the star field of one frame lies from that of the first: found by voting, so that no star has to be recognised
/// beforehand.
///
/// @param dx pixels to add to a place in the first frame; `dy` likewise
record FieldShift(double dx, double dy) {
    static final FieldShift NONE = new FieldShift(0, 0);

    /// Mirrors flop and mounts drift, but not further than this between two frames.
    private static final double FARTHEST_PIXELS = 150;

    /// Shifts of two pairs of stars that differ by less than half of this are the same shift.
    private static final double AGREEMENT_PIXELS = 6;

    private static final int BRIGHTEST = 30;

    record Place(double x, double y, double flux) {}

    /// @param guess where to look when the votes do not decide
    static FieldShift between(List<Place> known, List<Place> seen, FieldShift guess) {
        List<Place> first = brightest(known);
        List<Place> second = brightest(seen);
        if (first.isEmpty() || second.isEmpty()) {
            return guess;
        }
        FieldShift winner = guess;
        double mostVotes = 0;
        for (Place a : first) {
            for (Place b : second) {
                var candidate = new FieldShift(b.x - a.x, b.y - a.y);
                if (candidate.distance(guess) > FARTHEST_PIXELS) {
                    continue;
                }
                // Of equally good shifts the smallest change wins.
                double votes = votes(first, second, candidate) - candidate.distance(guess) / 1000;
                if (votes > mostVotes) {
                    mostVotes = votes;
                    winner = candidate;
                }
            }
        }
        return winner.refined(first, second);
    }

    private static double votes(List<Place> first, List<Place> second, FieldShift shift) {
        int votes = 0;
        for (Place a : first) {
            for (Place b : second) {
                if (Math.hypot(b.x - a.x - shift.dx, b.y - a.y - shift.dy) < AGREEMENT_PIXELS / 2) {
                    votes++;
                    break;
                }
            }
        }
        return votes;
    }

    private FieldShift refined(List<Place> first, List<Place> second) {
        double sumX = 0;
        double sumY = 0;
        int count = 0;
        for (Place a : first) {
            for (Place b : second) {
                double x = b.x - a.x;
                double y = b.y - a.y;
                if (Math.hypot(x - dx, y - dy) < AGREEMENT_PIXELS) {
                    sumX += x;
                    sumY += y;
                    count++;
                }
            }
        }
        return count == 0 ? this : new FieldShift(sumX / count, sumY / count);
    }

    double distance(FieldShift other) {
        return Math.hypot(dx - other.dx, dy - other.dy);
    }

    private static List<Place> brightest(List<Place> places) {
        return places.stream()
                .sorted(Comparator.comparingDouble(Place::flux).reversed())
                .limit(BRIGHTEST)
                .toList();
    }
}
