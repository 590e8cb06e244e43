package parfocal.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import parfocal.driver.DriverInfo;
import parfocal.driver.Drivers;
import parfocal.driver.FocuserDriver;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "drivers",
        mixinStandardHelpOptions = true,
        description = "Lists the focusers that can be driven.",
        footer = {"", "Example: parfocal drivers --json"})
final class DriversCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    new Json()
                            .putObjects(
                                    "drivers",
                                    Drivers.all().stream()
                                            .map(FocuserDriver::info)
                                            .map(DriversCommand::describe)
                                            .toList()));
        } else {
            for (FocuserDriver driver : Drivers.all()) {
                DriverInfo info = driver.info();
                out.printf("%-12s %s%n", info.id(), info.displayName());
                out.printf("             %s%n", info.covers());
            }
        }
        return Parfocal.DONE;
    }

    private static Json describe(DriverInfo info) {
        return new Json()
                .put("id", info.id())
                .put("name", info.displayName())
                .put("covers", info.covers())
                .put("baud", info.baud())
                .putList("usbIds", info.usbIds())
                .putList("abilities", info.abilities());
    }
}
