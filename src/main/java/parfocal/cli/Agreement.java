package parfocal.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.compensation.CompensationWish;
import parfocal.link.Address;

/// Whether the entries of a configuration go together: each device has an address of its own, and whatever is named is
/// there.
final class Agreement {
    private Agreement() {}

    static void require(Configuration read) throws Misuse {
        requireOwnIds("focuser", read.focusers());
        requireOwnIds("camera", read.cameras());
        requireOwnIds("filter-wheel", read.wheels());
        requireOwnIds("sensor", read.sensors());
        var taken = new HashMap<String, FocuserEntry>();
        for (FocuserEntry focuser : read.focusers()) {
            FocuserEntry other = taken.put(device(focuser.address()), focuser);
            if (other != null) {
                throw new Misuse(
                        "[[focuser]] \"%s\" and \"%s\" have one address, %s. A device has one owner: give each its own, or take one out."
                                .formatted(other.name(), focuser.name(), focuser.address()));
            }
        }
        requireFocusers("camera", read.cameras(), read);
        requireFocusers("filter-wheel", read.wheels(), read);
        for (RemoteEntry sensor : read.sensors()) {
            if (isFocuser(read, sensor.name()) || isFocuser(read, sensor.id())) {
                throw new Misuse(
                        "[[sensor]] \"%s\" is called like a focuser, and a compensation could not tell which is meant. Give it another name."
                                .formatted(sensor.name()));
            }
        }
        List<String> thermometers = focusers(read);
        read.sensors().forEach(sensor -> thermometers.add(sensor.name()));
        for (FocuserEntry focuser : read.focusers()) {
            Optional<String> wanted = focuser.compensation().sensor();
            if (wanted.isPresent()
                    && !wanted.get().equals(CompensationWish.OWN)
                    && !isFocuser(read, wanted.get())
                    && read.sensors().stream()
                            .noneMatch(sensor -> sensor.isMeantBy(wanted.get()))) {
                throw new Misuse(
                        "[[focuser]] \"%s\", compensation: sensor \"%s\" does not exist. It can be own, %s."
                                .formatted(
                                        focuser.name(),
                                        wanted.get(),
                                        String.join(", ", thermometers)));
            }
        }
    }

    private static List<String> focusers(Configuration read) {
        var names = new ArrayList<String>();
        read.focusers().forEach(focuser -> names.add(focuser.name()));
        read.rigs().forEach(rig -> names.add(rig.plan().name()));
        return names;
    }

    private static void requireOwnIds(String kind, List<? extends Named> entries) throws Misuse {
        var taken = new HashMap<String, Named>();
        for (Named entry : entries) {
            Named other = taken.put(entry.id(), entry);
            if (other != null) {
                throw new Misuse(
                        "[[%s]] \"%s\" and \"%s\" have one id, %s, under which they would be remembered as one. Choose another name, or give one of them an id of its own."
                                .formatted(kind, other.name(), entry.name(), entry.id()));
            }
        }
    }

    private static void requireFocusers(String kind, List<RemoteEntry> entries, Configuration read)
            throws Misuse {
        List<String> focusers = focusers(read);
        for (RemoteEntry entry : entries) {
            Optional<String> wanted = entry.focuser();
            if (wanted.isPresent() && !isFocuser(read, wanted.get())) {
                throw new Misuse(
                        "[[%s]] \"%s\": focuser \"%s\" does not exist. There %s."
                                .formatted(
                                        kind,
                                        entry.name(),
                                        wanted.get(),
                                        focusers.isEmpty()
                                                ? "is none"
                                                : (focusers.size() == 1 ? "is " : "are ")
                                                        + String.join(", ", focusers)));
            }
        }
    }

    private static boolean isFocuser(Configuration read, String wanted) {
        return read.focusers().stream().anyMatch(focuser -> focuser.isMeantBy(wanted))
                || read.rigs().stream()
                        .anyMatch(rig -> rig.plan().name().equals(Configuration.idOf(wanted)));
    }

    /// What the address leads to: the port behind a link, and without what only tells the driver how to use it.
    private static String device(Address address) {
        return switch (address) {
            case Address.Serial(String port) -> port(port);
            case Address.Tcp tcp -> tcp.toString();
            case Address.Url(var uri) -> uri.toString().replaceAll("[?#].*$", "");
        };
    }

    private static String port(String port) {
        try {
            return Path.of(port).toRealPath().toString();
        } catch (IOException | InvalidPathException _) {
            // Not plugged in just now, or a name such as COM3.
            return port;
        }
    }
}
