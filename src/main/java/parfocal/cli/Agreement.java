package parfocal.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.cli.Configuration.RigEntry;
import parfocal.link.Address;

/// Whether the entries of a configuration go together: each device has an address of its own, and a camera stands behind a focuser that
/// there is.
final class Agreement {
    private Agreement() {}

    static void require(
            List<FocuserEntry> focusers,
            List<RemoteEntry> cameras,
            List<RemoteEntry> wheels,
            List<RigEntry> rigs)
            throws Misuse {
        requireOwnIds("focuser", focusers, FocuserEntry::id, FocuserEntry::name);
        requireOwnIds("camera", cameras, RemoteEntry::id, RemoteEntry::name);
        requireOwnIds("filter-wheel", wheels, RemoteEntry::id, RemoteEntry::name);
        var taken = new HashMap<String, FocuserEntry>();
        for (FocuserEntry focuser : focusers) {
            FocuserEntry other = taken.put(device(focuser.address()), focuser);
            if (other != null) {
                throw new Misuse(
                        "[[focuser]] \"%s\" and \"%s\" have one address, %s. A device has one owner: give each its own, or take one out."
                                .formatted(other.name(), focuser.name(), focuser.address()));
            }
        }
        for (RemoteEntry camera : cameras) {
            if (camera.focuser().isPresent()) {
                requireFocuser(camera, camera.focuser().get(), focusers, rigs);
            }
        }
    }

    private static <T> void requireOwnIds(
            String kind, List<T> entries, Function<T, String> id, Function<T, String> name)
            throws Misuse {
        var taken = new HashMap<String, T>();
        for (T entry : entries) {
            T other = taken.put(id.apply(entry), entry);
            if (other != null) {
                throw new Misuse(
                        "[[%s]] \"%s\" and \"%s\" have one id, %s, under which they would be remembered as one. Choose another name, or give one of them an id of its own."
                                .formatted(
                                        kind,
                                        name.apply(other),
                                        name.apply(entry),
                                        id.apply(entry)));
            }
        }
    }

    private static void requireFocuser(
            RemoteEntry camera, String wanted, List<FocuserEntry> focusers, List<RigEntry> rigs)
            throws Misuse {
        var names = new ArrayList<String>();
        focusers.forEach(focuser -> names.add(focuser.name()));
        rigs.forEach(rig -> names.add(rig.plan().name()));
        String id = Configuration.idOf(wanted);
        boolean known =
                focusers.stream().anyMatch(focuser -> focuser.isMeantBy(wanted))
                        || rigs.stream().anyMatch(rig -> rig.plan().name().equals(id));
        if (!known) {
            throw new Misuse(
                    "[[camera]] \"%s\": focuser \"%s\" does not exist. There %s."
                            .formatted(
                                    camera.name(),
                                    wanted,
                                    names.isEmpty()
                                            ? "is none"
                                            : (names.size() == 1 ? "is " : "are ")
                                                    + String.join(", ", names)));
        }
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
