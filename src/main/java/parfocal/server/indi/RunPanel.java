package parfocal.server.indi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.BestFocus;
import parfocal.autofocus.Diagnosis;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.Sample;
import parfocal.curve.CurveFit;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.RunState;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// Our own autofocus, with the camera that the hub has behind the focuser: started and ended by a switch, watched live in numbers, and its
/// result in words.
final class RunPanel implements Panel {
    private static final String RUN = "AUTOFOCUS";
    private static final String STATUS = "AUTOFOCUS_STATUS";
    private static final String EXPOSURE = "AUTOFOCUS_EXPOSURE";
    private static final String LIVE = "AUTOFOCUS_LIVE";
    private static final String STORY = "AUTOFOCUS_STORY";
    private static final String GROUP = "Autofocus";
    private static final NumberShape SECONDS = new NumberShape("%.3f", 0.001, 600, 1);
    private static final NumberShape STEPS = new NumberShape("%.1f", 0, 0, 0);
    private static final NumberShape PIXELS = new NumberShape("%.2f", 0, 0, 0);
    private static final NumberShape COUNT = new NumberShape("%.f", 0, 0, 0);

    private final Hub hub;
    private final HubFocuser focuser;
    private final String device;
    private final States states;
    private boolean exposureSet;
    private double exposureSeconds = FocusPlan.defaults().exposure().toMillis() / 1000.0;

    RunPanel(Hub hub, HubFocuser focuser, String device, States states) {
        this.hub = hub;
        this.focuser = focuser;
        this.device = device;
        this.states = states;
    }

    @Override
    public List<Property> properties() {
        Optional<RunState> run = hub.runs().latest(focuser.id());
        PropertyState state = run.map(RunPanel::stateOf).orElse(PropertyState.IDLE);
        boolean running = run.filter(RunState::isRunning).isPresent();
        return List.of(
                Draft.switches(device, RUN, "Autofocus", GROUP, SwitchRule.AT_MOST_ONE)
                        .state(running ? PropertyState.BUSY : endOf(state))
                        .onOff("START", "Start", running)
                        .onOff("STOP", "Stop", false)
                        .property(),
                Draft.lights(device, STATUS, "Status", GROUP)
                        .state(state)
                        .light("RUN", "Run", state)
                        .light(
                                "PROOF",
                                "Proof",
                                run.map(RunPanel::proof).orElse(PropertyState.IDLE))
                        .property(),
                Draft.numbers(device, EXPOSURE, "Exposure", GROUP)
                        .atOnce()
                        .state(states.of(EXPOSURE, PropertyState.IDLE))
                        .number("SECONDS", "Seconds", SECONDS, exposureSeconds)
                        .property(),
                live(run, state),
                story(run, state));
    }

    @Override
    public PropertyState order(Asked asked, Client who)
            throws DeviceException, InterruptedException {
        if (asked.name().equals(EXPOSURE)) {
            exposureSeconds = asked.number("SECONDS");
            exposureSet = true;
            return PropertyState.OK;
        }
        if (asked.isPressed("START")) {
            var plan =
                    FocusPlan.defaults()
                            .withExposure(Duration.ofNanos(Math.round(exposureSeconds * 1e9)))
                            .advised(!exposureSet, true);
            states.set(RUN, PropertyState.OK);
            var _ = hub.runs().start(focuser, hub.cameraBehind(focuser), plan, who);
            return PropertyState.BUSY;
        }
        if (asked.isPressed("STOP")) {
            hub.runs().cancel(focuser, who);
        }
        return PropertyState.OK;
    }

    /// An order that was refused is shown until the next one, whatever the run before it was like.
    private PropertyState endOf(PropertyState run) {
        return states.of(RUN, PropertyState.IDLE) == PropertyState.ALERT
                ? PropertyState.ALERT
                : run;
    }

    private static PropertyState stateOf(RunState run) {
        if (run.isRunning()) {
            return PropertyState.BUSY;
        }
        return run.result().filter(FocusResult::accepted).isPresent()
                ? PropertyState.OK
                : PropertyState.ALERT;
    }

    private static PropertyState proof(RunState run) {
        return last(run, AutofocusEvent.Proved.class)
                .map(proved -> proved.proof().passed() ? PropertyState.OK : PropertyState.ALERT)
                .orElse(PropertyState.IDLE);
    }

