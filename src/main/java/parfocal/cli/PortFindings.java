package parfocal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.link.Holder;
import parfocal.link.ModemProbe;
import parfocal.link.PortInfo;
import parfocal.link.PortTrouble;

/// What the doctor finds at the serial ports.
final class PortFindings {
    private static final String SUBJECT = "port ";

    private PortFindings() {}

    static List<Finding> of(List<PortInfo> ports, List<Holder> modemManagers) {
        var findings = new ArrayList<Finding>();
        if (ports.isEmpty()) {
            findings.add(
                    Finding.warning(
                            "ports",
                            "No serial port is there. Plug the focuser in, switch its power on, and try another cable."));
        }
        ports.forEach(port -> findings.add(of(port)));
        findings.add(modemManager(ports, modemManagers));
        return List.copyOf(findings);
    }

    private static Finding of(PortInfo port) {
        String subject = SUBJECT + port.name();
        if (port.trouble().isEmpty()) {
            return Finding.ok(subject, "is free, as far as can be seen without opening it.");
        }
        PortTrouble trouble = port.trouble().get();
        String[] cures = trouble.cures().toArray(String[]::new);
        return switch (trouble) {
            case PortTrouble.Held(_, var holders)
                    when holders.stream().allMatch(Holder::isParfocal) ->
                    Finding.ok(
                            subject,
                            "is held by Parfocal itself: %s.".formatted(holders.getFirst()));
            // That may well be meant so.
            case PortTrouble.Held _, PortTrouble.HeldHere _ ->
                    Finding.warning(subject, trouble.message(), cures);
            case PortTrouble.GroupNotJoined _,
                    PortTrouble.LoginOlderThanGroup _,
                    PortTrouble.NoRight _,
                    PortTrouble.HeldByModemProbe _,
                    PortTrouble.HeldUnseen _,
                    PortTrouble.Missing _,
                    PortTrouble.NotAPort _ ->
                    // A computer's own port has seldom anything plugged in.
                    port.usb().isPresent()
                            ? Finding.trouble(subject, trouble.message(), cures)
                            : Finding.warning(subject, trouble.message(), cures);
        };
    }

    private static Finding modemManager(List<PortInfo> ports, List<Holder> running) {
        if (running.isEmpty()) {
            return Finding.ok("ModemManager", "does not run.");
        }
        List<String> exposed =
                ports.stream()
                        .filter(port -> modemManager(port).isPresent())
                        .map(PortInfo::name)
                        .toList();
        return exposed.isEmpty()
                ? Finding.ok("ModemManager", "runs, and no USB port here is open to it.")
                : Finding.warning(
                        "ModemManager",
                        ("runs and was not told to leave %s alone. It may open a new port and write to it, which confuses"
                                        + " some focusers. Install the udev rule.")
                                .formatted(String.join(", ", exposed)),
                        PortTrouble.INSTALL_RULE.toArray(String[]::new));
    }

    /// What ModemManager may yet do to a port on USB, for people.
    static Optional<String> modemManager(PortInfo port) {
        return port.modemProbe() == ModemProbe.MAY_PROBE && port.usb().isPresent()
                ? Optional.of(
                        "ModemManager runs and may try this port for a modem; `parfocal doctor` has the cure.")
                : Optional.empty();
    }
}
