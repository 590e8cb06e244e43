package parfocal.cli;

import java.util.List;
import java.util.Optional;
import parfocal.report.Json;
import parfocal.selftest.Finding;
import parfocal.selftest.MotionReport;
import parfocal.selftest.RackReport;
import parfocal.selftest.Trial;

/// A self-test as its published JSON.
final class SelfTestJson {
    private SelfTestJson() {}

    static Json of(
            String device, MotionReport motion, Optional<RackReport> rack, List<Finding> findings) {
        return new Json()
                .put("device", device)
                .put("outcome", findings.isEmpty() ? "nothing-found" : "found")
                .put("outwardStepsPerSecond", motion.outwardStepsPerSecond())
                .put("inwardStepsPerSecond", motion.inwardStepsPerSecond())
                .putObjects("findings", findings.stream().map(SelfTestJson::finding).toList())
                .putObjects("trials", motion.trials().stream().map(SelfTestJson::trial).toList())
                .put("rack", rack.map(SelfTestJson::rack));
    }

    private static Json finding(Finding finding) {
        return new Json()
                .put("kind", finding.kind().published())
                .put("message", finding.message())
                .put("remedy", finding.remedy());
    }

    private static Json trial(Trial trial) {
        Json json =
                new Json()
                        .put("fromSteps", trial.fromSteps())
                        .put("targetSteps", trial.targetSteps())
                        .put("endSteps", trial.endSteps());
        trial.untilIdle()
                .ifPresentOrElse(
                        time -> json.put("secondsUntilIdle", time.toMillis() / 1e3),
                        () -> json.putNull("secondsUntilIdle"));
        json.put("stepsAfterIdle", trial.stepsAfterIdle());
        trial.complaint()
                .ifPresentOrElse(
                        words -> json.put("complaint", words), () -> json.putNull("complaint"));
        return json;
    }

    private static Json rack(RackReport report) {
        return new Json()
                .put("playSteps", report.playSteps())
                .put("playSigmaSteps", report.playSigmaSteps())
                .put("playAtLeastSteps", report.playAtLeastSteps())
                .putObjects(
                        "sizes",
                        report.sizes().stream()
                                .map(size ->
                                        new Json()
                                                .put("positionSteps", size.positionSteps())
                                                .put(
                                                        "arrival",
                                                        size.arrivedOutward() ? "up" : "down")
                                                .put("hfrPixels", size.hfrPixels())
                                                .put("sigmaPixels", size.sigmaPixels()))
                                .toList());
    }
}
