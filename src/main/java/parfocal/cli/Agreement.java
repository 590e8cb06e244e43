package parfocal.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.cli.Configuration.RigEntry;
import parfocal.link.Address;

/// Whether the entries of a configuration go together: each device has an address of its own, and a camera stands behind a focuser that
/// there is.
final class Agreement {
    private Agreement() {}

    static void require(List<FocuserEntry> focusers, List<RemoteEntry> cameras, List<RigEntry> rigs)
            throws Misuse {
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

    private static void requireFocuser(
            RemoteEntry camera, String wanted, List<FocuserEntry> focusers, List<RigEntry> rigs)
            throws Misuse {
        var names = new ArrayList<String>();
        focusers.forEach(focuser -> names.add(focuser.name()));
        rigs.forEach(rig -> names.add(rig.plan().name()));
        String id = Configuration.idOf(wanted);
        if (names.stream().noneMatch(name -> Configuration.idOf(name).equals(id))) {
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
