package parfocal.server.alpaca;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import parfocal.autofocus.AutofocusEvent.Measured;
import parfocal.autofocus.FocusPlan;
import parfocal.device.DeviceException;
import parfocal.hub.FocuserSettings;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.hub.HubFocuser;
import parfocal.hub.RunState;
import parfocal.motion.BacklashMode;
import parfocal.server.Token;
import parfocal.wire.alpaca.AlpacaError;
import tools.jackson.databind.json.JsonMapper;

/// What a focuser of the hub can do beyond Alpaca's own members, as named actions. All answer JSON.
final class FocuserActions {
    private static final String COMPENSATE = "Compensate";
    private static final List<String> NAMES =
            List.of(
                    "Autofocus",
                    "AutofocusStatus",
                    "AutofocusStop",
                    "Presets",
                    "PresetGo",
                    "PresetSave",
                    "Sync",
                    "Backlash",
                    "Home");
    private static final String DONE = "{}";
    private static final int MANY_STEPS = 1_000_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Hub hub;
    private final Token token;
    private final Compensating compensating;

    FocuserActions(Hub hub, Token token, Compensating compensating) {
        this.hub = hub;
        this.token = token;
        this.compensating = compensating;
    }

    List<String> names(HubFocuser focuser) {
        if (!compensating.isOffered(focuser)) {
            return NAMES;
        }
        var names = new ArrayList<>(NAMES);
        names.add(COMPENSATE);
        return names;
    }

    /// @param parameters empty, a bare value, or a JSON object
    String act(ServedFocuser served, String action, String parameters, Ask ask)
            throws Refusal, DeviceException, InterruptedException {
        HubFocuser focuser = served.focuser();
        var given = new ActionParameters(action, parameters);
        return switch (action.toLowerCase(Locale.ROOT)) {
            case "autofocus" -> autofocus(focuser, given, ask);
            case "autofocusstatus" -> json(status(focuser));
            case "autofocusstop" -> {
                hub.runs().cancel(focuser, ask.client());
                yield DONE;
            }
            case "presets" -> json(focuser.presets());
            case "presetgo" -> goToPreset(focuser, given.text("name"), ask);
            case "presetsave" -> savePreset(focuser, given.text("name"), ask);
            case "sync" -> {
                focuser.sync(given.whole("position", 0, MANY_STEPS), ask.client());
                yield DONE;
            }
            case "backlash" -> backlash(focuser, given, ask);
            case "home" -> {
                focuser.home(ask.client());
                yield DONE;
            }
            case "compensate" -> {
                compensating.compensate(
                        focuser,
                        given.isEmpty() ? 0 : given.whole("threshold", 0, MANY_STEPS),
                        ask.client());
                yield DONE;
            }
            default -> throw Members.noSuchAction(served, action);
        };
    }

    /// `S:20` compensates if more than 20 steps are due, as scripts of AstroPhoto programs say it.
    String command(HubFocuser focuser, String command, Ask ask) throws Refusal, DeviceException {
        String trimmed = command.strip();
        if (!trimmed.regionMatches(true, 0, "S:", 0, 2)) {
            throw Refusal.notImplemented(
                    "%s knows one command, S:steps, not '%s'.".formatted(focuser.name(), trimmed));
        }
        int beyond =
                new ActionParameters("S", trimmed.substring(2).strip())
                        .whole("steps", 0, MANY_STEPS);
        compensating.compensate(focuser, beyond, ask.client());
        return "OK";
    }

    private String autofocus(HubFocuser focuser, ActionParameters given, Ask ask)
            throws Refusal, DeviceException, InterruptedException {
        FocusPlan plan = FocusPlan.defaults();
        var seconds = given.decimal("exposureSeconds", 0.001, 600);
        if (seconds.isPresent()) {
            plan = plan.withExposure(ActionParameters.duration(seconds.getAsDouble()));
        }
        plan = plan.advised(seconds.isEmpty(), true);
        Optional<String> named = given.find("camera");
        HubCamera camera =
                named.isPresent()
                        ? hub.camera(named.get())
                                .orElseThrow(() ->
                                        Refusal.invalid(
                                                "There is no camera '%s'.".formatted(named.get())))
                        : hub.cameraBehind(focuser);
        var _ = hub.runs().start(focuser, camera, plan, ask.client());
        return json(status(focuser));
    }

    private Map<String, Object> status(HubFocuser focuser) {
        var status = new LinkedHashMap<String, Object>();
        Optional<RunState> latest = hub.runs().latest(focuser.id());
        status.put("state", latest.map(FocuserActions::stateOf).orElse("none"));
        latest.ifPresent(run -> {
            status.put("samples", run.story().stream().filter(Measured.class::isInstance).count());
            status.put("startedBy", run.orderedBy().toString());
            run.result()
                    .ifPresent(result -> {
                        result.best()
                                .ifPresent(best ->
                                        status.put("bestPositionSteps", best.positionSteps()));
                        result.finalPositionSteps()
                                .ifPresent(steps -> status.put("finalPositionSteps", steps));
                        result.refusal()
                                .ifPresent(refusal -> status.put("reason", refusal.reason()));
                    });
            run.trouble().ifPresent(trouble -> status.put("reason", trouble));
        });
        return status;
    }

    private static String stateOf(RunState run) {
        if (run.isRunning()) {
            return "running";
        }
        return run.result()
                .map(result -> result.accepted() ? "accepted" : "refused")
                .orElse("failed");
    }

    private String goToPreset(HubFocuser focuser, String name, Ask ask)
            throws Refusal, DeviceException {
        int steps =
                hub.filters(focuser.id())
                        .flatMap(filters -> filters.preset(name))
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "%s has no position called '%s'. It has: %s."
                                                .formatted(
                                                        focuser.name(),
                                                        name,
                                                        focuser.presets().isEmpty()
                                                                ? "none"
                                                                : String.join(
                                                                        ", ",
                                                                        focuser.presets()
                                                                                .keySet()))));
        focuser.moveTo(steps, ask.client());
        return json(Map.of("positionSteps", steps));
    }

    private static String savePreset(HubFocuser focuser, String name, Ask ask)
            throws DeviceException {
        int steps = focuser.state().positionSteps();
        focuser.preset(name, Optional.of(steps), ask.client());
        return json(Map.of("positionSteps", steps));
    }

    /// Without parameters it is read; setting it wants the token.
    private String backlash(HubFocuser focuser, ActionParameters given, Ask ask)
            throws Refusal, DeviceException {
        if (!given.isEmpty()) {
            int steps = given.whole("steps", -MANY_STEPS, MANY_STEPS);
            boolean admitted =
                    ask.showsToken() || given.find("token").filter(token::is).isPresent();
            if (!admitted) {
                throw new Refusal(
                        AlpacaError.INVALID_OPERATION,
                        "Changing settings wants the hub's token: {\"steps\": %d, \"token\": \"…\"}. 'parfocal token' prints it."
                                .formatted(steps));
            }
            FocuserSettings settings = focuser.settings();
            focuser.treat(settings.withBacklash(BacklashMode.signed(steps)), ask.client());
        }
        FocuserSettings settings = focuser.settings();
        String mode =
                switch (settings.backlash()) {
                    case BacklashMode.Off() -> "off";
                    case BacklashMode.Overshoot _ -> "overshoot";
                    case BacklashMode.Absolute _ -> "absolute";
                };
        var shown = new LinkedHashMap<String, Object>();
        shown.put("mode", mode);
        shown.put("steps", settings.backlash().widthSteps());
        shown.put("forClients", settings.backlashForClients());
        return json(shown);
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
