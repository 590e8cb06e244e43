package parfocal.server.panel;

import static parfocal.server.panel.Orders.order;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.hub.HubFocuser;
import parfocal.hub.LessonState;
import parfocal.report.Json;

/// What a focuser learns from the stars: begun, ended, told of as it goes on.
final class LessonOrders {
    private static final double SHORTEST_SECONDS = 0.001;
    private static final double LONGEST_SECONDS = 60;
    private static final double USUAL_SECONDS = 2;
    private static final int LONGEST_WORDS = 60;

    private final Hub hub;
    private final Gate gate;

    LessonOrders(Hub hub, Gate gate) {
        this.hub = hub;
        this.gate = gate;
    }

    void addTo(RoutesConfig routes, String focuser) {
        order(routes, focuser + "/learn", this::begin);
        order(
                routes,
                focuser + "/learn/stop",
                (context, who) -> hub.lessons().cancel(Orders.focuser(hub, context), who));
    }

    private void begin(Context context, Client who) throws DeviceException, InterruptedException {
        gate.requireToken(context);
        HubFocuser focuser = Orders.focuser(hub, context);
        Body body = Body.of(context);
        Optional<String> cameraId = body.text("camera");
        HubCamera camera =
                cameraId.isPresent()
                        ? hub.camera(cameraId.get())
                                .orElseThrow(() -> RunOrders.noCamera(hub, cameraId.get()))
                        : hub.cameraBehind(focuser);
        var _ = hub.lessons().start(focuser, camera, subject(focuser, body), shot(body), who);
    }

    private static Shot shot(Body body) {
        double seconds = body.number("exposureSeconds").orElse(USUAL_SECONDS);
        if (!(seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS)) {
            throw new BadRequestResponse(
                    "exposureSeconds goes from %s to %s; %s was asked."
                            .formatted(SHORTEST_SECONDS, LONGEST_SECONDS, Body.plain(seconds)));
        }
        return Shot.whole(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private static Subject subject(HubFocuser focuser, Body body) {
        Optional<Double> range = body.number("rangeUnits");
        if (range.isPresent() && !(range.get() >= 10 && range.get() <= 1_000_000)) {
            throw new BadRequestResponse(
                    "rangeUnits goes from 10 to 1000000; %s was given.".formatted(range.get()));
        }
        return new Subject(
                focuser.id(),
                words(body, "maker"),
                words(body, "model"),
                range.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    private static String words(Body body, String key) {
        String text = body.text(key).orElse("").strip();
        if (text.length() > LONGEST_WORDS) {
            throw new BadRequestResponse(
                    "%s has at most %d letters.".formatted(key, LONGEST_WORDS));
        }
        return text;
    }

    static Json of(LessonState lesson) {
        return new Json()
                .put("camera", lesson.cameraId())
                .put("orderedBy", lesson.orderedBy().toString())
                .put("beganAt", lesson.beganAt().toString())
                .put("endedAt", lesson.endedAt().map(Object::toString).orElse(null))
                .put("running", lesson.isRunning())
                .put("frames", lesson.frames())
                .put("progress", lesson.progress())
                .putList("words", lesson.words())
                .put("trouble", lesson.trouble().orElse(null));
    }
}
