package parfocal.link;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why a serial port cannot be opened, each with its own cure. The list is closed.
public sealed interface PortTrouble {
    /// What installs our udev rule; from a checkout, or wherever the rules file was unpacked.
    List<String> INSTALL_RULE =
            List.of(
                    "sudo cp packaging/linux/60-parfocal.rules /etc/udev/rules.d/",
                    "sudo udevadm control --reload && sudo udevadm trigger");

    /// As the user wrote it.
    String port();

    /// Nothing of that name.
    record Missing(String port) implements PortTrouble {}

    /// Something of that name that is no serial port.
    record NotAPort(String port) implements PortTrouble {}

    /// The port belongs to a group that the user is not in.
    record GroupNotJoined(String port, String group, String user) implements PortTrouble {}

    /// The user was added to the group after this login began, and a login keeps the groups it began with.
    record LoginOlderThanGroup(String port, String group, String user) implements PortTrouble {}

    /// No group would help: the file is for its owner alone, or something else than the file forbids it.
    ///
    /// @param onUsb whether a udev rule by USB ids could open it
    record NoRight(String port, PortRights rights, boolean onUsb) implements PortTrouble {}

    /// ModemManager has it open, which is how it looks for modems.
    record HeldByModemProbe(String port, Holder holder) implements PortTrouble {}

    /// Other programs have it open.
    record Held(String port, List<Holder> holders) implements PortTrouble {
        public Held {
            holders = List.copyOf(holders);
        }
    }

    /// This very process has it open.
    record HeldHere(String port) implements PortTrouble {}

    /// It is there and allowed and does not open; whoever holds it is another user's process, which the system hides.
    record HeldUnseen(String port, boolean modemManagerRuns) implements PortTrouble {}

    /// One word for programs.
    default String word() {
        return switch (this) {
            case Missing _ -> "missing";
            case NotAPort _ -> "not-a-port";
            case GroupNotJoined _ -> "group-not-joined";
            case LoginOlderThanGroup _ -> "login-older-than-group";
            case NoRight _ -> "no-right";
            case HeldByModemProbe _ -> "held-by-modemmanager";
            case Held _ -> "held";
            case HeldHere _ -> "held-here";
            case HeldUnseen _ -> "held-unseen";
        };
    }

    /// What happened and what to do, without the commands.
    default String message() {
        return switch (this) {
            case Missing(String port) ->
                    "there is no port %s. Plug the device in; `parfocal ports` lists what is there."
                            .formatted(port);
            case NotAPort(String port) ->
                    "%s is no serial port. `parfocal ports` lists those that are there."
                            .formatted(port);
            case GroupNotJoined(String port, String group, String user) ->
                    "%s may not open %s, which is for the group %s. Join it and log in again, or install the udev rule."
                            .formatted(user, port, group);
            case LoginOlderThanGroup(String port, String group, String user) ->
                    ("%s may not open %s yet: the group %s was joined, but this login is older. Log out of the whole"
                                    + " desktop and in again, or restart the computer.")
                            .formatted(user, port, group);
            case NoRight(String port, PortRights rights, boolean onUsb) ->
                    "this user may not open %s (owner %s, group %s, %s), and joining a group does not help. %s"
                            .formatted(
                                    port,
                                    rights.owner(),
                                    rights.group(),
                                    rights.mode(),
                                    onUsb
                                            ? "Install the udev rule, or look whether a container or sandbox keeps the"
                                                    + " port away."
                                            : "The system keeps it for itself, perhaps as a console, or a container or"
                                                    + " sandbox keeps it away; use another port.");
            case HeldByModemProbe(String port, Holder holder) ->
                    ("%s is held by %s, which takes every new port for a modem and writes to it. Keep it away with the"
                                    + " udev rule, or switch it off, and plug the device in again.")
                            .formatted(port, holder);
            case Held(String port, List<Holder> holders)
                    when holders.stream().allMatch(Holder::isParfocal) ->
                    "%s is held by another Parfocal: %s. Work through that one, or stop it."
                            .formatted(port, names(holders));
            case Held(String port, List<Holder> holders) ->
                    "%s is held by another program: %s. Close it, or disconnect the focuser there."
                            .formatted(port, names(holders));
            case HeldHere(String port) ->
                    "%s is open already in this very program, for another device. Give one of the two another port."
                            .formatted(port);
            case HeldUnseen(String port, boolean modemManagerRuns) ->
                    "%s is there and cannot be opened: another program holds it, and the system does not tell this user which%s."
                            .formatted(
                                    port,
                                    modemManagerRuns
                                            ? ". ModemManager runs and is the likely one: it takes every new port for"
                                                    + " a modem, and often lets go within half a minute"
                                            : "");
        };
    }

    /// Commands to type, in this order; empty where there is nothing to type.
    default List<String> cures() {
        return switch (this) {
            case Missing _, NotAPort _, HeldHere _ -> List.of();
            case GroupNotJoined(_, String group, String user) ->
                    List.of("sudo usermod -aG %s %s".formatted(group, user));
            case LoginOlderThanGroup(_, String group, _) -> List.of("newgrp " + group);
            case NoRight(_, _, boolean onUsb) -> onUsb ? INSTALL_RULE : List.of();
            case HeldByModemProbe _ -> awayWithModemManager();
            case Held(_, List<Holder> holders) ->
                    holders.stream().map(holder -> "kill " + holder.pid()).toList();
            case HeldUnseen(String port, boolean modemManagerRuns) ->
                    modemManagerRuns ? awayWithModemManager() : whoHolds(port);
        };
    }

    /// The message, and the commands in it.
    default String sentence() {
        return cures().isEmpty()
                ? message()
                : "%s Type: %s"
                        .formatted(
                                message(),
                                cures().stream()
                                        .map("`%s`"::formatted)
                                        .collect(Collectors.joining(", ")));
    }

    private static String names(List<Holder> holders) {
        return holders.stream().map(Holder::toString).collect(Collectors.joining(", "));
    }

    private static List<String> awayWithModemManager() {
        return Stream.concat(
                        INSTALL_RULE.stream(),
                        Stream.of("sudo systemctl disable --now ModemManager"))
                .toList();
    }

    private static List<String> whoHolds(String port) {
        if (port.startsWith("/dev/cu.")) {
            return List.of("sudo lsof " + port);
        }
        // Windows has no such command of its own.
        return port.startsWith("/") ? List.of("sudo fuser -v " + port) : List.of();
    }
}