    private Property live(Optional<RunState> run, PropertyState state) {
        Optional<CurveFit> fit =
                run.flatMap(each -> last(each, AutofocusEvent.Fitted.class))
                        .map(AutofocusEvent.Fitted::fit);
        Optional<BestFocus> best =
                run.flatMap(RunState::result)
                        .flatMap(FocusResult::best)
                        .or(() ->
                                fit.map(each ->
                                        new BestFocus(
                                                each.curve().bestPositionSteps(),
                                                each.sigmaSteps())));
        Optional<AutofocusEvent.Measured> measured =
                run.flatMap(each -> last(each, AutofocusEvent.Measured.class));
        Optional<Sample> sample = measured.map(AutofocusEvent.Measured::sample);
        OptionalDouble hfr =
                sample.map(each -> each.size().hfrPixels()).orElse(OptionalDouble.empty());
        return Draft.numbers(device, LIVE, "Live", GROUP)
                .readOnly()
                .state(state)
                .number(
                        "BEST_POSITION",
                        "Best position (steps)",
                        STEPS,
                        best.map(BestFocus::positionSteps).orElse(0.0))
                .number(
                        "SIGMA",
                        "Its standard deviation (steps)",
                        STEPS,
                        best.map(BestFocus::sigmaSteps).filter(Double::isFinite).orElse(0.0))
                .number(
                        "POSITION",
                        "Last sample at (steps)",
                        COUNT,
                        sample.map(Sample::positionSteps).orElse(0))
                .number("HFR", "Its half-flux radius (pixels)", PIXELS, hfr.orElse(0))
                .number(
                        "STARS",
                        "Its stars",
                        COUNT,
                        sample.map(each -> each.size().starCount()).orElse(0))
                .number(
                        "SAMPLES",
                        "Samples",
                        COUNT,
                        measured.map(AutofocusEvent.Measured::number).orElse(0))
                .property();
    }

    private Property story(Optional<RunState> run, PropertyState state) {
        Optional<Diagnosis> diagnosis =
                run.flatMap(RunState::result)
                        .flatMap(result -> result.diagnoses().stream().findFirst());
        return Draft.texts(device, STORY, "What happens", GROUP)
                .readOnly()
                .state(state)
                .text("DOING", "Doing", run.filter(RunState::isRunning).map(this::doing).orElse(""))
                .text("RESULT", "Result", run.map(this::result).orElse(""))
                .text("DIAGNOSIS", "Diagnosis", diagnosis.map(Diagnosis::message).orElse(""))
                .text("REMEDY", "Remedy", diagnosis.map(Diagnosis::remedy).orElse(""))
                .property();
    }

    private String doing(RunState run) {
        if (run.story().isEmpty()) {
            return "begins";
        }
        return switch (run.story().getLast()) {
            case AutofocusEvent.Going(var step) ->
                    "to %d: %s".formatted(step.positionSteps(), step.why());
            case AutofocusEvent.Measured(int number, Sample sample) ->
                    "sample %d at %d".formatted(number, sample.positionSteps());
            case AutofocusEvent.Fitted(CurveFit fit) ->
                    "curve: best focus near %.0f".formatted(fit.curve().bestPositionSteps());
            case AutofocusEvent.Advised(var advice) -> advice.sentence();
            case AutofocusEvent.Proved(var proof) ->
                    proof.passed() ? "proven" : "the proof does not agree with the curve";
            case AutofocusEvent.GoingBack(int startSteps, String reason) ->
                    "back to %d: %s".formatted(startSteps, reason);
        };
    }

    private String result(RunState run) {
        if (run.isRunning()) {
            return "";
        }
        if (run.trouble().isPresent()) {
            return run.trouble().get();
        }
        Optional<GiveUp> refusal = run.result().flatMap(FocusResult::refusal);
        return refusal.map(why -> "refused: %s %s".formatted(why.reason(), why.remedy()))
                .orElseGet(() -> "accepted at %d".formatted(focuser.state().positionSteps()));
    }

    private static <T extends AutofocusEvent> Optional<T> last(RunState run, Class<T> kind) {
        return run.story().reversed().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }
}
