package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import parfocal.autofocus.FixedSweep;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.device.DeviceException;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.hub.HubFocuser;
import parfocal.hub.RunState;
import parfocal.report.Json;
import parfocal.report.NinaExport;
import parfocal.report.RunPage;
import parfocal.report.RunRecord;

/// Autofocus: begun, ended, looked at afterwards.
final class RunOrders {
    private final Hub hub;

    RunOrders(Hub hub) {
        this.hub = hub;
    }

    void addTo(RoutesConfig routes, String focuser) {
        order(routes, focuser + "/autofocus", this::begin);
        order(
                routes,
                focuser + "/autofocus/stop",
                (context, who) -> hub.runs().cancel(Orders.focuser(hub, context), who));
        routes.get(focuser + "/autofocus", this::latest);
        routes.get(focuser + "/runs", this::list);
        routes.get(focuser + "/runs/{began}", this::one);
        routes.get(focuser + "/runs/{began}/report", this::report);
        routes.get(focuser + "/runs/{began}/record", this::record);
        routes.get(focuser + "/runs/{began}/nina", this::nina);
    }

    private void begin(Context context, Client who) throws DeviceException, InterruptedException {
        HubFocuser focuser = Orders.focuser(hub, context);
        Body body = Body.of(context);
        HubCamera camera = camera(hub, focuser, body);
        FocusPlan plan = plan(body);
        var _ =
                body.text("plan").filter("afresh"::equals).isPresent()
                        ? hub.runs().startAfresh(focuser, camera, plan, who)
                        : hub.runs().start(focuser, camera, plan, who);
    }

    /// The one that was named, or the one behind the focuser.
    static HubCamera camera(Hub hub, HubFocuser focuser, Body body) throws DeviceException {
        Optional<String> cameraId = body.text("camera");
        return cameraId.isPresent()
                ? hub.camera(cameraId.get()).orElseThrow(() -> noCamera(hub, cameraId.get()))
                : hub.cameraBehind(focuser);
    }

    static FocusPlan plan(Body body) {
        FocusPlan plan = FocusPlan.defaults();
        Optional<Double> seconds = body.number("exposureSeconds");
        if (seconds.isPresent() && !(seconds.get() >= 0.001 && seconds.get() <= 600)) {
            throw new BadRequestResponse(
                    "exposureSeconds goes from 0.001 to 600; %s was asked."
                            .formatted(Body.plain(seconds.get())));
        }
        return asOrdered(
                seconds.isPresent()
                        ? plan.withExposure(Duration.ofNanos(Math.round(seconds.get() * 1e9)))
                        : plan,
                body);
    }

    private static FocusPlan asOrdered(FocusPlan plan, Body body) {
        FocusPlan binned =
                body.number("binning").map(b -> plan.withBinning(whole("binning", b))).orElse(plan);
        String kind = body.text("plan").orElse("adaptive");
        boolean exposureFree = body.number("exposureSeconds").isEmpty();
        boolean binningFree = body.number("binning").isEmpty();
        FocusPlan light =
                body.flag("advice").orElse(true)
                        ? binned.advised(exposureFree, binningFree)
                        : binned;
        return switch (kind) {
            case "adaptive", "afresh" -> light;
            case "fixed" -> {
                double step =
                        body.number("stepSteps")
                                .orElseThrow(() ->
                                        new BadRequestResponse("A fixed plan wants stepSteps."));
                double samples = body.number("samples").orElse(9.0);
                try {
                    yield light.withFixed(
                            new FixedSweep(whole("samples", samples), whole("stepSteps", step)));
                } catch (IllegalArgumentException impossible) {
                    throw new BadRequestResponse(String.valueOf(impossible.getMessage()));
                }
            }
            default ->
                    throw new BadRequestResponse(
                            "plan is adaptive, afresh or fixed; %s was asked.".formatted(kind));
        };
    }

    private static int whole(String name, double value) {
        if (!(value >= 1 && value <= 1_000_000) || value != Math.rint(value)) {
            throw new BadRequestResponse(
                    "%s is a whole number from 1; %s was asked.".formatted(name, value));
        }
        return (int) value;
    }

    static NotFoundResponse noCamera(Hub hub, String id) {
        return new NotFoundResponse(
                "There is no camera '%s'. There are: %s."
                        .formatted(id, Orders.ids(hub.cameras(), HubCamera::id)));
    }

    private void latest(Context context) {
        HubFocuser focuser = Orders.focuser(hub, context);
        Json json =
                hub.runs()
                        .latest(focuser.id())
                        .map(RunJson::of)
                        .orElseThrow(() ->
                                new NotFoundResponse(
                                        "%s has had no autofocus run since the hub began."
                                                .formatted(focuser.name())));
        Orders.answer(context, json);
    }

    private void list(Context context) {
        List<Json> runs = known(context).map(RunJson::summary).toList();
        Orders.answer(context, new Json().putObjects("runs", runs));
    }

    private void one(Context context) {
        Orders.answer(context, RunJson.of(named(context)));
    }

    /// The run as one page that needs nothing beside it; it may be saved and sent.
    private void report(Context context) {
        RunState run = named(context);
        var about =
                new RunPage.About(
                        "Autofocus of " + Orders.focuser(hub, context).name(),
                        "Began %s with %s, ordered by %s."
                                .formatted(run.beganAt(), run.cameraId(), run.orderedBy()),
                        OptionalDouble.empty(),
                        List.of());
        String page = RunPage.of(resultOf(run), about, hub.runs().framesOf(run));
        KeptRuns.answerWith(page, context);
    }

    /// What `parfocal replay` reads.
    private void record(Context context) {
        String record = RunRecord.of(resultOf(named(context)), OptionalDouble.empty());
        var _ = context.contentType("application/json").result(record);
    }

    /// As N.I.N.A. writes its autofocus reports.
    private void nina(Context context) {
        RunState run = named(context);
        String report =
                NinaExport.of(
                        resultOf(run),
                        run.endedAt().orElse(run.beganAt()).atOffset(ZoneOffset.UTC),
                        "");
        var _ = context.contentType("application/json").result(report);
    }

    private static FocusResult resultOf(RunState run) {
        return run.result()
                .orElseThrow(() ->
                        new NotFoundResponse(
                                run.trouble()
                                        .map(trouble -> "This run has no result. " + trouble)
                                        .orElse("This run is not over yet.")));
    }

    /// `latest`, or the instant at which the run began.
    private RunState named(Context context) {
        String began = context.pathParam("began");
        return known(context)
                .filter(run -> began.equals("latest") || run.beganAt().toString().equals(began))
                .findFirst()
                .orElseThrow(() ->
                        new NotFoundResponse(
                                "The hub remembers no run that began at %s.".formatted(began)));
    }

    /// The newest first; the one under way is among them.
    private Stream<RunState> known(Context context) {
        String id = Orders.focuser(hub, context).id();
        return Stream.concat(
                hub.runs().latest(id).filter(RunState::isRunning).stream(),
                hub.runs().ended(id).stream());
    }
}
