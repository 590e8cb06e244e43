package parfocal.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import parfocal.curve.Arrival;
import parfocal.report.CurvePicture.Proof;
import parfocal.report.CurvePicture.Sample;

/// A run as it may look: nine samples coming down, one of them through clouds.
final class CurveFixture {
    static final DoubleUnaryOperator HYPERBOLA =
            x -> 2.1 * Math.sqrt(1 + Math.pow((x - 5143) / 52, 2));

    private CurveFixture() {}

    static CurvePicture whole() {
        return samples()
                .withModel(HYPERBOLA)
                .withBest(5143.2, 4.1)
                .withCriticalHalfWidth(15)
                .withProof(new Proof(5143, 2.14, OptionalDouble.of(0.08)))
                .withStart(5180);
    }

    static CurvePicture samples() {
        return CurvePicture.of(
                "refractor-80 <22:41> & more",
                List.of(
                        new Sample(5320, 7.45, 0.27, Arrival.UP),
                        new Sample(5276, 5.73, 0.22, Arrival.DOWN),
                        new Sample(
                                5232,
                                5.49,
                                OptionalDouble.of(0.17),
                                Optional.of(Arrival.DOWN),
                                false,
                                Optional.of("clouds")),
                        new Sample(5188, 2.82, 0.13, Arrival.DOWN),
                        new Sample(5100, 2.67, 0.13, Arrival.DOWN),
                        new Sample(5056, 3.98, 0.17, Arrival.DOWN),
                        new Sample(5012, 5.45, 0.21, Arrival.DOWN),
                        new Sample(
                                4968,
                                7.3,
                                OptionalDouble.empty(),
                                Optional.empty(),
                                true,
                                Optional.empty())));
    }
}
