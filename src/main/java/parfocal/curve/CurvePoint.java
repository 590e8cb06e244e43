package parfocal.curve;

import java.util.Comparator;

/// One measured point of a focus curve.
///
/// @param positionSteps where the focuser said it stood
/// @param hfrPixels     star size there; a point whose size is not a positive number is left out of the fit and counted
/// @param sigmaPixels   standard error of the size from the stars alone; 0 where nobody knows, then [ErrorLaw] speaks alone
public record CurvePoint(double positionSteps, double hfrPixels, double sigmaPixels) {

    /// One order for any set of points, so that sums run alike whatever the order of arrival.
    static final Comparator<CurvePoint> BY_POSITION =
            Comparator.comparingDouble(CurvePoint::positionSteps)
                    .thenComparingDouble(CurvePoint::hfrPixels)
                    .thenComparingDouble(CurvePoint::relativeSigma);

    boolean readable() {
        return Double.isFinite(positionSteps) && Double.isFinite(hfrPixels) && hfrPixels > 0;
    }

    double relativeSigma() {
        return sigmaPixels > 0 && Double.isFinite(sigmaPixels) ? sigmaPixels / hfrPixels : 0;
    }
}
