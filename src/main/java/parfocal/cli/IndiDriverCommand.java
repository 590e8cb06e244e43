package parfocal.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.hub.Hub;
import parfocal.link.WireLog;
import parfocal.server.indi.IndiDriver;
import parfocal.time.Pace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "indi-driver",
        mixinStandardHelpOptions = true,
        description = {
            "Runs as an INDI driver, for use under an indiserver: XML on standard input and output, and a hub of its own.",
            "Where parfocal serve runs already, INDI programs reach it directly, on port 7624; two of them must not own one focuser."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal indi-driver main-focuser --config observatory.toml",
            "  indiserver packaging/indi/indi_parfocal_focus"
        })
final class IndiDriverCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Shows this device alone. Default: all there are.")
    private @Nullable String name;

    @Mixin private HubOptions options = new HubOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        return serve(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                System.getenv());
    }

    /// @param environment `INDIDEV` renames the focuser
    private int serve(InputStream in, OutputStream out, Map<String, String> environment)
            throws Refusal, Misuse, InterruptedException {
        Path directory = options.directory();
        Configuration configuration = only(options.configuration(directory));
        PrintWriter err = spec.commandLine().getErr();
        Pace pace = Pace.wall();
        try (var hub = new Hub(HubOptions.memory(directory), pace)) {
            // Closed however the program ends: indiserver kills its drivers.
            Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "shutdown"));
            HubOptions.tellStory(hub, () -> "", err);
            new Wiring(hub, pace, WireLog.none()).wire(configuration);
            IndiDriver.serve(
                    in,
                    out,
                    hub,
                    pace,
                    Optional.of(directory.resolve("indi")),
                    id -> name == null || id.equals(name),
                    Optional.ofNullable(environment.get("INDIDEV"))
                            .filter(called -> !called.isBlank()));
        } catch (IOException broken) {
            throw new Refusal(String.valueOf(broken.getMessage()), broken);
        }
        return Parfocal.DONE;
    }

    /// Focusers that nobody asked for are left alone: another driver may have them. Cameras and wheels are not opened before they are used.
    private Configuration only(Configuration read) throws Misuse {
        if (name == null) {
            return read;
        }
        var names = new TreeSet<String>();
        read.focusers().forEach(each -> names.add(each.id()));
        read.cameras().forEach(each -> names.add(each.id()));
        read.wheels().forEach(each -> names.add(each.id()));
        read.rigs().forEach(each -> names.add(each.plan().name()));
        if (!names.contains(name)) {
            throw new Misuse(
                    "There is no '%s' in the configuration. There are: %s."
                            .formatted(name, String.join(", ", names)));
        }
        return read.withFocusers(
                read.focusers().stream().filter(each -> each.id().equals(name)).toList());
    }
}
