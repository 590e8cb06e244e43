package parfocal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parfocal.rig.Rig;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Option;

/// Which simulated night: the options that every command has which can be rehearsed on a rig.
final class NightOptions {
    @Option(
            names = "--rig",
            paramLabel = "NAME",
            description = "The simulated rig; see parfocal rigs.")
    private @Nullable String rigName;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "With --rig: one seed is one night. Default: 1.")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "With --rig: changes the rig or its night. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /// As typed, by key.
    Map<String, String> settings() {
        return settings;
    }

    boolean wanted() {
        return rigName != null;
    }

    /// Whether a night was described without saying on which rig.
    boolean withoutRig() {
        return rigName == null && (seed != null || !settings.isEmpty());
    }

    /// @throws Misuse when no rig was named
    String name() throws Misuse {
        if (rigName == null) {
            throw new Misuse("Name a simulated rig with --rig; parfocal rigs lists them.");
        }
        return rigName;
    }

    /// As a report is headed.
    String words() throws Misuse {
        var words = new StringBuilder("Seed " + number());
        settings.forEach((key, value) -> words.append(", ").append(key).append('=').append(value));
        return name() + ": " + words;
    }

    private long number() {
        return seed == null ? 1 : seed;
    }

    /// @throws Misuse when there is no such rig or setting, or a value that cannot be
    Rig rig(VirtualPace pace) throws Misuse {
        return SimulatedNight.rig(name(), number(), settings, pace);
    }
}
