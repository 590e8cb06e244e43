package parfocal.logbook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.Seen;
import parfocal.device.Travel;
import parfocal.hub.Client;
import parfocal.hub.RunState;

/// A run under a covered sky, decided in no time.
public final class StarlessRun {
    private StarlessRun() {}

    /// Refused, because no frame showed a star.
    public static RunState of(String focuserId, Instant beganAt) {
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), new Travel(0, 2_000), 800);
        while (run.next() instanceof MeasureAt step) {
            run = run.with(step, step.positionSteps(), new Seen(List.of(), 0, 0, 0, 1_000, 8));
        }
        GiveUp refusal = (GiveUp) run.next();
        return run(
                focuserId,
                beganAt,
                Optional.of(
                        FocusResult.of(
                                Optional.of(refusal),
                                run,
                                OptionalInt.of(800),
                                Duration.ofSeconds(60))));
    }

    /// Without a result.
    static RunState cutShort(String focuserId, Instant beganAt) {
        return run(focuserId, beganAt, Optional.empty());
    }

    private static RunState run(String focuserId, Instant beganAt, Optional<FocusResult> result) {
        return new RunState(
                focuserId,
                "sky",
                FocusPlan.defaults(),
                new Client("panel", ""),
                beganAt,
                Optional.of(beganAt.plusSeconds(60)),
                List.of(),
                result,
                Optional.empty());
    }
}
