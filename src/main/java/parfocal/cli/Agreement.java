package parfocal.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import parfocal.cli.Configuration.CameraEntry;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.compensation.CompensationWish;
import parfocal.link.Address;

/// Whether the entries of a configuration go together: each device has an address of its own, and whatever is named is
/// there.
final class Agreement {
    private final Configuration read;
    private final KeyLines lines;
    private final Mistakes mistakes;

    /// @param mistakes gets what does not go together
    Agreement(Configuration read, KeyLines lines, Mistakes mistakes) {
        this.read = read;
        this.lines = lines;
        this.mistakes = mistakes;
    }

    void require() throws Misuse {
        requireOwnIds("focuser", read.focusers());
        requireOwnIds("camera", read.cameras());
        requireOwnIds("filter-wheel", read.wheels());
        requireOwnIds("sensor", read.sensors());
        requireOwnAddresses();
        requireFocusers("camera", read.cameras().stream().map(CameraEntry::remote).toList());
        requireFocusers("filter-wheel", read.wheels());
        requireSensorsApart();
        requireSensors();
        mistakes.requireNone();
    }

    private void wrong(String kind, int index, String key, String sentence) {
        mistakes.add(new Misuse(lines.at("%s[%d].%s".formatted(kind, index, key)) + sentence));
    }

    private void requireOwnAddresses() {
        var taken = new HashMap<String, FocuserEntry>();
        for (FocuserEntry focuser : read.focusers()) {
            FocuserEntry other = taken.put(device(focuser.address()), focuser);
            if (other != null) {
                wrong(
                        "focuser",
                        read.focusers().indexOf(focuser),
                        "address",
                        "[[focuser]] \"%s\" and \"%s\" have one address, %s. A device has one owner: give each its own, or take one out."
                                .formatted(other.name(), focuser.name(), focuser.address()));
            }
        }
    }

    private void requireSensorsApart() {
        for (RemoteEntry sensor : read.sensors()) {
            if (isFocuser(sensor.name()) || isFocuser(sensor.id())) {
                wrong(
                        "sensor",
                        read.sensors().indexOf(sensor),
                        "name",
                        "[[sensor]] \"%s\" is called like a focuser, and a compensation could not tell which is meant. Give it another name."
                                .formatted(sensor.name()));
            }
        }
    }

    private void requireSensors() {
        List<String> thermometers = focusers();
        read.sensors().forEach(sensor -> thermometers.add(sensor.name()));
        for (FocuserEntry focuser : read.focusers()) {
            Optional<String> wanted = focuser.compensation().sensor();
            if (wanted.isPresent()
                    && !wanted.get().equals(CompensationWish.OWN)
                    && !isFocuser(wanted.get())
                    && read.sensors().stream()
                            .noneMatch(sensor -> sensor.isMeantBy(wanted.get()))) {
                wrong(
                        "focuser",
                        read.focusers().indexOf(focuser),
                        "compensation.sensor",
                        "[[focuser]] \"%s\", compensation: sensor \"%s\" does not exist. It can be own, %s."
                                .formatted(
                                        focuser.name(),
                                        wanted.get(),
                                        String.join(", ", thermometers)));
            }
        }
    }

    private List<String> focusers() {
        var names = new ArrayList<String>();
        read.focusers().forEach(focuser -> names.add(focuser.name()));
        read.rigs().forEach(rig -> names.add(rig.plan().name()));
        return names;
    }

    private void requireOwnIds(String kind, List<? extends Named> entries) {
        var taken = new HashMap<String, Named>();
        for (Named entry : entries) {
            Named other = taken.put(entry.id(), entry);
            if (other != null) {
                wrong(
                        kind,
                        entries.indexOf(entry),
                        "name",
                        "[[%s]] \"%s\" and \"%s\" have one id, %s, under which they would be remembered as one. Choose another name, or give one of them an id of its own."
                                .formatted(kind, other.name(), entry.name(), entry.id()));
            }
        }
    }

    private void requireFocusers(String kind, List<RemoteEntry> entries) {
        List<String> focusers = focusers();
        for (RemoteEntry entry : entries) {
            Optional<String> wanted = entry.focuser();
            if (wanted.isPresent() && !isFocuser(wanted.get())) {
                wrong(
                        kind,
                        entries.indexOf(entry),
                        "focuser",
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

    private boolean isFocuser(String wanted) {
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
