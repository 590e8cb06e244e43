package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.report.Json;
import parfocal.server.panel.Workbench;

/// Wires devices by changing the configuration file, which the hub reads again as it does after a change by hand.
final class FileWorkbench implements Workbench {
    private final Path file;

    FileWorkbench(Path file) {
        this.file = file;
    }

    @Override
    public String place() {
        return file.toAbsolutePath().toString();
    }

    @Override
    public Json ask(String driverId, String address) throws DeviceException {
        try {
            var nobody = new PrintWriter(Writer.nullWriter());
            return Answer.of(Choice.driver(driverId), address, nobody).describe();
        } catch (Refusal | Misuse none) {
            throw refused("to say who it is", address, String.valueOf(none.getMessage()), none);
        }
    }

    @Override
    public synchronized void add(Entry entry) throws DeviceException {
        if (entry.address().orElse("").chars().anyMatch(Character::isISOControl)) {
            throw refused("to be added", entry.name(), "its address has control characters.", null);
        }
        String text = read();
        if (ConfigurationText.without(text, entry.kind(), entry.name()).isPresent()) {
            throw refused(
                    "to be added",
                    entry.name(),
                    "there is one of that name. Choose another.",
                    null);
        }
        replace(entry.name(), ConfigurationText.with(text, entry));
    }

    @Override
    public synchronized void rename(String kind, String name, String newName)
            throws DeviceException {
        String text = read();
        if (!name.equals(newName) && ConfigurationText.without(text, kind, newName).isPresent()) {
            throw refused(
                    "to be called '%s'".formatted(newName),
                    name,
                    "another one is called so. Choose another name.",
                    null);
        }
        Optional<String> renamed = ConfigurationText.renamed(text, kind, name, newName);
        if (renamed.isEmpty()) {
            throw refused(
                    "to be renamed",
                    name,
                    "%s has no [[%s]] of that name.".formatted(file, kind),
                    null);
        }
        replace(name, renamed.get());
    }

    @Override
    public Optional<Habits> habits(String focuser) throws DeviceException {
        try {
            return Files.exists(file)
                    ? Configuration.read(file).focusers().stream()
                            .filter(entry -> entry.name().equals(focuser))
                            .findFirst()
                            .map(entry -> new Habits(entry.trace(), entry.resetOnConnect()))
                    : Optional.empty();
        } catch (Misuse mistake) {
            throw refused("to be told of", focuser, String.valueOf(mistake.getMessage()), mistake);
        }
    }

    @Override
    public synchronized void change(String focuser, Habits habits) throws DeviceException {
        Optional<String> changed =
                ConfigurationText.flagged(read(), focuser, "trace", habits.trace());
        if (changed.isPresent()) {
            changed =
                    ConfigurationText.flagged(
                            changed.get(), focuser, "reset-on-connect", habits.resetOnConnect());
        }
        if (changed.isEmpty()) {
            throw refused(
                    "to be treated otherwise",
                    focuser,
                    "%s has no [[focuser]] of that name.".formatted(file),
                    null);
        }
        replace(focuser, changed.get());
    }

    /// Has the hub reach a focuser by another address.
    synchronized void readdress(String name, String address) throws DeviceException {
        Optional<String> changed = ConfigurationText.readdressed(read(), name, address);
        if (changed.isEmpty()) {
            throw refused(
                    "to be reached by another address",
                    name,
                    "%s has no [[focuser]] of that name.".formatted(file),
                    null);
        }
        replace(name, changed.get());
    }

    @Override
    public synchronized void remove(String kind, String name) throws DeviceException {
        Optional<String> without = ConfigurationText.without(read(), kind, name);
        if (without.isEmpty()) {
            throw refused(
                    "to be removed",
                    name,
                    "%s has no [[%s]] of that name. The simulated rig that is served where nothing is configured goes when a"
                                    .formatted(file, kind)
                            + " device is added.",
                    null);
        }
        replace(name, without.get());
    }

    private String read() throws DeviceException {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            throw refused(
                    "to be wired",
                    "The configuration",
                    "%s cannot be read: %s".formatted(file, unreadable.getMessage()),
                    unreadable);
        }
    }

    /// Nothing that the hub could not read takes the file's place.
    private void replace(String name, String text) throws DeviceException {
        try {
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, "parfocal", ".toml");
            try {
                Files.writeString(fresh, text);
                Configuration.read(fresh);
                Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (Misuse mistake) {
            throw refused(
                    "to be wired",
                    name,
                    withoutPlace(String.valueOf(mistake.getMessage())),
                    mistake);
        } catch (IOException unwritable) {
            throw refused(
                    "to be wired",
                    name,
                    "%s cannot be written: %s".formatted(file, unwritable.getMessage()),
                    unwritable);
        }
    }

    /// The draft's file name means nothing to anybody.
    private static String withoutPlace(String message) {
        return message.replaceFirst("^\\S*parfocal\\d+\\.toml[:,]?\\s*", "");
    }

    private static DeviceException refused(
            String order, String subject, String reason, @Nullable Exception cause) {
        var fault = new DeviceFault.Refused(subject, order, reason);
        return cause == null ? new DeviceException(fault) : new DeviceException(fault, cause);
    }
}
