package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.Memory;
import parfocal.rig.RigPlan;
import picocli.CommandLine.Option;

/// What a command that runs a hub is told about it, and what all of them do with that.
final class HubOptions {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final Duration LISTENING = Duration.ofSeconds(1);

    @Option(
            names = "--config",
            paramLabel = "F",
            description =
                    "The configuration file. Default: parfocal.toml in the data directory, if there.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where positions, presets and the token are kept. Default: your user's data directory.")
    private @Nullable Path data;

    @Option(names = "--rig", paramLabel = "NAME", description = "Serves a simulated rig.")
    private @Nullable String rigName;

    @Option(names = "--seed", paramLabel = "N", description = "Of the simulated night.")
    private long seed = 1;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes the simulated rig or its night. Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    Path directory() {
        return DataDirectory.here(Optional.ofNullable(data)).path();
    }

    /// The configuration file, whether it is there or not.
    Path file(Path directory) {
        return config != null ? config : directory.resolve("parfocal.toml");
    }

    /// As the file says, with the rig that was asked for; the simulated one where there is nothing else.
    Configuration configuration(Path directory) throws Misuse {
        Path file = file(directory);
        Configuration read =
                config != null || Files.exists(file)
                        ? Configuration.read(file)
                        : Configuration.empty();
        var rigs = new ArrayList<>(read.rigs());
        boolean nothingElse =
                read.focusers().isEmpty()
                        && read.cameras().isEmpty()
                        && read.wheels().isEmpty()
                        && read.sensors().isEmpty()
                        && rigs.isEmpty();
        if (rigName != null || nothingElse) {
            RigPlan plan =
                    SimulatedNight.plan(rigName == null ? "refractor-80" : rigName, settings);
            rigs.add(new Configuration.RigEntry(plan, seed));
        }
        return read.withRigs(rigs);
    }

    static Memory memory(Path directory) throws Refusal {
        try {
            return Memory.in(directory);
        } catch (IOException trouble) {
            throw new Refusal(
                    "The data directory %s cannot be used: %s. Choose another with --data."
                            .formatted(directory, trouble.getMessage()),
                    trouble);
        }
    }

    /// One line for each thing that happens, until the program ends.
    ///
    /// @param address of this hub, for commands that it advises; empty while it has none
    static void tellStory(Hub hub, Supplier<String> address, PrintWriter err) {
        Events.Watch watch = hub.events().watch();
        Thread.ofVirtual()
                .name("story")
                .start(() -> {
                    try (watch) {
                        while (true) {
                            watch.next(LISTENING)
                                    .ifPresent(event -> print(event, address.get(), err));
                        }
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void print(HubEvent event, String address, PrintWriter err) {
        if (event instanceof HubEvent.Said(var at, var gravity, String device, String sentence)) {
            String mark = gravity == HubEvent.Gravity.NOTE ? " " : "!";
            err.printf(
                    "%s %s %s: %s%n",
                    CLOCK.format(at.atZone(ZoneId.systemDefault())),
                    mark,
                    device,
                    Advice.forHub(sentence, address));
            err.flush();
        }
    }
}
