package parfocal.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.driver.DriverInfo;
import parfocal.driver.Drivers;
import parfocal.driver.FocuserDriver;
import parfocal.driver.Likely;
import parfocal.link.Holder;
import parfocal.link.PortInfo;
import parfocal.link.PortRights;
import parfocal.link.PortTrouble;
import parfocal.link.SerialPorts;
import parfocal.link.UsbIdentity;
import parfocal.report.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "ports",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the serial ports: what is plugged in where, what it probably is, and who may use it. Looking opens no"
                    + " port and writes to none.",
            "With --ask, the one port you name is opened and asked only what identifies the focuser you name."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal ports",
            "  parfocal ports --ask moonlite /dev/ttyUSB0"
        })
final class PortsCommand implements Callable<Integer> {
    private static final String NOTHING_THERE =
            """
            No serial port is there.
            Plug the focuser in and switch its power on: some show no port without their 12 V. Try another cable (some only
            charge) and a socket of the computer itself, then look again; `sudo dmesg | tail` tells what the system noticed.\
            """;

    @Option(
            names = "--ask",
            paramLabel = "DRIVER",
            description =
                    "Asks the device at PORT whether it is this model, and says what answered.")
    private @Nullable String driverId;

    @Parameters(
            arity = "0..1",
            paramLabel = "PORT",
            description = "Only this port. With --ask also an address such as tcp://host:4001.")
    private @Nullable String port;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    private final SerialPorts ports;

    PortsCommand() {
        this(SerialPorts.here());
    }

    PortsCommand(SerialPorts ports) {
        this.ports = ports;
    }

    @Override
    public Integer call() throws Refusal, Misuse {
        PrintWriter out = spec.commandLine().getOut();
        if (driverId != null) {
            if (port == null) {
                throw new Misuse(
                        "Which port is to be asked? For example: parfocal ports --ask %s /dev/ttyUSB0"
                                .formatted(driverId));
            }
            Answer answer = Answer.of(Choice.driver(driverId), port, spec.commandLine().getErr());
            out.println(json ? answer.describe() : answer.text());
            return Parfocal.DONE;
        }
        List<PortInfo> all = ports.all();
        List<PortInfo> shown = port == null ? all : List.of(named(port, all));
        List<DriverInfo> drivers = Drivers.all().stream().map(FocuserDriver::info).toList();
        if (json) {
            out.println(
                    new Json()
                            .putObjects(
                                    "ports",
                                    shown.stream()
                                            .map(info -> describe(info, all, drivers))
                                            .toList()));
        } else if (shown.isEmpty()) {
            out.println(NOTHING_THERE);
        } else {
            shown.forEach(info -> print(out, info, all, drivers));
            out.println(
                    "Nothing was opened. `parfocal ports --ask DRIVER PORT` asks one whether it is that model.");
        }
        return Parfocal.DONE;
    }

    private PortInfo named(String name, List<PortInfo> all) throws Refusal {
        return all.stream()
                .filter(info -> info.name().equals(name) || info.stableNames().contains(name))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal(
                                "There is no serial port %s. There %s."
                                        .formatted(name, isOrAre(all))));
    }

    private static String isOrAre(List<PortInfo> all) {
        return all.isEmpty()
                ? "is none"
                : (all.size() == 1 ? "is " : "are ")
                        + String.join(", ", all.stream().map(PortInfo::name).toList());
    }

    private static void print(
            PrintWriter out, PortInfo info, List<PortInfo> all, List<DriverInfo> drivers) {
        out.println(info.name());
        info.usb().ifPresent(usb -> row(out, "device", device(usb)));
        row(
                out,
                "serial",
                info.usb()
                        .map(usb ->
                                usb.serialNumber()
                                        .orElse(
                                                "none: two alike are told apart by their place only"))
                        .orElse(""));
        row(out, "place", info.place().orElse(""));
        row(out, "likely", Likely.of(info.usb(), drivers).words());
        row(out, "call it", lasting(info, all));
        row(
                out,
                "state",
                info.trouble()
                        .map(PortTrouble::message)
                        .orElse("free, as far as can be seen without opening it"));
        for (String cure : info.trouble().map(PortTrouble::cures).orElse(List.of())) {
            row(out, "type", cure);
        }
        PortFindings.modemManager(info).ifPresent(words -> row(out, "beware", words));
        out.println();
    }

    private static void row(PrintWriter out, String label, String words) {
        if (!words.isEmpty()) {
            out.printf("  %-8s %s%n", label, words);
        }
    }

    private static String device(UsbIdentity usb) {
        String product = usb.product().orElse("unnamed");
        return usb.manufacturer()
                .map(maker -> "%s by %s, %s".formatted(product, maker, usb.id()))
                .orElse("%s, %s".formatted(product, usb.id()));
    }

    private static String lasting(PortInfo info, List<PortInfo> all) {
        PortInfo.LastingName name = info.lastingName(all);
        boolean alike = !info.alike(all).isEmpty();
        return switch (name.by()) {
            case SERIAL_NUMBER -> "%s  (its serial number: any socket)".formatted(name.name());
            case PLACE ->
                    "%s  (its place: keep it in this socket%s)"
                            .formatted(
                                    name.name(), alike ? "; another one alike is plugged in" : "");
            case NOTHING -> "";
        };
    }

    private static Json describe(PortInfo info, List<PortInfo> all, List<DriverInfo> drivers) {
        Likely likely = Likely.of(info.usb(), drivers);
        Optional<UsbIdentity> usb = info.usb();
        PortInfo.LastingName lasting = info.lastingName(all);
        return new Json()
                .put("name", info.name())
                .putList("stableNames", info.stableNames())
                .put("lastingName", lasting.name())
                .put("knownBy", Choice.word(lasting.by()))
                .put("usbId", usb.map(UsbIdentity::id).orElse(null))
                .put("manufacturer", usb.flatMap(UsbIdentity::manufacturer).orElse(null))
                .put("product", usb.flatMap(UsbIdentity::product).orElse(null))
                .put("serialNumber", usb.flatMap(UsbIdentity::serialNumber).orElse(null))
                .put("place", info.place().orElse(null))
                .put(
                        "likely",
                        new Json()
                                .put("certainty", likely.certainty())
                                .putList(
                                        "drivers",
                                        likely.candidates().stream().map(DriverInfo::id).toList())
                                .put("message", likely.words()))
                .put("rights", info.rights().map(PortsCommand::describe))
                .putObjects("holders", info.holders().stream().map(PortsCommand::describe).toList())
                .put("modemManager", Choice.word(info.modemProbe()))
                .put("state", info.trouble().map(PortTrouble::word).orElse("free"))
                .put("message", info.trouble().map(PortTrouble::message).orElse(null))
                .putList("cures", info.trouble().map(PortTrouble::cures).orElse(List.of()));
    }

    private static Json describe(PortRights rights) {
        return new Json()
                .put("owner", rights.owner())
                .put("group", rights.group())
                .put("mode", rights.mode())
                .put("mayOpen", rights.mayOpen());
    }

    private static Json describe(Holder holder) {
        return new Json().put("pid", holder.pid()).put("name", holder.name());
    }
}
