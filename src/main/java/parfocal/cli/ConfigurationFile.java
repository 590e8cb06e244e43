package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.cli.Configuration.HistoryEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.cli.Configuration.RigEntry;
import parfocal.cli.Configuration.Servers;
import parfocal.link.Address;
import parfocal.rig.RigPlan;
import parfocal.wire.alpaca.AlpacaType;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/// Reads a [Configuration], table by table. Whatever is wrong is told with the file, the line and what could be written instead.
final class ConfigurationFile {
    private ConfigurationFile() {}

    /// @throws Misuse when it is not there, cannot be read, or says something impossible
    static Configuration read(Path file) throws Misuse {
        String name = file.getFileName().toString();
        String text = text(file);
        KeyLines lines = KeyLines.of(name, text);
        try {
            return of(new Table(lines, new TomlMapper().readTree(text)), lines);
        } catch (JacksonException malformed) {
            throw new Misuse(TomlTrouble.of(name, text, malformed), malformed);
        }
    }

    private static String text(Path file) throws Misuse {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new Misuse("There is no configuration file %s.".formatted(file), missing);
        } catch (IOException unreadable) {
            throw new Misuse(
                    "%s cannot be read: %s.".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    private interface Section<T> {
        T read(Table table) throws Misuse;
    }

    private static Configuration of(Table root, KeyLines lines) throws Misuse {
        Servers servers = one(root, "server", ServerSection::read).orElse(Servers.DEFAULTS);
        var read =
                new Configuration(
                        servers,
                        all(root, "focuser", FocuserSection::read),
                        all(root, "camera", table -> remote(table, AlpacaType.CAMERA)),
                        all(root, "filter-wheel", table -> remote(table, AlpacaType.FILTER_WHEEL)),
                        all(
                                root,
                                "sensor",
                                table -> remote(table, AlpacaType.OBSERVING_CONDITIONS)),
                        all(root, "rig", ConfigurationFile::rig),
                        one(root, "history", BookkeepingSections::history)
                                .orElse(HistoryEntry.DEFAULTS),
                        one(root, "mqtt", BookkeepingSections::mqtt));
        root.requireNothingElse();
        new Agreement(read, lines).require();
        return read;
    }

    private static <T> Optional<T> one(Table root, String key, Section<T> section) throws Misuse {
        Optional<Table> table = root.table(key);
        return table.isPresent() ? Optional.of(section.read(table.get())) : Optional.empty();
    }

    private static <T> List<T> all(Table root, String key, Section<T> section) throws Misuse {
        var all = new ArrayList<T>();
        for (Table table : root.tables(key)) {
            all.add(section.read(table));
        }
        return List.copyOf(all);
    }

    private static RemoteEntry remote(Table table, AlpacaType type) throws Misuse {
        boolean attached = type != AlpacaType.OBSERVING_CONDITIONS;
        String name = table.required("name", attached ? "Main camera" : "Roof");
        String id = id(table, name);
        Address address = table.address("http://HOST:11111/api/v1/%s/0".formatted(type.path()));
        Optional<String> focuser = attached ? table.text("focuser") : Optional.empty();
        table.requireNothingElse();
        try {
            RemoteDevices.requireFit(address, type);
        } catch (IllegalArgumentException wrong) {
            throw table.said("address", wrong);
        }
        return new RemoteEntry(id, name, address, focuser);
    }

    private static RigEntry rig(Table table) throws Misuse {
        String name = table.required("name", "refractor-80");
        long seed = table.whole("seed").orElse(1);
        Optional<Table> changes = table.table("set");
        table.requireNothingElse();
        RigPlan plan;
        try {
            plan = SimulatedNight.plan(name);
        } catch (Misuse wrong) {
            throw table.said("name", wrong);
        }
        return new RigEntry(changes.isPresent() ? changed(plan, changes.get(), table) : plan, seed);
    }

    private static RigPlan changed(RigPlan plan, Table changes, Table rig) throws Misuse {
        RigPlan changed = plan;
        for (var change : rig.texts("set").entrySet()) {
            try {
                changed = changed.with(change.getKey(), change.getValue());
            } catch (IllegalArgumentException wrong) {
                String home = changes.elsewhere(change.getKey()).map(" "::concat).orElse("");
                throw changes.said(change.getKey(), new Misuse(wrong.getMessage() + home, wrong));
            }
        }
        return changed;
    }

    static String id(Table table, String name) throws Misuse {
        String id = table.text("id").orElseGet(() -> Configuration.idOf(name));
        if (!id.equals(Configuration.idOf(id))) {
            throw table.wrong(
                    "id",
                    "has lower-case letters, digits and single hyphens; '%s' would be '%s'"
                            .formatted(id, Configuration.idOf(id)));
        }
        return id;
    }
}
