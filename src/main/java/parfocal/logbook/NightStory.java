package parfocal.logbook;

import java.util.Locale;
import java.util.Optional;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.AutofocusEvent.Advised;
import parfocal.autofocus.AutofocusEvent.Fitted;
import parfocal.autofocus.AutofocusEvent.Going;
import parfocal.autofocus.AutofocusEvent.GoingBack;
import parfocal.autofocus.AutofocusEvent.Measured;
import parfocal.autofocus.AutofocusEvent.Proved;
import parfocal.autofocus.Sample;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubEvent.Gravity;
import parfocal.hub.HubFocuser;

/// Tells the night's log what happens, in sentences.
final class NightStory {
    private final Hub hub;
    private final NightLog log;
    private final SaidOnce care;

    NightStory(Hub hub, NightLog log) {
        this.hub = hub;
        this.log = log;
        this.care = new SaidOnce(hub, "The night's log");
    }

    void hear(HubEvent event) {
        if (event instanceof HubEvent.Said said) {
            write(
                    event,
                    said.gravity() != Gravity.NOTE,
                    "%s: %s".formatted(said.device(), said.sentence()));
        } else if (event instanceof HubEvent.RunWentOn step) {
            String name =
                    hub.focuser(step.focuserId()).map(HubFocuser::name).orElse(step.focuserId());
            sentence(step.event())
                    .ifPresent(line -> write(event, false, "%s:   %s".formatted(name, line)));
        }
    }

    private void write(HubEvent event, boolean alarming, String line) {
        care.attempt(() -> log.add(event.at(), alarming, line));
    }

    private static Optional<String> sentence(AutofocusEvent event) {
        return switch (event) {
            case Measured(int number, Sample sample) ->
                    Optional.of(
                            sample.size().hfrPixels().isPresent()
                                    ? String.format(
                                            Locale.ROOT,
                                            "%s %d at %d: HFR %.2f ± %.2f px, %d star%s",
                                            sample.proof() ? "proof" : "sample",
                                            number,
                                            sample.positionSteps(),
                                            sample.size().hfrPixels().getAsDouble(),
                                            sample.size().sigmaPixels(),
                                            sample.size().starCount(),
                                            sample.size().starCount() == 1 ? "" : "s")
                                    : "sample %d at %d: no star to measure"
                                            .formatted(number, sample.positionSteps()));
            case Fitted(var fit) ->
                    Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "curve: best focus %.1f ± %.1f",
                                    fit.curve().bestPositionSteps(),
                                    fit.sigmaSteps()));
            case Advised(var advice) -> Optional.of(advice.sentence());
            case Proved(var proof) -> Optional.of(proof.sentence());
            case GoingBack(int startSteps, String reason) ->
                    Optional.of("goes back to %d: %s".formatted(startSteps, reason));
            case Going _ -> Optional.empty();
        };
    }
}
