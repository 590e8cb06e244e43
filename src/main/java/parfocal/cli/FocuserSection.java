package parfocal.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.compensation.CompensationWish;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.driver.Drivers;
import parfocal.filters.FilterSettings;
import parfocal.filters.FilterWish;
import parfocal.hub.FocuserSettings;
import parfocal.link.Address;
import parfocal.motion.BacklashMode;

/// One `[[focuser]]` of a configuration, with its `[focuser.compensation]` and `[focuser.filters]`.
final class FocuserSection {
    private FocuserSection() {}

    static FocuserEntry read(Table table) throws Misuse {
        String name = table.required("name", "Main focuser");
        String id = ConfigurationFile.id(table, name);
        String driverId = table.required("driver", "usb-focus");
        if (Drivers.byId(driverId).isEmpty()) {
            throw table.wrong(
                    "driver",
                    "'%s' does not exist; there are %s"
                            .formatted(driverId, String.join(", ", Choice.driverIds())));
        }
        Address address = table.address("/dev/ttyACM0");
        Optional<FocuserSettings> own = own(table);
        Map<String, String> device = table.texts("settings");
        boolean trace = table.flag("trace").orElse(false);
        boolean reset = table.flag("reset-on-connect").orElse(false);
        if (reset && !(address instanceof Address.Serial)) {
            throw table.wrong(
                    "reset-on-connect",
                    "is for boards at a serial port; %s is none".formatted(address));
        }
        Optional<Table> compensation = table.table("compensation");
        Optional<Table> filters = table.table("filters");
        table.requireNothingElse();
        return new FocuserEntry(
                id,
                name,
                driverId,
                address,
                own,
                device,
                trace,
                reset,
                compensation.isPresent()
                        ? compensation(compensation.get())
                        : CompensationWish.none(),
                filters.isPresent() ? filters(filters.get()) : FilterWish.none());
    }

    private static CompensationWish compensation(Table table) throws Misuse {
        Optional<String> word = table.text("mode");
        Optional<Mode> mode =
                word.isPresent() ? Optional.of(mode(table, word.get())) : Optional.empty();
        OptionalDouble coefficient = table.signed("steps-per-celsius");
        OptionalInt threshold = table.whole("threshold-steps");
        Optional<String> sensor =
                table.text("sensor")
                        .map(named ->
                                named.equals(CompensationWish.OWN)
                                        ? named
                                        : Configuration.idOf(named));
        OptionalInt averaging = table.whole("averaging-seconds");
        Optional<Boolean> learning = table.flag("learning");
        table.requireNothingElse();
        if (threshold.orElse(1) < 1) {
            throw table.wrong(
                    "threshold-steps", "is at least 1; it is %d".formatted(threshold.getAsInt()));
        }
        long longest = CompensationSettings.LONGEST_AVERAGING.toSeconds();
        if (averaging.orElse(0) < 0 || averaging.orElse(0) > longest) {
            throw table.wrong(
                    "averaging-seconds",
                    "goes from 0 to %d; it is %d".formatted(longest, averaging.getAsInt()));
        }
        return new CompensationWish(
                mode,
                coefficient,
                threshold,
                sensor,
                averaging.isPresent()
                        ? Optional.of(Duration.ofSeconds(averaging.getAsInt()))
                        : Optional.empty(),
                learning);
    }

    private static Mode mode(Table table, String word) throws Misuse {
        return switch (word) {
            case "off" -> Mode.OFF;
            case "manual" -> Mode.MANUAL;
            case "automatic" -> Mode.AUTOMATIC;
            default ->
                    throw table.wrong(
                            "mode",
                            "is \"off\", \"manual\" or \"automatic\", not \"%s\"".formatted(word));
        };
    }

