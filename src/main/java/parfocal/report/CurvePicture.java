package parfocal.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import parfocal.curve.Arrival;

/// A focus curve as it is shown: [SvgCurve], [PngCurve] and [TerminalCurve] draw it.
///
/// @param model                  star size in pixels at a position in steps
/// @param criticalHalfWidthSteps how far from the best position focus is still as good as perfect
/// @param startSteps             where the run began
public record CurvePicture(
        String title,
        List<Sample> samples,
        Optional<DoubleUnaryOperator> model,
        Optional<Best> best,
        OptionalDouble criticalHalfWidthSteps,
        Optional<Proof> proof,
        OptionalDouble startSteps) {

    public CurvePicture {
        samples = List.copyOf(samples);
    }

    /// Samples alone; the `with…` methods add what is known beside them.
    public static CurvePicture of(String title, List<Sample> samples) {
        return new CurvePicture(
                title,
                samples,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    public CurvePicture withModel(DoubleUnaryOperator sizePixelsAtSteps) {
        return new CurvePicture(
                title,
                samples,
                Optional.of(sizePixelsAtSteps),
                best,
                criticalHalfWidthSteps,
                proof,
                startSteps);
    }

    public CurvePicture withBest(double positionSteps, double sigmaSteps) {
        return new CurvePicture(
                title,
                samples,
                model,
                Optional.of(new Best(positionSteps, sigmaSteps)),
                criticalHalfWidthSteps,
                proof,
                startSteps);
    }

    public CurvePicture withCriticalHalfWidth(double steps) {
        return new CurvePicture(
                title, samples, model, best, OptionalDouble.of(steps), proof, startSteps);
    }

    public CurvePicture withProof(Proof point) {
        return new CurvePicture(
                title,
                samples,
                model,
                best,
                criticalHalfWidthSteps,
                Optional.of(point),
                startSteps);
    }

    public CurvePicture withStart(double positionSteps) {
        return new CurvePicture(
                title,
                samples,
                model,
                best,
                criticalHalfWidthSteps,
                proof,
                OptionalDouble.of(positionSteps));
    }

    /// One measured position.
    ///
    /// @param sizePixels  half-flux radius
    /// @param sigmaPixels its standard uncertainty
    /// @param used        whether the model was fitted to it
    /// @param label       a short word beside the point, for instance why it is not used
    public record Sample(
            double positionSteps,
            double sizePixels,
            OptionalDouble sigmaPixels,
            Optional<Arrival> arrival,
            boolean used,
            Optional<String> label) {

        public Sample(
                double positionSteps, double sizePixels, double sigmaPixels, Arrival arrival) {
            this(
                    positionSteps,
                    sizePixels,
                    OptionalDouble.of(sigmaPixels),
                    Optional.of(arrival),
                    true,
                    Optional.empty());
        }
    }

    /// @param sigmaSteps standard uncertainty, 0 when it is unknown
    public record Best(double positionSteps, double sigmaSteps) {}

    /// The exposure after arriving.
    public record Proof(double positionSteps, double sizePixels, OptionalDouble sigmaPixels) {}
}
