package parfocal.shape;

/// Where the rings of a profile begin and end: fine up to the end of the disc, and three times as coarse in the wings.
final class RingEdges {
    /// How far out, in half-flux radii.
    private static final double REACH = 3.6;

    private static final double FINE_IN_HFR = 0.125;
    private static final double FINE_REACH = 2.2;
    private static final double FINEST_PIXELS = 0.5;
    private static final int COARSER = 3;

    private final double fine;
    private final int fineCount;
    private final double[] edges;

    /// @param hfr typical of the frame
    RingEdges(double hfr) {
        double reach = Math.max(REACH * hfr, 5);
        fine = Math.max(FINEST_PIXELS, FINE_IN_HFR * hfr);
        fineCount = (int) Math.ceil(Math.min(reach, FINE_REACH * hfr) / fine);
        int coarse = Math.max(0, (int) Math.ceil((reach - fineCount * fine) / (COARSER * fine)));
        edges = new double[fineCount + coarse + 1];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = fine * (i <= fineCount ? i : fineCount + COARSER * (i - fineCount));
        }
    }

    int count() {
        return edges.length - 1;
    }

    /// Where a ring begins; that of the ring after the last is where the last one ends.
    double inner(int ring) {
        return edges[ring];
    }

    double end() {
        return edges[edges.length - 1];
    }

    /// @param distance less than [#end()]
    int ringOf(double distance) {
        double place = distance / fine;
        int ring =
                place < fineCount ? (int) place : fineCount + (int) ((place - fineCount) / COARSER);
        return Math.min(ring, edges.length - 2);
    }
}
