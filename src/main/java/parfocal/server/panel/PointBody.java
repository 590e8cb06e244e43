package parfocal.server.panel;

import io.javalin.http.BadRequestResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.history.CompensationPoint;
import parfocal.history.CompensationPoint.Source;

/// A point of the calculator, as it comes in an order.
final class PointBody {
    private static final double COLDEST = -100;
    private static final double WARMEST = 100;

    private PointBody() {}

    static CompensationPoint read(Body body, String focuserId, Spans spans) {
        Instant at = spans.now();
        return checked(
                new CompensationPoint(
                        focuserId,
                        filter(body),
                        at,
                        body.text("night").map(Spans::date).orElseGet(() -> spans.nightOf(at)),
                        required(body, "temperatureCelsius"),
                        required(body, "positionSteps"),
                        optional(body.number("sigmaSteps")),
                        body.text("source").map(PointBody::source).orElse(Source.TYPED),
                        body.flag("excluded").orElse(false)));
    }

    /// Keys that are absent stay as they are; null takes filter and sigma away.
    static CompensationPoint changed(Body body, CompensationPoint was) {
        return checked(
                new CompensationPoint(
                        was.focuserId(),
                        body.has("filter") ? filter(body) : was.filter(),
                        was.at(),
                        body.text("night").map(Spans::date).orElse(was.night()),
                        body.number("temperatureCelsius").orElse(was.celsius()),
                        body.number("positionSteps").orElse(was.positionSteps()),
                        body.has("sigmaSteps")
                                ? optional(body.number("sigmaSteps"))
                                : was.sigmaSteps(),
                        was.source(),
                        body.flag("excluded").orElse(was.excluded())));
    }

    private static CompensationPoint checked(CompensationPoint point) {
        if (!(point.celsius() >= COLDEST && point.celsius() <= WARMEST)) {
            throw new BadRequestResponse(
                    "temperatureCelsius goes from -100 to 100; %s was given."
                            .formatted(point.celsius()));
        }
        if (point.sigmaSteps().orElse(0) < 0) {
            throw new BadRequestResponse("sigmaSteps is 0 or more.");
        }
        return point;
    }

    private static Optional<String> filter(Body body) {
        return body.text("filter").filter(text -> !text.isBlank());
    }

    private static double required(Body body, String key) {
        return body.number(key)
                .orElseThrow(() ->
                        new BadRequestResponse("The point needs %s, a number.".formatted(key)));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static Source source(String word) {
        return HistoryJson.source(word)
                .orElseThrow(() ->
                        new BadRequestResponse("source is \"typed\", \"reading\" or \"run\"."));
    }
}
