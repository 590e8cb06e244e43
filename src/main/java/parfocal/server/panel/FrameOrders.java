package parfocal.server.panel;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import parfocal.device.DeviceException;
import parfocal.hub.Hub;
import parfocal.hub.HubCamera;
import parfocal.image.Frame;
import parfocal.report.Json;
import parfocal.report.PlainFrame;
import parfocal.stars.RejectedObject;
import parfocal.stars.Sensor;
import parfocal.stars.Star;
import parfocal.stars.StarField;

/// The newest frame of a camera: its stars, what was taken for none and why, and the picture under them. Measured when a page asks, once
/// for all pages.
final class FrameOrders {
    private static final int MOST_PIXELS_WIDE = 960;
    private static final int MOST_STARS = 150;

    private final Hub hub;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    /// One frame of one camera, looked at as far as anybody asked.
    private static final class Look {
        private final Frame frame;
        private final long number;
        private final Sensor sensor;
        private Optional<StarField> field = Optional.empty();
        private Optional<byte[]> png = Optional.empty();

        Look(Frame frame, long number, Sensor sensor) {
            this.frame = frame;
            this.number = number;
            this.sensor = sensor;
        }

        synchronized StarField field() {
            field = field.or(() -> Optional.of(StarField.detect(frame, sensor)));
            return field.orElseThrow();
        }

        synchronized byte[] png() {
            png = png.or(() -> Optional.of(PlainFrame.of(frame, MOST_PIXELS_WIDE).bytes()));
            return png.orElseThrow();
        }
    }

    FrameOrders(Hub hub) {
        this.hub = hub;
    }

    void addTo(RoutesConfig routes, String camera) {
        routes.get(camera + "/frame", this::stars);
        routes.get(camera + "/frame.png", this::picture);
    }

    private void stars(Context context) {
        Look look = look(camera(context));
        Frame frame = look.frame;
        StarField field = look.field();
        Orders.answer(
                context,
                new Json()
                        .put("number", look.number)
                        .put("widthPixels", frame.widthPixels())
                        .put("heightPixels", frame.heightPixels())
                        .put("starCount", field.stars().size())
                        .put("measurableCount", field.measurable().size())
                        .putObjects("stars", stars(field))
                        .putObjects("rejected", rejected(field)));
    }

    private static List<Json> stars(StarField field) {
        return field.stars().stream()
                .limit(MOST_STARS)
                .map(star ->
                        new Json()
                                .put("x", star.x())
                                .put("y", star.y())
                                .put("hfrPixels", star.hfrPixels())
                                .put("snr", star.snr())
                                .putList("flags", flags(star)))
                .toList();
    }

    private static List<String> flags(Star star) {
        return star.flags().stream().map(FrameOrders::word).toList();
    }

    private static List<Json> rejected(StarField field) {
        return field.rejectedObjects().stream().limit(MOST_STARS).map(FrameOrders::of).toList();
    }

    private static Json of(RejectedObject object) {
        return new Json()
                .put("x", object.x())
                .put("y", object.y())
                .put("cause", word(object.cause()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void picture(Context context) {
        byte[] png = look(camera(context)).png();
        PanelFiles.harden(context);
        var _ = context.contentType("image/png").header("Cache-Control", "no-store").result(png);
    }

    private HubCamera camera(Context context) {
        String id = context.pathParam("camera");
        return hub.camera(id).orElseThrow(() -> RunOrders.noCamera(hub, id));
    }

    /// As runs know it; a picture is shown all the same where it cannot be read, which each run says.
    private static Sensor sensor(HubCamera camera) {
        try {
            return camera.sensor();
        } catch (DeviceException _) {
            return Sensor.UNKNOWN;
        }
    }

    private Look look(HubCamera camera) {
        long number = camera.state().frames();
        Frame frame =
                camera.lastFrame()
                        .orElseThrow(() ->
                                new NotFoundResponse(
                                        "%s has taken no frame since the hub began."
                                                .formatted(camera.name())));
        return looks.compute(
                camera.id(),
                (_, known) ->
                        known != null && known.frame == frame
                                ? known
                                : new Look(frame, number, sensor(camera)));
    }
}
