package parfocal.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Who may open a device file, and why this user may not.
///
/// @param user    the one who runs this
/// @param mayOpen what the system itself answers, access lists and all
record LinuxRights(SystemFiles files, String user, Predicate<Path> mayOpen) {

    Optional<PortRights> of(Path device) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(device);
            return Optional.of(
                    new PortRights(
                            name("etc/passwd", id(device, "uid")),
                            name("etc/group", id(device, "gid")),
                            PosixFilePermissions.toString(mode),
                            mayOpen.test(device)));
        } catch (IOException | UnsupportedOperationException _) {
            // Gone since it was listed.
            return Optional.empty();
        }
    }

    /// Why this user may not open it, if so.
    ///
    /// @param onUsb whether a udev rule could help
    Optional<PortTrouble> trouble(String port, PortRights rights, boolean onUsb) {
        if (rights.mayOpen()) {
            return Optional.empty();
        }
        Optional<List<String>> group =
                entries("etc/group")
                        .filter(entry -> entry.getFirst().equals(rights.group()))
                        .findFirst();
        boolean forTheGroup = rights.groupMayUse() && !rights.group().equals("root");
        if (!forTheGroup || group.isEmpty() || sessionIsIn(group.get().get(2))) {
            return Optional.of(new PortTrouble.NoRight(port, rights, onUsb));
        }
        return Optional.of(
                hasJoined(group.get())
                        ? new PortTrouble.LoginOlderThanGroup(port, rights.group(), user)
                        : new PortTrouble.GroupNotJoined(port, rights.group(), user));
    }

    /// The groups a session has are those of its beginning.
    private boolean sessionIsIn(String gid) {
        return files.lines("proc/self/status").stream()
                .filter(line -> line.startsWith("Groups:") || line.startsWith("Gid:"))
                .flatMap(line -> Arrays.stream(line.split("\\s+")))
                .anyMatch(gid::equals);
    }

    private boolean hasJoined(List<String> group) {
        boolean listed = group.size() > 3 && List.of(group.get(3).split(",")).contains(user);
        return listed
                || entries("etc/passwd")
                        .anyMatch(entry ->
                                entry.getFirst().equals(user)
                                        && entry.size() > 3
                                        && entry.get(3).equals(group.get(2)));
    }

    private static String id(Path file, String kind) throws IOException {
        return String.valueOf(Files.getAttribute(file, "unix:" + kind));
    }

    private String name(String table, String id) {
        return entries(table)
                .filter(entry -> entry.get(2).equals(id))
                .map(List::getFirst)
                .findFirst()
                .orElse(id);
    }

    private java.util.stream.Stream<List<String>> entries(String table) {
        return files.lines(table).stream()
                .map(line -> List.of(line.split(":", -1)))
                .filter(entry -> entry.size() > 2);
    }
}
