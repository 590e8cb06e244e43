package parfocal.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// Short orders to a focuser of the running hub: each is one sentence and one request.
final class OrderCommands {
    private OrderCommands() {}

    /// What the focuser came to after an order.
    static final class Told {
        @Option(names = "--json", description = "One JSON object on standard output.")
        private boolean json;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec = CommandSpec.create();

        PrintWriter err() {
            return spec.commandLine().getErr();
        }

        void tell(JsonNode focuser, HubClient hub) {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(focuser.path("state"));
            } else {
                StatusCommand.printFocuser(focuser, hub.address(), out);
            }
        }
    }

    @Command(
            name = "halt",
            mixinStandardHelpOptions = true,
            description = "Stops a focuser of the running hub now, and ends a run that has it.",
            footer = {"", "Example: parfocal halt"})
    static final class Halt implements Callable<Integer> {
        @Mixin private HubClient hub = new HubClient();

        @Mixin private Told told = new Told();

        @Override
        public Integer call() throws Refusal, Misuse, InterruptedException {
            hub.order("halt", new Json());
            told.tell(hub.focuser(), hub);
            return Parfocal.DONE;
        }
    }

    @Command(
            name = "sync",
            mixinStandardHelpOptions = true,
            description = "Changes the number of the present position; nothing moves.",
            footer = {"", "Example: parfocal sync 4570"})
    static final class Sync implements Callable<Integer> {
        @Mixin private HubClient hub = new HubClient();

        @Mixin private Told told = new Told();

        @Parameters(paramLabel = "POS", description = "What the present position is to be called.")
        private int positionSteps;

        @Override
        public Integer call() throws Refusal, Misuse, InterruptedException {
            hub.order("sync", new Json().put("positionSteps", positionSteps));
            told.tell(hub.focuser(), hub);
            return Parfocal.DONE;
        }
    }

    @Command(
            name = "home",
            mixinStandardHelpOptions = true,
            description = {
                "Drives a focuser that only counts, such as a lens, to its stop, and waits until it is there.",
                "Ctrl-C halts it."
            },
            footer = {"", "Example: parfocal home"})
    static final class Home implements Callable<Integer> {
        @Mixin private HubClient hub = new HubClient();

        @Option(names = "--no-wait", description = "Returns as soon as the order is accepted.")
        private boolean noWait;

        @Mixin private Told told = new Told();

        @Override
        public Integer call() throws Refusal, Misuse, InterruptedException {
            hub.order("home", new Json());
            JsonNode focuser =
                    noWait
                            ? hub.focuser()
                            : new HubWait(hub, told.err(), HubWait::position).untilItStands();
            told.tell(focuser, hub);
            return noWait || focuser.path("state").path("trouble").isNull()
                    ? Parfocal.DONE
                    : Parfocal.FAILED;
        }
    }

    @Command(
            name = "preset",
            mixinStandardHelpOptions = true,
            description = "Lists named positions, names one, or takes a name away.",
            footer = {
                "",
                "Examples:",
                "  parfocal preset",
                "  parfocal preset Ha 4570",
                "  parfocal preset Ha          (names the present position)",
                "  parfocal preset Mars 4570 --filter R",
                "                              (where `move Mars` goes while R is in the light)",
                "  parfocal preset Ha --remove"
            })
    static final class Preset implements Callable<Integer> {
        @Mixin private HubClient hub = new HubClient();

        @Parameters(index = "0", arity = "0..1", paramLabel = "NAME")
        private @Nullable String name;

        @Parameters(index = "1", arity = "0..1", paramLabel = "POS")
        private @Nullable Integer positionSteps;

        @Option(
                names = "--filter",
                paramLabel = "FILTER",
                description =
                        "Of this filter only: going to the preset goes there while it is in the light.")
        private @Nullable String filter;

        @Option(names = "--remove", description = "Takes the name away.")
        private boolean remove;

        @Option(names = "--json", description = "One JSON object on standard output.")
        private boolean json;

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Refusal, Misuse, InterruptedException {
            if (name != null) {
                var order = new Json().put("name", name);
                if (filter != null) {
                    order.put("filter", filter);
                }
                if (!remove) {
                    order.put(
                            "positionSteps",
                            positionSteps != null
                                    ? positionSteps
                                    : hub.focuser().path("state").path("positionSteps").asInt());
                }
                hub.order("presets", order);
            }
            JsonNode presets = hub.focuser().path("presets");
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(presets);
            } else if (presets.isEmpty()) {
                out.println(
                        "There are no presets. `parfocal preset NAME` names the place where it stands, `parfocal preset NAME POS` another.");
            } else {
                presets.properties()
                        .forEach(preset ->
                                out.printf(
                                        "%-20s %d%n", preset.getKey(), preset.getValue().asInt()));
            }
            return Parfocal.DONE;
        }
    }

    @Command(
            name = "settings",
            mixinStandardHelpOptions = true,
            description =
                    "Lists what can be set in the device itself, shows one of them, or sets it.",
            footer = {
                "",
                "Examples:",
                "  parfocal settings",
                "  parfocal settings maximum-steps",
                "  parfocal settings maximum-steps 20000"
            })
    static final class Settings implements Callable<Integer> {
        private static final int WIDEST = 30;

        @Mixin private HubClient hub = new HubClient();

        @Parameters(index = "0", arity = "0..1", paramLabel = "SETTING")
        private @Nullable String setting;

        @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE")
        private @Nullable String value;

        @Option(names = "--json", description = "One JSON object on standard output.")
        private boolean json;

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Refusal, Misuse, InterruptedException {
            if (setting != null && value != null) {
                hub.order("settings", new Json().put("setting", setting).put("value", value));
            }
            JsonNode settings = hub.focuser().path("state").path("settings");
            PrintWriter out = spec.commandLine().getOut();
            if (setting != null) {
                JsonNode one = named(setting, settings);
                out.println(json ? one : one.path("value").asString());
            } else if (json) {
                out.println("{\"settings\":%s}".formatted(settings));
            } else {
                String row =
                        "%%-%ds  %%-%ds  %%s%%n"
                                .formatted(longest(settings, "name"), longest(settings, "value"));
                settings.forEach(each ->
                        out.printf(
                                row,
                                each.path("name").asString(),
                                each.path("value").asString(),
                                each.path("description").asString()));
            }
            return Parfocal.DONE;
        }

        /// Of the column; a value as long as a sentence may push its own row.
        private static int longest(JsonNode settings, String field) {
            return settings.valueStream()
                    .mapToInt(each -> each.path(field).asString().length())
                    .filter(length -> length <= WIDEST)
                    .max()
                    .orElse(1);
        }

        private static JsonNode named(String name, JsonNode settings) throws Refusal {
            for (JsonNode each : settings) {
                if (each.path("name").asString().equals(name)) {
                    return each;
                }
            }
            throw new Refusal(
                    "It has no setting '%s'. It has: %s."
                            .formatted(
                                    name,
                                    settings.isEmpty()
                                            ? "none"
                                            : String.join(
                                                    ", ",
                                                    settings.valueStream()
                                                            .map(each ->
                                                                    each.path("name").asString())
                                                            .toList())));
        }
    }
}
