package parfocal.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description =
                "Moves a focuser of the running hub and waits until it stands still. Ctrl-C halts it.",
        footer = {
            "",
            "Examples:",
            "  parfocal move 4570",
            "  parfocal move +20",
            "  parfocal move -20         (inward from where it stands)",
            "  parfocal move Ha          (a preset)"
        })
final class MoveCommand implements Callable<Integer> {
    @Mixin private HubClient hub = new HubClient();

    @Parameters(paramLabel = "POS|+N|-N|PRESET", description = "Where to.")
    private String where = "";

    @Option(names = "--no-wait", description = "Returns as soon as the order is accepted.")
    private boolean noWait;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        hub.order("move", target());
        JsonNode focuser =
                noWait
                        ? hub.focuser()
                        : new HubWait(hub, spec.commandLine().getErr(), HubWait::position)
                                .untilItStands();
        JsonNode state = focuser.path("state");
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(state);
        } else {
            StatusCommand.printFocuser(focuser, hub.address(), out);
        }
        return noWait || state.path("trouble").isNull() ? Parfocal.DONE : Parfocal.FAILED;
    }

    private Json target() throws Misuse {
        if (where.matches("[+-]?\\d*[.,]\\d+")) {
            throw new Misuse(
                    "Positions are whole steps; '%s' lies between two. Leave out what is behind the point."
                            .formatted(where));
        }
        if (!where.matches("[+-]?\\d+")) {
            return new Json().put("preset", where);
        }
        try {
            int number = Integer.parseInt(where);
            boolean relative = where.startsWith("+") || where.startsWith("-");
            return new Json().put(relative ? "bySteps" : "positionSteps", number);
        } catch (NumberFormatException tooLarge) {
            throw new Misuse("%s is more steps than any focuser has.".formatted(where), tooLarge);
        }
    }
}
