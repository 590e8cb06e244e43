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

/// Factory reset, asked for twice.
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        description =
                "Puts the hub's settings of a focuser, or the device itself, back to how they came. Asked for twice.",
        footer = {
            "",
            "Examples:",
            "  parfocal reset hub               (answers with a word)",
            "  parfocal reset hub --word 4711   (does it)"
        })
final class ResetCommand implements Callable<Integer> {
    @Mixin private HubClient hub = new HubClient();

    @Parameters(paramLabel = "hub|device", description = "What is put back.")
    private String scope = "";

    @Option(names = "--word", paramLabel = "WORD", description = "The word of the first answer.")
    private @Nullable String word;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (!scope.equals("hub") && !scope.equals("device")) {
            throw new Misuse(
                    "A reset is of the hub or of the device, not of '%s'.".formatted(scope));
        }
        var order = new Json().put("scope", scope);
        if (word != null) {
            order.put("word", word);
        }
        JsonNode answer =
                hub.post(
                        "/focusers/%s/reset".formatted(hub.focuser().path("id").asString()), order);
        PrintWriter out = spec.commandLine().getOut();
        if (answer.path("done").asBoolean()) {
            out.println("Done.");
        } else {
            out.printf(
                    "Nothing was done yet. If you mean it: parfocal reset %s --word %s%s (within a minute).%n",
                    scope, answer.path("word").asString(), hub.again());
        }
        return Parfocal.DONE;
    }
}
