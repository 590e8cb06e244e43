package parfocal.curve;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Sweeps over a known curve, written apart from the fit: the truth that the fit is held against.
record SimulatedSweep(double bestSteps, double halfWidthSteps, double minimumPixels) {

    double sizeAt(double positionSteps) {
        double u = (positionSteps - bestSteps) / halfWidthSteps;
        return minimumPixels * Math.sqrt(1 + u * u);
    }

    /// Positions at equal distances, symmetric about best focus, the ends so many times the minimum.
    double[] positions(int count, double edgeHeight) {
        double reach = halfWidthSteps * Math.sqrt(edgeHeight * edgeHeight - 1);
        return IntStream.range(0, count)
                .mapToDouble(i -> bestSteps - reach + 2 * reach * i / (count - 1))
                .toArray();
    }

    List<CurvePoint> measured(double[] positions, double relativeError, RandomGenerator random) {
        return DoubleStream.of(positions)
                .mapToObj(x ->
                        new CurvePoint(
                                x, sizeAt(x) * Math.exp(relativeError * random.nextGaussian()), 0))
                .toList();
    }

    List<CurvePoint> exact(double... positions) {
        return DoubleStream.of(positions).mapToObj(x -> new CurvePoint(x, sizeAt(x), 0)).toList();
    }
}
