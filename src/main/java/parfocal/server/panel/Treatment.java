package parfocal.server.panel;

import io.javalin.http.BadRequestResponse;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.hub.FocuserSettings;
import parfocal.motion.BacklashMode;

/// Changes to how the hub treats a focuser, as they come in an order: keys that are absent stay as they are.
final class Treatment {
    private Treatment() {}

    static FocuserSettings changed(FocuserSettings was, Body body) {
        FocuserSettings settings = was.withLimits(limits(was, body));
        Optional<String> approach = body.text("approach");
        if (approach.isPresent()) {
            settings = settings.withApproach(approach(approach.get()));
        }
        Optional<Integer> backlash = body.whole("backlashSteps");
        Optional<String> mode = body.text("backlashMode");
        if (backlash.isPresent() || mode.isPresent()) {
            settings = settings.withBacklash(backlash(was, mode, backlash));
        }
        settings =
                settings.withBacklashForClients(
                        body.flag("backlashForClients").orElse(settings.backlashForClients()));
        settings = settings.withReversed(body.flag("reversed").orElse(settings.reversed()));
        if (body.has("stepMicrons")) {
            Optional<Double> microns = body.number("stepMicrons");
            if (microns.isPresent() && !(microns.get() > 0)) {
                throw new BadRequestResponse("stepMicrons is above 0.");
            }
            settings =
                    settings.withStepMicrons(
                            microns.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        }
        return settings;
    }

    private static Optional<Travel> limits(FocuserSettings was, Body body) {
        if (!body.has("minimumSteps") && !body.has("maximumSteps")) {
            return was.limits();
        }
        Optional<Integer> minimum = body.whole("minimumSteps");
        Optional<Integer> maximum = body.whole("maximumSteps");
        if (minimum.isEmpty() && maximum.isEmpty()) {
            return Optional.empty();
        }
        int inner = minimum.orElse(was.limits().map(Travel::minimumSteps).orElse(0));
        int outer =
                maximum.orElse(was.limits().map(Travel::maximumSteps).orElse(Integer.MAX_VALUE));
        if (inner > outer) {
            throw new BadRequestResponse(
                    "minimumSteps, %d, lies beyond maximumSteps, %d.".formatted(inner, outer));
        }
        return Optional.of(new Travel(inner, outer));
    }

    private static Approach approach(String word) {
        return switch (word) {
            case "up" -> Approach.UP;
            case "down" -> Approach.DOWN;
            default -> throw new BadRequestResponse("approach is \"up\" or \"down\".");
        };
    }

    private static BacklashMode backlash(
            FocuserSettings was, Optional<String> mode, Optional<Integer> backlash) {
        String word =
                mode.orElse(
                        was.backlash() instanceof BacklashMode.Absolute ? "absolute" : "overshoot");
        int steps = backlash.orElse(was.backlash().widthSteps());
        return switch (word) {
            case "off" -> new BacklashMode.Off();
            case "overshoot" -> BacklashMode.signed(steps);
            case "absolute" -> {
                if (steps < 0) {
                    throw new BadRequestResponse("backlashSteps of an absolute play is 0 or more.");
                }
                yield steps == 0 ? new BacklashMode.Off() : new BacklashMode.Absolute(steps);
            }
            default ->
                    throw new BadRequestResponse(
                            "backlashMode is \"off\", \"overshoot\" or \"absolute\".");
        };
    }
}
