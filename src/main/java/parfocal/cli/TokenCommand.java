package parfocal.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the hub's token, which whoever changes settings has to show.",
            "On the hub's computer the command line finds it by itself; elsewhere give it with --token."
        },
        footer = {"", "Example: parfocal token"})
final class TokenCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The hub's data directory. Default: your user's.")
    private @Nullable Path data;

    @Option(
            names = "--hub",
            paramLabel = "URL",
            description =
                    "The running hub. It must be on this computer: no hub tells its token over the network.")
    private @Nullable String hub;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse {
        if (hub != null) {
            requireHere(hub);
        }
        Path directory = DataDirectory.here(Optional.ofNullable(data)).path();
        Path file = directory.resolve("token");
        String token;
        try {
            if (!Files.exists(file)) {
                throw new Refusal(
                        "There is no token in %s: no hub has run with this data directory. Start one with `parfocal serve`, or say with --data which it uses."
                                .formatted(directory));
            }
            token = Files.readString(file).strip();
        } catch (IOException trouble) {
            throw new Refusal(
                    "%s cannot be read: only the user who runs the hub may. Ask as that user."
                            .formatted(file),
                    trouble);
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new Json()
                                        .put("token", token)
                                        .put("file", file.toString())
                                        .toString()
                                : token);
        return Parfocal.DONE;
    }

    private static void requireHere(String hub) throws Refusal, Misuse {
        String host;
        try {
            host = String.valueOf(URI.create(hub).getHost());
        } catch (IllegalArgumentException wrong) {
            throw new Misuse("--hub must be a URL such as %s.".formatted(Advice.USUAL_HUB), wrong);
        }
        try {
            for (InetAddress there : InetAddress.getAllByName(host)) {
                if (!there.isLoopbackAddress()
                        && NetworkInterface.getByInetAddress(there) == null) {
                    throw new Refusal(
                            "%s is another computer, and a hub tells nobody its token over the network. Type `parfocal token` there, and give it here with --token."
                                    .formatted(host));
                }
            }
        } catch (IOException unknown) {
            throw new Refusal("There is no computer '%s'.".formatted(host), unknown);
        }
    }
}
