package parfocal.hub;

import java.util.OptionalDouble;
import parfocal.compensation.FocusHold;
import parfocal.device.DeviceException;
import parfocal.hub.HubEvent.Gravity;
import parfocal.thermal.StudyWords;

/// What a compensation learns from accepted runs: a point of each, and the law of all where that is wanted and clear.
final class Learning {
    private final FocusHold hold;
    private final Calculator calculator;
    private final PointNow points;
    private final CompensationNews news;

    Learning(FocusHold hold, Calculator calculator, PointNow points, CompensationNews news) {
        this.hold = hold;
        this.calculator = calculator;
        this.points = points;
        this.news = news;
    }

    void from(FocusedRun run) {
        try {
            var _ =
                    calculator.add(
                            KeptPoint.Source.RUN,
                            points.at(
                                    run.throughSteps(),
                                    OptionalDouble.of(run.throughSigma()),
                                    run.filter()));
        } catch (DeviceException _) {
            // Without a temperature there is no point; the run is as good.
            return;
        }
        if (hold.settings().learning()) {
            calculator
                    .clearStudy()
                    .ifPresent(study -> {
                        hold.settle(hold.settings().withLaw(study.law()));
                        news.say(Gravity.NOTE, "compensation learned: " + StudyWords.of(study));
                    });
        }
    }
}
