package parfocal.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who runs and who has what open, from Linux's `/proc`. Open files of other users' processes are visible to root only.
final class Processes {
    private final SystemFiles files;
    private final Map<Long, String> names = new LinkedHashMap<>();
    private final Map<String, List<Holder>> holders = new LinkedHashMap<>();

    private Processes(SystemFiles files) {
        this.files = files;
    }

    /// All processes as they are now.
    static Processes now(SystemFiles files) {
        var processes = new Processes(files);
        for (Path folder : files.entries(files.at("proc"))) {
            String pid = SystemFiles.nameOf(folder);
            if (pid.matches("[0-9]{1,18}")) {
                processes.look(Long.parseLong(pid), folder);
            }
        }
        return processes;
    }

    private void look(long pid, Path folder) {
        String name = name(folder);
        names.put(pid, name);
        for (Path open : files.entries(folder.resolve("fd"))) {
            Optional<String> target = files.linkText(open);
            if (target.isPresent()
                    && (target.get().startsWith("/dev/") || target.get().startsWith("socket:"))) {
                List<Holder> those = holders.computeIfAbsent(target.get(), _ -> new ArrayList<>());
                var holder = new Holder(pid, name);
                if (!those.contains(holder)) {
                    those.add(holder);
                }
            }
        }
    }

    /// The program's name; ours for a Java that runs us.
    private String name(Path folder) {
        String name = files.text(folder.resolve("comm")).orElse("?");
        boolean ours =
                name.equals("java")
                        && files.text(folder.resolve("cmdline"))
                                .filter(line ->
                                        line.contains("parfocal.jar")
                                                || line.contains("parfocal.cli.Parfocal"))
                                .isPresent();
        return ours ? "parfocal" : name;
    }

    /// Who has a device open, by the name the kernel knows it by. Who made a pseudo-terminal has both its ends, and counts only
    /// when nobody else has this one.
    List<Holder> holding(String device) {
        List<Holder> all = holders.getOrDefault(device, List.of());
        if (!device.startsWith("/dev/pts/")) {
            return all;
        }
        List<Holder> makers = new ArrayList<>(holders.getOrDefault("/dev/ptmx", List.of()));
        makers.addAll(holders.getOrDefault("/dev/pts/ptmx", List.of()));
        List<Holder> guests = all.stream().filter(holder -> !makers.contains(holder)).toList();
        return guests.isEmpty() ? all : guests;
    }

    /// The process of this number, if it still runs.
    Optional<Holder> numbered(String pid) {
        return pid.matches("[0-9]{1,18}")
                ? Optional.ofNullable(names.get(Long.valueOf(pid)))
                        .map(name -> new Holder(Long.parseLong(pid), name))
                : Optional.empty();
    }

    /// Who has a socket open.
    List<Holder> holdingSocket(String inode) {
        return holding("socket:[" + inode + "]");
    }

    /// Running programs whose name begins so. Linux cuts names after 15 characters.
    List<Holder> named(String beginning) {
        return names.entrySet().stream()
                .filter(process -> process.getValue().startsWith(beginning))
                .map(process -> new Holder(process.getKey(), process.getValue()))
                .toList();
    }

    boolean modemManagerRuns() {
        return names.containsValue("ModemManager");
    }

    boolean isThisOne(Holder holder) {
        return files.linkText(files.at("proc/self"))
                .filter(self -> self.equals(Long.toString(holder.pid())))
                .isPresent();
    }
}
