package parfocal.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for what keeps a night from starting: serial ports and rights, ModemManager, other servers on our"
                    + " network ports, clock, disk, Java, gphoto2; and whether the configured devices answer that are reached over the network.",
            "Changes and moves nothing, and opens no serial port. Exit status 1 when something is in trouble."
        },
        footer = {"", "Example: parfocal doctor"})
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory to look at instead of the usual one.")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "F",
            description =
                    "The hub's configuration file, for the ports and devices it names. Default: parfocal.toml in the data directory, if there.")
    private @Nullable Path config;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final Surroundings here;

    DoctorCommand() {
        this(Surroundings.here());
    }

    DoctorCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = examine();
        Finding.Level worst =
                findings.stream().map(Finding::level).max(Comparator.naturalOrder()).orElseThrow();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    new Json()
                            .put("level", worst.word())
                            .putObjects(
                                    "findings", findings.stream().map(Finding::describe).toList()));
        } else {
            for (Finding finding : findings) {
                out.printf(
                        "%-8s %s: %s%n",
                        finding.level().word(), finding.subject(), finding.message());
                finding.cures().forEach(cure -> out.printf("%-8s   type  %s%n", "", cure));
            }
        }
        return worst == Finding.Level.TROUBLE ? Parfocal.FAILED : Parfocal.DONE;
    }

    private List<Finding> examine() throws InterruptedException {
        var findings =
                new ArrayList<Finding>(
                        PortFindings.of(
                                here.ports().all(), here.servers().running("ModemManager")));
        DataDirectory directory =
                DataDirectory.find(
                        Optional.ofNullable(data),
                        here.environment(),
                        here.system(),
                        Path.of(System.getProperty("user.home", "")));
        Path file = config != null ? config : directory.path().resolve("parfocal.toml");
        Configuration configuration = Configuration.empty();
        if (config != null || Files.exists(file)) {
            try {
                configuration = Configuration.read(file);
            } catch (Misuse wrong) {
                wrong.sentences()
                        .forEach(each -> findings.add(Finding.trouble("configuration", each)));
            }
        }
        findings.addAll(ServerFindings.of(here.servers(), configuration));
        findings.addAll(
                DeviceFindings.of(
                        here,
                        configuration,
                        ServerFindings.hubRuns(here.servers(), configuration)));
        findings.addAll(SensorFindings.of(configuration));
        findings.add(ClockFindings.of(here));
        findings.add(MachineFindings.disk(directory));
        findings.add(MachineFindings.java(Runtime.version()));
        findings.add(MachineFindings.camera(here));
        return findings;
    }
}
