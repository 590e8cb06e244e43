package parfocal.autofocus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.curve.CriticalZone;
import parfocal.curve.Hyperbola;

/// Where best focus lies in the parts of the field, against the best focus of the run: from the run's own frames, at no cost.
///
/// All frames of a run share seeing and guiding over the field, so differences between parts are known better than best focus itself.
/// A plane and a bowl, `x0 = c + a·X + b·Y + d·R²`, are fitted to all stars at once; the parts are for looking at.
///
/// @param leftRight parts of the plane: best focus at the right edge less that at the left; `topBottom` at the bottom less the top
/// @param bowl      best focus in the corners less that in the middle, without the plane
/// @param corner    how far the plane alone takes the farthest corner from the middle
/// @param zoneSteps half of the critical zone
/// @param parts     of the field, row by row from the top left
public record FieldTilt(
        Difference leftRight,
        Difference topBottom,
        Difference bowl,
        Difference corner,
        double zoneSteps,
        List<Part> parts) {
    private static final double SIGNIFICANT = 4;

    /// A tilt as large as this spoils the curve of the whole field, and explains scatter better than the air does.
    private static final double LARGE_IN_ZONES = 2;

    private static final double BY_LARGE = 0.8;
    private static final double BY_SEEN = 0.55;
    private static final int FEWEST_FRAMES = 4;
    private static final int FEWEST_STARS = 12;
    private static final int FEWEST_IN_A_PART = 3;
    private static final int SIDE = 3;
    private static final int PARTS = SIDE * SIDE;
    private static final double LARGEST_STEPS = 1e5;

    /// @param sigmaSteps standard deviation
    public record Difference(double steps, double sigmaSteps) {
        /// No flank is quite straight: distances on it are good to a few percent.
        private static final double SIGMA_OF_SHAPE = 0.07;

        static Difference of(double steps, double sigmaOfFit) {
            return new Difference(steps, Math.hypot(sigmaOfFit, SIGMA_OF_SHAPE * steps));
        }

        /// Whether it says more than that nobody knows.
        boolean tells(double zoneSteps) {
            return sigmaSteps < zoneSteps || significant();
        }

        boolean significant() {
            return Math.abs(steps) > SIGNIFICANT * sigmaSteps;
        }
    }

    /// One part of the field.
    ///
    /// @param column from 0 at the left; `row` from 0 at the top
    /// @param offset its best focus less that of the whole field; empty where it has too few stars, or these tell it no better than to
    ///               the critical zone
    public record Part(int column, int row, int stars, Optional<Difference> offset) {
        public boolean fewStars() {
            return stars < FEWEST_IN_A_PART;
        }
    }

    public FieldTilt {
        parts = List.copyOf(parts);
    }

    /// @return empty without a curve, or where stars or frames are too few
    public static Optional<FieldTilt> of(FocusRun run) {
        Optional<SweepFit> fit = run.fit();
        if (fit.isEmpty() || fit.get().counting().size() < FEWEST_FRAMES) {
            return Optional.empty();
        }
        Hyperbola curve = fit.get().fit().curve();
        List<SameStars.Sighting> seen = often(run, fit.get());
        if (seen.stream().map(SameStars.Sighting::star).distinct().count() < FEWEST_STARS) {
            return Optional.empty();
        }
        var surface = new FieldSurface(seen, run.samples(), curve);
        double zone = CriticalZone.halfWidthSteps(curve, run.plan().tolerance());
        Difference a = surface.term(0, 2);
        Difference b = surface.term(1, 2);
        double corner = (Math.abs(a.steps) + Math.abs(b.steps)) / 2;
        double sigma = Math.hypot(a.sigmaSteps, b.sigmaSteps) / 2;
        return Optional.of(
                new FieldTilt(
                        a,
                        b,
                        surface.term(2, 1),
                        new Difference(corner, sigma),
                        zone,
                        parts(surface, zone)));
    }

    /// Stars that were seen in most of the frames of the curve.
    static List<SameStars.Sighting> often(FocusRun run, SweepFit fit) {
        List<Integer> frames =
                IntStream.range(0, run.samples().size())
                        .filter(i -> fit.counting().contains(run.samples().get(i)))
                        .boxed()
                        .toList();
        List<SameStars.Sighting> seen =
                run.stars().sightings().stream().filter(s -> frames.contains(s.frame())).toList();
        int[] times = new int[1 + seen.stream().mapToInt(SameStars.Sighting::star).max().orElse(0)];
        seen.forEach(s -> times[s.star()]++);
        int often = Math.max(FEWEST_FRAMES, frames.size() * 2 / 3);
        return seen.stream().filter(s -> times[s.star()] >= often).toList();
    }

    private static List<Part> parts(FieldSurface surface, double zoneSteps) {
        List<StarShifts> all = surface.left();
        var terms = new ArrayList<ShiftFit.Term>();
        for (int part = 0; part < PARTS; part++) {
            int number = part;
            terms.add(s -> partOf(s) == number ? s.perStep() : 0);
        }
        terms.addAll(FieldSurface.bottoms().subList(1, 4));
        double[] priors = new double[terms.size()];
        Arrays.fill(priors, LARGEST_STEPS);
        var fit = new ShiftFit(all, terms, priors);
        double middle = all.stream().mapToDouble(s -> offset(surface, s)).average().orElse(0);
        double[] shares = new double[PARTS];
        all.forEach(s -> shares[partOf(s)] += 1.0 / all.size());
        // What moves all parts alike cannot be told from seeing: only how they differ is known.
        double common = 0;
        for (int part = 0; part < PARTS; part++) {
            common += shares[part] * fit.value(part);
        }
        var parts = new ArrayList<Part>();
        for (int part = 0; part < PARTS; part++) {
            int number = part;
            List<StarShifts> here = all.stream().filter(s -> partOf(s) == number).toList();
            int stars = (int) here.stream().map(StarShifts::star).distinct().count();
            double expected =
                    here.stream().mapToDouble(s -> offset(surface, s)).average().orElse(0) - middle;
            double[] against = Arrays.stream(shares).map(share -> -share).toArray();
            against[part] += 1;
            var offset = Difference.of(expected + fit.value(part) - common, fit.sigma(against));
            parts.add(
                    new Part(
                            part % SIDE,
                            part / SIDE,
                            stars,
                            Optional.of(offset)
                                    .filter(_ -> stars >= FEWEST_IN_A_PART)
                                    .filter(known -> known.tells(zoneSteps))));
        }
        return parts;
    }

    private static double offset(FieldSurface surface, StarShifts s) {
        return surface.offsetSteps(s.x(), s.y(), s.radius());
    }

    private static int partOf(StarShifts s) {
        return place(s.y()) * SIDE + place(s.x());
    }

    private static int place(double coordinate) {
        return Math.clamp((int) ((coordinate + 1) / 2 * SIDE), 0, SIDE - 1);
    }

    /// Clear beyond chance, and enough to be seen in a picture: a corner leaves the critical zone.
    public boolean tilted() {
        return corner.steps > zoneSteps && (leftRight.significant() || topBottom.significant());
    }

    /// As [#tilted()], of the bowl.
    public boolean curved() {
        return bowl.significant() && Math.abs(bowl.steps) > zoneSteps;
    }

    public String sentence() {
        String numbers =
                "Best focus changes by %s ± %s steps from left to right and by %s ± %s from top to bottom; a corner is %s ± %s off, the critical zone ± %s."
                        .formatted(
                                words(leftRight.steps),
                                words(leftRight.sigmaSteps),
                                words(topBottom.steps),
                                words(topBottom.sigmaSteps),
                                words(corner.steps),
                                words(corner.sigmaSteps),
                                words(zoneSteps));
        String bent =
                curved()
                        ? " Apart from that the corners focus %s ± %s steps %s than the middle: the field is curved, or the distance to a flattener or corrector is not right."
                                .formatted(
                                        words(Math.abs(bowl.steps)),
                                        words(bowl.sigmaSteps),
                                        bowl.steps > 0 ? "higher" : "lower")
                        : "";
        return (tilted() ? "The field is tilted. " : "No tilt that would be seen. ")
                + numbers
                + bent;
    }

    /// With a tenth where the critical zone is small, and never as "-0".
    public String words(double steps) {
        double places = zoneSteps < 20 ? 10 : 1;
        double rounded = Math.rint(places * steps) / places + 0.0;
        return places > 1 ? "%.1f".formatted(rounded) : "%.0f".formatted(rounded);
    }

    Diagnosis diagnosis() {
        return new Diagnosis(
                Cause.TILT,
                corner.steps > LARGE_IN_ZONES * zoneSteps ? BY_LARGE : BY_SEEN,
                sentence(),
                "Look for a sagging focuser, a loose adapter or a tilted sensor, and turn the camera by a quarter: a tilt that turns with it is the camera's own. Best focus here is that of the whole field.",
                List.of());
    }
}