    private static FilterWish filters(Table table) throws Misuse {
        Optional<String> reference = table.text("reference-filter");
        Optional<Boolean> moves = table.flag("move-on-change");
        var offsets = new TreeMap<String, Double>();
        Optional<Table> steps = table.table("offset-steps");
        Optional<Table> longer = table.table("exposure-factor");
        table.requireNothingElse();
        if (steps.isPresent()) {
            for (String filter : steps.get().keys()) {
                double offset = steps.get().signed(filter).orElse(0);
                if (Math.abs(offset) > 100_000) {
                    throw steps.get().wrong(filter, "is no offset in steps: " + offset);
                }
                offsets.put(filter, offset);
            }
        }
        if (!offsets.isEmpty() && reference.isEmpty()) {
            throw table.wrong(
                    "reference-filter",
                    "is missing: offsets are counted from it, such as reference-filter = \"L\"");
        }
        var factors = new TreeMap<String, Double>();
        if (longer.isPresent()) {
            for (String filter : longer.get().keys()) {
                double factor = longer.get().signed(filter).orElse(1);
                if (!(factor >= 1 / FilterSettings.LARGEST_FACTOR
                        && factor <= FilterSettings.LARGEST_FACTOR)) {
                    throw longer.get().wrong(filter, "goes from 0.01 to 100; it is " + factor);
                }
                factors.put(filter, factor);
            }
        }
        return new FilterWish(reference, moves, offsets, factors);
    }

    /// Present as soon as one of these keys is: then the file has the say over all of them.
    private static Optional<FocuserSettings> own(Table table) throws Misuse {
        OptionalInt minimum = table.whole("minimum-steps");
        OptionalInt maximum = table.whole("maximum-steps");
        Optional<String> approach = table.text("approach");
        OptionalInt overshoot = table.whole("backlash-steps");
        OptionalInt play = table.whole("play-steps");
        Optional<Boolean> forClients = table.flag("backlash-for-clients");
        Optional<Boolean> reversed = table.flag("reversed");
        OptionalDouble microns = table.number("step-microns");
        boolean named =
                minimum.isPresent()
                        || maximum.isPresent()
                        || approach.isPresent()
                        || overshoot.isPresent()
                        || play.isPresent()
                        || forClients.isPresent()
                        || reversed.isPresent()
                        || microns.isPresent();
        if (!named) {
            return Optional.empty();
        }
        return Optional.of(
                new FocuserSettings(
                        limits(table, minimum, maximum),
                        approach(table, approach, overshoot),
                        backlash(table, overshoot, play),
                        forClients.orElse(false),
                        reversed.orElse(false),
                        microns));
    }

    private static Optional<Travel> limits(Table table, OptionalInt minimum, OptionalInt maximum)
            throws Misuse {
        if (minimum.isEmpty() && maximum.isEmpty()) {
            return Optional.empty();
        }
        int inner = minimum.orElse(0);
        int outer = maximum.orElse(Integer.MAX_VALUE);
        if (inner > outer) {
            throw table.wrong(
                    "minimum-steps", "is %d, beyond maximum-steps, %d".formatted(inner, outer));
        }
        return Optional.of(new Travel(inner, outer));
    }

    private static Approach approach(Table table, Optional<String> word, OptionalInt overshoot)
            throws Misuse {
        if (word.isEmpty()) {
            return overshoot.orElse(1) < 0 ? Approach.UP : Approach.DOWN;
        }
        return switch (word.get()) {
            case "up" -> Approach.UP;
            case "down" -> Approach.DOWN;
            default -> throw table.wrong("approach", "is \"up\" or \"down\"");
        };
    }

    private static BacklashMode backlash(Table table, OptionalInt overshoot, OptionalInt play)
            throws Misuse {
        if (overshoot.isPresent() && play.isPresent()) {
            throw table.wrong(
                    "play-steps", "and backlash-steps are two ways of one thing; keep one");
        }
        if (play.orElse(0) < 0) {
            throw table.wrong("play-steps", "is 0 or more");
        }
        return play.orElse(0) > 0
                ? new BacklashMode.Absolute(play.getAsInt())
                : BacklashMode.signed(overshoot.orElse(0));
    }
}
