package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusRun.Taken;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveFit;
import parfocal.curve.Hyperbola;
import parfocal.curve.PlusMinus;
import parfocal.shape.PlacedProfile;
import parfocal.shape.ShapeFit;

/// What the shape of the stars adds to a curve of sizes: where to go within what the sizes allow. It is asked for the last move alone.
/// Whether a curve is good enough, what the proof must show and when to refuse is up to the sizes, as if nobody had looked at
/// shapes.
///
/// The place is the shape's alone, not a mean with that of the sizes: spherical aberration moves the vertex of their curve by more than
/// its σ knows, and without it the mean is no better.
///
/// @param shape the fit of all profiles
/// @param best  its place, with what else is uncertain about places counted in
public record ShapeOpinion(ShapeFit shape, BestFocus best) {
    /// Donuts farther out than this, in half-widths, run into their neighbours: they are looked at only where others are too few.
    private static final double FARTHEST = 4.5;

    private static final int ENOUGH_FRAMES = 4;

    /// Spherical aberration bends the curve of sizes, and moves its vertex, by more than its σ.
    private static final double AGREEMENT_SIGMAS = 3;

    private static final double AGREEMENT_ZONES = 0.5;

    /// Empty where frames have no profiles, the model does not fit them, is less sure than the sizes, or contradicts them.
    ///
    /// @param samples         as many as frames were taken, in the same order
    /// @param placeSigmaSteps of best focus from places alone, see [PlaceScatter]
    static Optional<ShapeOpinion> on(
            SweepFit sizes,
            List<Taken> taken,
            List<Sample> samples,
            double tolerance,
            double placeSigmaSteps) {
        var profiles = new ArrayList<PlacedProfile>();
        for (int i = 0; i < taken.size(); i++) {
            if (sizes.counting().contains(samples.get(i))) {
                int positionSteps = samples.get(i).positionSteps();
                taken.get(i)
                        .seen()
                        .profile()
                        .ifPresent(p -> profiles.add(new PlacedProfile(positionSteps, p)));
            }
        }
        Hyperbola curve = sizes.fit().curve();
        List<PlacedProfile> near =
                profiles.stream()
                        .filter(p -> Math.abs(curve.defocusAt(p.positionSteps())) <= FARTHEST)
                        .toList();
        return ShapeFit.of(near.size() < ENOUGH_FRAMES ? profiles : near, curve)
                .filter(shape -> believable(shape, sizes.fit(), tolerance))
                .map(shape ->
                        new ShapeOpinion(
                                shape,
                                new BestFocus(shape.bestPositionSteps(), shape.sigmaSteps())
                                        .withSigma(placeSigmaSteps)));
    }

    private static boolean believable(ShapeFit shape, CurveFit sizes, double tolerance) {
        double apart = Math.abs(shape.bestPositionSteps() - sizes.curve().bestPositionSteps());
        double sigma = StrictMath.hypot(shape.sigmaSteps(), sizes.sigmaSteps());
        double zone = CriticalZone.halfWidthSteps(sizes.curve(), tolerance);
        return shape.chiSquare() < ShapeFit.LARGEST_CHI_SQUARE
                && shape.sigmaSteps() < sizes.sigmaSteps()
                && apart < Math.max(AGREEMENT_SIGMAS * sigma, AGREEMENT_ZONES * zone);
    }

    /// For people.
    public String sentence() {
        return "By the shape of the stars, which tells defocus from seeing, best focus is at %s; %d frames, reduced χ² %.1f."
                .formatted(
                        PlusMinus.of(best.positionSteps(), best.sigmaSteps()),
                        shape.frames(),
                        shape.chiSquare());
    }
}
