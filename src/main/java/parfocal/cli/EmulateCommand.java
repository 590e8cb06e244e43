package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.driver.DriverInfo;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.EmulatorPort;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "emulate",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a focuser's firmware on a pseudo-terminal or a TCP port, for other programs or for tests.",
            "Runs until it is stopped."
        },
        footer = {
            "",
            "Example: parfocal emulate usb-focus --pty /tmp/focuser --backlash 90",
            "then give /tmp/focuser as the serial port to any program that drives a USB_Focus."
        })
final class EmulateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DRIVER",
            description = "Whose: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Firmwares.class)
    private String driverId = "";

    /// The drivers of devices; another server's focuser has no firmware of its own.
    static final class Firmwares implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Drivers.all().stream()
                    .map(FocuserDriver::info)
                    .filter(info -> !info.isBridge())
                    .map(DriverInfo::id)
                    .iterator();
        }
    }

    @ArgGroup(multiplicity = "1")
    private Where where = new Where();

    static final class Where {
        @Option(
                names = "--pty",
                paramLabel = "LINK",
                description = "A pseudo-terminal under this name.")
        private @Nullable Path link;

        @Option(
                names = "--tcp",
                paramLabel = "PORT",
                description = "A TCP port on loopback; 0 takes a free one.")
        private @Nullable Integer port;
    }

    @Option(
            names = "--position",
            paramLabel = "STEPS",
            description = "Where it stands. Default: ${DEFAULT-VALUE}.")
    private int positionSteps = 1000;

    @Option(
            names = "--maximum",
            paramLabel = "STEPS",
            description = "Its limit. Default: ${DEFAULT-VALUE}.")
    private int maximumSteps = 10_000;

    @Option(
            names = "--backlash",
            paramLabel = "STEPS",
            description = "Play in its gear. Default: ${DEFAULT-VALUE}.")
    private double backlashSteps;

    @Option(
            names = "--speed",
            paramLabel = "STEPS/S",
            description = "Steps per second; 0 is the real device's.")
    private double stepsPerSecond;

    @Option(
            names = "--temperature",
            paramLabel = "CELSIUS|none",
            description = "What its probe feels. Default: ${DEFAULT-VALUE}.")
    private String temperature = "10";

    @Option(
            names = "--quirk",
            paramLabel = "NAME=VALUE",
            description = "A habit of single firmwares. Repeatable.")
    private Map<String, String> quirks = new LinkedHashMap<>();

    @Option(names = "--trace", description = "Shows the talk on the wire on standard error.")
    private boolean trace;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        FocuserDriver driver = Choice.driver(driverId);
        if (driver.info().isBridge()) {
            throw new Misuse(
                    "%s brings in the focuser of another server, which has no firmware to play. `parfocal serve` is such a server, with a simulated focuser. Firmware can be played of: %s."
                            .formatted(driverId, String.join(", ", new Firmwares())));
        }
        requireInside();
        Pace pace = Pace.wall();
        FocuserEmulator emulator = emulator(driver, pace);
        PrintWriter err = spec.commandLine().getErr();
        WireLog log =
                trace
                        ? WireLog.into(new Unbuffered(err), pace, java.time.ZoneId.systemDefault())
                        : WireLog.none();
        try (EmulatorPort port = open(driver, emulator, log)) {
            Runtime.getRuntime().addShutdownHook(new Thread(port::close));
            spec.commandLine()
                    .getOut()
                    .printf("%s on %s%n", driver.info().displayName(), port.address());
            spec.commandLine().getOut().flush();
            port.join();
            if (port.failure().isPresent()) {
                throw new Refusal(port.failure().get());
            }
        }
        return Parfocal.DONE;
    }

    private void requireInside() throws Misuse {
        if (where.port != null && (where.port < 0 || where.port > 65_535)) {
            throw new Misuse(
                    "A TCP port goes from 0 to 65535; %d was asked.".formatted(where.port));
        }
        if (maximumSteps < 1 || positionSteps < 0 || positionSteps > maximumSteps) {
            throw new Misuse(
                    "The position goes from 0 to the maximum of %d; %d was asked."
                            .formatted(maximumSteps, positionSteps));
        }
        if (!(backlashSteps >= 0) || !(stepsPerSecond >= 0)) {
            throw new Misuse("Backlash and speed are 0 or more.");
        }
    }

    private FocuserEmulator emulator(FocuserDriver driver, Pace pace) throws Misuse {
        try {
            return driver.emulator(
                    new EmulatorSettings(
                            positionSteps,
                            maximumSteps,
                            stepsPerSecond,
                            backlashSteps,
                            celsius(),
                            new HashMap<>(quirks)),
                    pace);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private OptionalDouble celsius() {
        if (temperature.equals("none")) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(temperature));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "--temperature wants a number of degrees Celsius, or none; '%s' is neither."
                            .formatted(temperature),
                    notANumber);
        }
    }

    private EmulatorPort open(FocuserDriver driver, FocuserEmulator emulator, WireLog log)
            throws Refusal {
        String name = driver.info().displayName();
        try {
            if (where.link != null) {
                return EmulatorPort.onPseudoTerminal(name, emulator, where.link, log);
            }
            int port = where.port == null ? 0 : where.port;
            return EmulatorPort.onTcp(
                    name,
                    emulator,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    log);
        } catch (IOException trouble) {
            throw new Refusal(String.valueOf(trouble.getMessage()), trouble);
        }
    }
}
