package parfocal.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.FocusPlan;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;
import parfocal.filters.FilterOffset;
import parfocal.filters.FilterSettings;
import parfocal.filters.FilteredAutofocus;
import parfocal.filters.Focusing;
import picocli.CommandLine.Option;

/// Filters of a run on a simulated rig, as the hub keeps them for each focuser.
final class FilterOptions {
    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = "With --rig: the filter in the light. Default: the wheel's first.")
    private @Nullable String filter;

    @Option(
            names = "--reference",
            paramLabel = "FILTER",
            description =
                    "With --rig: focuses through this one, and goes on by the offset of the one in the light. The wheel is put back whatever happens.")
    private @Nullable String reference;

    @Option(
            names = "--offset",
            paramLabel = "FILTER=STEPS",
            description =
                    "With --reference: how far a filter's focus is from that of the reference, as parfocal offsets measures it. Repeatable.")
    private Map<String, Double> offsets = new LinkedHashMap<>();

    boolean given() {
        return filter != null || reference != null || !offsets.isEmpty();
    }

    /// Turns the wheel to where it is when the night begins.
    ///
    /// @throws Misuse for a filter that the wheel has not
    void begin(FilterWheel wheel) throws Misuse, DeviceException, InterruptedException {
        var named = new ArrayList<>(offsets.keySet());
        Optional.ofNullable(filter).ifPresent(named::add);
        Optional.ofNullable(reference).ifPresent(named::add);
        List<String> there = wheel.filters();
        for (String each : named) {
            if (!there.contains(each)) {
                throw new Misuse(
                        "The wheel has no filter '%s'. It has %s."
                                .formatted(each, String.join(", ", there)));
            }
        }
        if (reference == null && !offsets.isEmpty()) {
            throw new Misuse(
                    "--offset counts from a reference filter: name it with --reference FILTER.");
        }
        if (filter != null) {
            wheel.turnTo(there.indexOf(filter));
        }
    }

    /// @param told takes what is decided about filters, in sentences
    FilteredAutofocus.Outcome run(
            Focuser focuser,
            FilterWheel wheel,
            FocusPlan plan,
            Focusing focusing,
            List<String> told)
            throws DeviceException, InterruptedException {
        return new FilteredAutofocus(focuser, wheel, settings(), OptionalDouble.empty(), told::add)
                .run(plan, focusing);
    }

    private FilterSettings settings() {
        FilterSettings settings =
                FilterSettings.unknown().withReference(Optional.ofNullable(reference));
        for (var offset : offsets.entrySet()) {
            settings =
                    settings.withOffset(
                            offset.getKey(), Optional.of(FilterOffset.typed(offset.getValue())));
        }
        return settings;
    }
}
