package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = {
            "Opens the hub's page in the browser.",
            "Where there is no display, such as over ssh, it prints the address instead."
        },
        footer = {"", "Example: parfocal open"})
final class OpenCommand implements Callable<Integer> {
    @Mixin private HubClient hub = new HubClient();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Surroundings here;

    OpenCommand() {
        this(Surroundings.here());
    }

    OpenCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws Refusal, InterruptedException {
        // A page that cannot be reached is a worse message than ours.
        var _ = hub.status();
        String address = hub.address() + "/";
        boolean opened = browser().map(program -> open(program, address)).orElse(false);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new Json().put("address", address).put("opened", opened));
        } else if (opened) {
            out.printf("Opened %s%n", address);
        } else {
            out.println(address);
        }
        return Parfocal.DONE;
    }

    /// The program that opens an address in the user's browser; empty where there is no display to show it.
    private Optional<List<String>> browser() {
        String system = here.system().toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        if (system.startsWith("mac")) {
            return Optional.of(List.of("open"));
        }
        boolean display =
                !here.environment().getOrDefault("DISPLAY", "").isBlank()
                        || !here.environment().getOrDefault("WAYLAND_DISPLAY", "").isBlank();
        return display
                ? here.program("xdg-open").map(program -> List.of(program.toString()))
                : Optional.empty();
    }

    private static boolean open(List<String> program, String address) {
        var command = new java.util.ArrayList<>(program);
        command.add(address);
        try {
            var _ =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return true;
        } catch (IOException _) {
            // The address is printed instead.
            return false;
        }
    }
}
