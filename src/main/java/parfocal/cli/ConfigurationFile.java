package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.cli.Configuration.CameraEntry;
import parfocal.cli.Configuration.HistoryEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.cli.Configuration.RigEntry;
import parfocal.cli.Configuration.Servers;
import parfocal.hub.CameraCare;
import parfocal.hub.SensorFiles;
import parfocal.link.Address;
import parfocal.rig.RigPlan;
import parfocal.wire.alpaca.AlpacaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// Reads a [Configuration], table by table. Whatever is wrong is told with the file, the line and what could be written instead.
final class ConfigurationFile {
    private final Path file;
    private final KeyLines lines;
    private final Mistakes mistakes = new Mistakes();

    private ConfigurationFile(Path file, KeyLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /// @throws Misuse when it is not there, cannot be read, or says something impossible; with all that is wrong
    static Configuration read(Path file) throws Misuse {
        String name = file.getFileName().toString();
        String text = text(file);
        KeyLines lines = KeyLines.of(name, text);
        try {
            return new ConfigurationFile(file, lines).of(new TomlMapper().readTree(text));
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

    private Configuration of(JsonNode tree) throws Misuse {
        var root = new Table(lines, tree, mistakes);
        Servers servers = one(root, "server", ServerSection::read).orElse(Servers.DEFAULTS);
        var read =
                new Configuration(
                        servers,
                        all(root, "focuser", FocuserSection::read),
                        all(root, "camera", this::camera),
                        all(root, "filter-wheel", table -> remote(table, AlpacaType.FILTER_WHEEL)),
                        all(
                                root,
                                "sensor",
                                table -> remote(table, AlpacaType.OBSERVING_CONDITIONS)),
                        all(root, "rig", this::rig),
                        one(root, "history", BookkeepingSections::history)
                                .orElse(HistoryEntry.DEFAULTS),
                        one(root, "mqtt", BookkeepingSections::mqtt));
        root.requireNothingElse();
        // What does not go together is only to be seen where each is right by itself.
        mistakes.requireNone();
        new Agreement(read, lines, mistakes).require();
        return read;
    }

    private <T> Optional<T> one(Table root, String key, Section<T> section) {
        try {
            Optional<Table> table = root.table(key);
            return table.isPresent() ? Optional.of(section.read(table.get())) : Optional.empty();
        } catch (Misuse mistake) {
            mistakes.add(mistake);
            return Optional.empty();
        }
    }

    private <T> List<T> all(Table root, String key, Section<T> section) {
        var all = new ArrayList<T>();
        try {
            for (Table table : root.tables(key)) {
                one(table, section).ifPresent(all::add);
            }
        } catch (Misuse mistake) {
            mistakes.add(mistake);
        }
        return List.copyOf(all);
    }

    private <T> Optional<T> one(Table table, Section<T> section) {
        try {
            return Optional.of(section.read(table));
        } catch (Misuse mistake) {
            mistakes.add(mistake);
            return Optional.empty();
        }
    }

    private CameraEntry camera(Table table) throws Misuse {
        CameraCare care = care(table);
        return new CameraEntry(remote(table, AlpacaType.CAMERA), care);
    }

    /// Whether its files are there shows when a run begins: a night does not stay away for one of them.
    private CameraCare care(Table table) throws Misuse {
        return new CameraCare(
                new SensorFiles(beside(table, "dark"), beside(table, "bad-pixels")),
                table.flag("learn-pixels").orElse(false),
                table.flag("advice").orElse(true));
    }

    /// A file, named from the configuration's folder.
    private Optional<Path> beside(Table table, String key) throws Misuse {
        try {
            return table.text(key).map(file::resolveSibling);
        } catch (InvalidPathException impossible) {
            throw table.said(key, impossible);
        }
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

    private RigEntry rig(Table table) throws Misuse {
        String name = table.required("name", "refractor-80");
        long seed = table.whole("seed").orElse(1);
        CameraCare care = care(table);
        Optional<Table> changes = table.table("set");
        table.requireNothingElse();
        RigPlan plan;
        try {
            plan = SimulatedNight.plan(name);
        } catch (Misuse wrong) {
            throw table.said("name", wrong);
        }
        return new RigEntry(
                changes.isPresent() ? changed(plan, changes.get(), table) : plan, seed, care);
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
