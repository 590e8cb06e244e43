package parfocal.hub;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import parfocal.autofocus.Learned;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the hub remembers, in small files under the data directory: one a focuser, and one each with the identities of all devices,
/// their numbers, and the names that users gave to filters.
///
/// A file is replaced as a whole, after the new one is safely on the disk, so that a crash at any moment leaves the old or the new.
/// A file that cannot be read is set aside, never overwritten.
public final class Memory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<Path> directory;
    private final Map<String, FocuserMemory> focusers = new LinkedHashMap<>();
    private final Map<String, String> identities = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> numbers = new LinkedHashMap<>();
    private final Map<String, List<String>> filters = new LinkedHashMap<>();

    private final Map<String, Map<String, Learned>> learned = new LinkedHashMap<>();
    private Consumer<String> trouble = _ -> {};

    private Memory(Optional<Path> directory) {
        this.directory = directory;
    }

    /// Remembers until the program ends; for trials and tests.
    public static Memory untilTheEnd() {
        return new Memory(Optional.empty());
    }

    /// What is on a disk that can only be read counts all the same.
    ///
    /// @throws IOException when the directory cannot be made or read; the message says which
    public static Memory in(Path directory) throws IOException {
        if (!Files.isDirectory(directory) || !Files.getFileStore(directory).isReadOnly()) {
            Files.createDirectories(directory.resolve("focusers"));
        }
        var memory = new Memory(Optional.of(directory));
        memory.readIdentities(directory.resolve("identities.json"));
        memory.readNumbers(directory.resolve("numbers.json"));
        memory.readFilters(directory.resolve("filters.json"));
        return memory;
    }

    /// Is told, in a sentence, what of the devices themselves cannot be kept.
    synchronized void onTrouble(Consumer<String> listener) {
        trouble = listener;
    }

    /// Without a disk a device is served all the same; it may be another to programs after the next start, and that is said.
    private void replaceOrSay(String file, String text) {
        try {
            directory.ifPresent(d -> replace(d.resolve(file), text));
        } catch (UncheckedIOException full) {
            trouble.accept(String.valueOf(full.getMessage()));
        }
    }

    /// The identity of a device, made up when it is first asked for and the same ever after.
    ///
    /// @param device kind and id, such as `focuser main`
    public synchronized UUID identity(String device) {
        String known = identities.get(device);
        if (known != null) {
            return UUID.fromString(known);
        }
        UUID fresh = UUID.randomUUID();
        identities.put(device, fresh.toString());
        replaceOrSay("identities.json", JSON.writeValueAsString(identities));
        return fresh;
    }

    /// The number of a device among its kind: the lowest that none has had, when it is first asked for, and the same ever after,
    /// whatever comes and goes, as programs keep it in their settings.
    ///
    /// @param kind such as `focuser`
    synchronized int number(String kind, String id) {
        Map<String, Integer> ofKind = numbers.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
        Integer known = ofKind.get(id);
        if (known != null) {
            return known;
        }
        int fresh = ofKind.values().stream().mapToInt(taken -> taken + 1).max().orElse(0);
        ofKind.put(id, fresh);
        replaceOrSay("numbers.json", JSON.writeValueAsString(numbers));
        return fresh;
    }

    /// What the filters of a wheel were named by its user; empty: never.
    synchronized List<String> filters(String wheel) {
        return filters.getOrDefault(wheel, List.of());
    }

    /// Returns when it is on the disk.
    ///
    /// @throws UncheckedIOException when the disk does not take it
    synchronized void keepFilters(String wheel, List<String> names) {
        filters.put(wheel, List.copyOf(names));
        directory.ifPresent(
                d -> replace(d.resolve("filters.json"), JSON.writeValueAsString(filters)));
    }

    synchronized FocuserMemory focuser(String id) {
        return focusers.computeIfAbsent(
                id,
                _ ->
                        directory
                                .flatMap(d -> read(file(d, id), MemoryText::read))
                                .orElseGet(FocuserMemory::blank));
    }

    /// Returns when it is on the disk.
    ///
    /// @throws UncheckedIOException when the disk does not take it
    synchronized void keep(String id, FocuserMemory memory) {
        if (memory.equals(focusers.put(id, memory))) {
            return;
        }
        directory.ifPresent(d -> replace(file(d, id), MemoryText.write(memory)));
    }

    synchronized CompensationMemory compensation(String id) {
        return directory
                .flatMap(d -> read(compensationFile(d, id), CompensationText::read))
                .orElseGet(CompensationMemory::blank);
    }

    /// As [#keep].
    synchronized void keep(String id, CompensationMemory compensation) {
        directory.ifPresent(
                d -> replace(compensationFile(d, id), CompensationText.write(compensation)));
    }

    synchronized List<KeptPoint> points(String id) {
        return directory
                .flatMap(d -> read(pointsFile(d, id), CompensationText::readPoints))
                .orElseGet(List::of);
    }

    /// As [#keep].
    synchronized void keepPoints(String id, List<KeptPoint> points) {
        directory.ifPresent(d -> replace(pointsFile(d, id), CompensationText.write(points)));
    }

    synchronized FilterMemory filterMemory(String id) {
        return directory
                .flatMap(d -> read(filterFile(d, id), FilterText::read))
                .orElseGet(FilterMemory::blank);
    }

    /// As [#keep].
    synchronized void keep(String id, FilterMemory filters) {
        directory.ifPresent(d -> replace(filterFile(d, id), FilterText.write(filters)));
    }

    /// What runs have taught about a focuser with its cameras, by [LearnedText#key].
    synchronized Map<String, Learned> learned(String id) {
        return learned.computeIfAbsent(
                id,
                _ ->
                        directory
                                .flatMap(d -> read(learnedFile(d, id), LearnedText::read))
                                .orElseGet(Map::of));
    }

    /// As [#keep].
    synchronized void keepLearned(String id, Map<String, Learned> all) {
        learned.put(id, Map.copyOf(all));
        directory.ifPresent(d -> replace(learnedFile(d, id), LearnedText.write(all)));
    }

    private static Path learnedFile(Path directory, String id) {
        return directory.resolve("focusers").resolve(id + ".learned.json");
    }

    private static Path filterFile(Path directory, String id) {
        return directory.resolve("focusers").resolve(id + ".filters.json");
    }

    private static Path compensationFile(Path directory, String id) {
        return directory.resolve("focusers").resolve(id + ".compensation.json");
    }

    private static Path pointsFile(Path directory, String id) {
        return directory.resolve("focusers").resolve(id + ".points.json");
    }

    private static Path file(Path directory, String id) {
        return directory.resolve("focusers").resolve(id + ".json");
    }

    private static <T> Optional<T> read(Path file, Function<String, T> reading) {
        try {
            return Files.exists(file)
                    ? Optional.of(reading.apply(Files.readString(file)))
                    : Optional.empty();
        } catch (IOException
                | JacksonException
                | IllegalArgumentException
                | DateTimeException unreadable) {
            setAside(file);
            return Optional.empty();
        }
    }

    private void readIdentities(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            var read =
                    JSON.readValue(
                            Files.readString(file), new TypeReference<Map<String, String>>() {});
            read.values().forEach(UUID::fromString);
            identities.putAll(read);
        } catch (JacksonException | IllegalArgumentException unreadable) {
            setAside(file);
        }
    }

    private void readNumbers(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            var read =
                    JSON.readValue(
                            Files.readString(file),
                            new TypeReference<Map<String, Map<String, Integer>>>() {});
            for (Map<String, Integer> ofKind : read.values()) {
                boolean twice = Set.copyOf(ofKind.values()).size() < ofKind.size();
                if (twice || ofKind.values().stream().anyMatch(number -> number < 0)) {
                    throw new IllegalArgumentException("a number that is not one device's");
                }
            }
            numbers.putAll(read);
        } catch (JacksonException | IllegalArgumentException | NullPointerException unreadable) {
            setAside(file);
        }
    }

    private void readFilters(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            JSON.readValue(
                            Files.readString(file),
                            new TypeReference<Map<String, List<String>>>() {})
                    .forEach((wheel, names) -> filters.put(wheel, List.copyOf(names)));
        } catch (JacksonException | NullPointerException unreadable) {
            setAside(file);
        }
    }

    private static void setAside(Path file) {
        try {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".unreadable"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException stays) {
            throw new UncheckedIOException(
                    "%s cannot be read, nor set aside. Move it away.".formatted(file), stays);
        }
    }

    private static void replace(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            // Not a channel: the thread that looks after a line may be interrupted in the middle of
            // it.
            try (var stream = new FileOutputStream(fresh.toFile())) {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
                stream.getFD().sync();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException full) {
            deleteQuietly(fresh);
            throw new UncheckedIOException(
                    "%s cannot be written: %s. Is the disk full?"
                            .formatted(file, full.getMessage()),
                    full);
        }
    }

    private static void deleteQuietly(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException _) {
            // It would only have been tidy; the next writing takes its place.
        }
    }
}
