package parfocal.autofocus;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.Explanation;

/// The frames that every account of a run has to explain, and the way the motor went to them.
final class WeighedFrames {
    private final List<Sample> all;
    private final int[] counted;
    private final ErrorLaw law;

    /// @param all samples of a run in order of arrival
    WeighedFrames(List<Sample> all, ErrorLaw law) {
        List<Sample> onOneCurve = RoughAir.onOneCurve(all);
        this.all = List.copyOf(all);
        this.counted =
                IntStream.range(0, all.size())
                        .filter(i -> onOneCurve.contains(all.get(i)))
                        .toArray();
        this.law = law;
    }

    /// How many frames the run has, whether they count or not.
    int taken() {
        return all.size();
    }

    /// How many lie on one curve if the numbers are true.
    int count() {
        return counted.length;
    }

    IntStream counted() {
        return IntStream.of(counted);
    }

    int first() {
        return counted[0];
    }

    /// Of all frames, whether they count or not.
    List<Sample> samples() {
        return all;
    }

    Sample sample(int frame) {
        return all.get(frame);
    }

    double position(int frame) {
        return all.get(frame).positionSteps();
    }

    double spanSteps() {
        double lowest = counted().mapToDouble(this::position).min().orElseThrow();
        double highest = counted().mapToDouble(this::position).max().orElseThrow();
        return highest - lowest;
    }

    /// Where the motor last turned round on its way to a frame; the frame's own place where it did not.
    double turnedAt(int frame) {
        Sample sample = all.get(frame);
        double turn =
                sample.positionSteps()
                        - sample.arrival().sign() * sample.travelSinceReversalSteps();
        boolean straightOn =
                frame > 0
                        && sample.arrival() == all.get(frame - 1).arrival()
                        && sample.travelSinceReversalSteps()
                                == all.get(frame - 1).travelSinceReversalSteps()
                                        + Math.abs(position(frame) - position(frame - 1));
        return straightOn ? position(frame) : turn;
    }

    /// @param lost how many steps below what the counter said the tube stood in a frame
    Explanation explained(IntToDoubleFunction lost) {
        List<CurvePoint> points =
                counted()
                        .mapToObj(i -> {
                            CurvePoint point = WideDonuts.believed(all.get(i));
                            return new CurvePoint(
                                    point.positionSteps() - lost.applyAsDouble(i),
                                    point.hfrPixels(),
                                    point.sigmaPixels());
                        })
                        .toList();
        return Explanation.of(points, law);
    }

    Explanation asReported() {
        return explained(_ -> 0);
    }
}
