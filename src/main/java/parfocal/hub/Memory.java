package parfocal.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import parfocal.autofocus.Learned;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What the hub remembers, in small files under the data directory: one a focuser, and one each with the identities of all devices,
/// their numbers, and the names that users gave to filters.
public final class Memory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String IDENTITIES = "identities.json";
    private static final String NUMBERS = "numbers.json";
    private static final String FILTERS = "filters.json";

    // What is kept of a focuser beside what belongs to itself, as its file is called.
    private static final String COMPENSATION = ".compensation";
    private static final String POINTS = ".points";
    private static final String FILTERS_OF_FOCUSER = ".filters";
    private static final String LEARNED = ".learned";

    private final KeptFiles files;
    private final Map<String, FocuserMemory> focusers = new LinkedHashMap<>();
    // What the disk did not take; tried again whenever it is looked at.
    private final Set<String> unkept = new HashSet<>();
    private final Map<String, String> identities = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> numbers = new LinkedHashMap<>();
    private final Map<String, List<String>> filters = new LinkedHashMap<>();

    private final Map<String, Map<String, Learned>> learned = new LinkedHashMap<>();
    private Consumer<String> trouble = _ -> {};

    private Memory(KeptFiles files) {
        this.files = files;
    }

    /// Remembers until the program ends; for trials and tests.
    public static Memory untilTheEnd() {
        return new Memory(new KeptFiles(Optional.empty()));
    }

    /// What is on a disk that can only be read counts all the same.
    ///
    /// @throws IOException when the directory cannot be made or read; the message says which
    public static Memory in(Path directory) throws IOException {
        if (!Files.isDirectory(directory) || !Files.getFileStore(directory).isReadOnly()) {
            Files.createDirectories(directory.resolve("focusers"));
        }
        var memory = new Memory(new KeptFiles(Optional.of(directory)));
        memory.files
                .readOrThrow(IDENTITIES, Memory::identities)
                .ifPresent(memory.identities::putAll);
        memory.files.readOrThrow(NUMBERS, Memory::numbers).ifPresent(memory.numbers::putAll);
        memory.files
                .readOrThrow(FILTERS, Memory::filtersOfWheels)
                .ifPresent(memory.filters::putAll);
        return memory;
    }

    /// Is told, in a sentence, what of the devices themselves cannot be kept.
    synchronized void onTrouble(Consumer<String> listener) {
        trouble = listener;
    }

    /// Without a disk a device is served all the same; it may be another to programs after the next start, and that is said.
    private void replaceOrSay(String file, String text) {
        try {
            files.replace(file, text);
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
        replaceOrSay(IDENTITIES, JSON.writeValueAsString(identities));
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
        replaceOrSay(NUMBERS, JSON.writeValueAsString(numbers));
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
        files.replace(FILTERS, JSON.writeValueAsString(filters));
    }

    synchronized FocuserMemory focuser(String id) {
        return focusers.computeIfAbsent(
                id,
                _ -> files.read(file(id, ""), MemoryText::read).orElseGet(FocuserMemory::blank));
    }

    /// Returns when it is on the disk.
    ///
    /// @throws UncheckedIOException when the disk does not take it
    synchronized void keep(String id, FocuserMemory memory) {
        if (memory.equals(focusers.put(id, memory)) && !unkept.contains(id)) {
            return;
        }
        unkept.add(id);
        files.replace(file(id, ""), MemoryText.write(memory));
        unkept.remove(id);
    }

    synchronized CompensationMemory compensation(String id) {
        return files.read(file(id, COMPENSATION), CompensationText::read)
                .orElseGet(CompensationMemory::blank);
    }

    /// As [#keep].
    synchronized void keep(String id, CompensationMemory compensation) {
        files.replace(file(id, COMPENSATION), CompensationText.write(compensation));
    }

    synchronized List<KeptPoint> points(String id) {
        return files.read(file(id, POINTS), CompensationText::readPoints).orElseGet(List::of);
    }

    /// As [#keep].
    synchronized void keepPoints(String id, List<KeptPoint> points) {
        files.replace(file(id, POINTS), CompensationText.write(points));
    }

    synchronized FilterMemory filterMemory(String id) {
        return files.read(file(id, FILTERS_OF_FOCUSER), FilterText::read)
                .orElseGet(FilterMemory::blank);
    }

    /// As [#keep].
    synchronized void keep(String id, FilterMemory filters) {
        files.replace(file(id, FILTERS_OF_FOCUSER), FilterText.write(filters));
    }

    /// What runs have taught about a focuser with its cameras, by [LearnedText#key].
    synchronized Map<String, Learned> learned(String id) {
        return learned.computeIfAbsent(
                id, _ -> files.read(file(id, LEARNED), LearnedText::read).orElseGet(Map::of));
    }

    /// As [#keep].
    synchronized void keepLearned(String id, Map<String, Learned> all) {
        learned.put(id, Map.copyOf(all));
        files.replace(file(id, LEARNED), LearnedText.write(all));
    }

    /// @param what is kept there of the focuser; empty: what belongs to itself
    private static String file(String id, String what) {
        return "focusers/" + id + what + ".json";
    }

    private static Map<String, String> identities(String text) {
        var read = JSON.readValue(text, new TypeReference<Map<String, String>>() {});
        read.values().forEach(UUID::fromString);
        return read;
    }

    private static Map<String, Map<String, Integer>> numbers(String text) {
        var read = JSON.readValue(text, new TypeReference<Map<String, Map<String, Integer>>>() {});
        for (Map<String, Integer> ofKind : read.values()) {
            boolean twice = Set.copyOf(ofKind.values()).size() < ofKind.size();
            if (twice || ofKind.values().stream().anyMatch(number -> number < 0)) {
                throw new IllegalArgumentException("a number that is not one device's");
            }
        }
        return read;
    }

    private static Map<String, List<String>> filtersOfWheels(String text) {
        var read = JSON.readValue(text, new TypeReference<Map<String, List<String>>>() {});
        read.replaceAll((_, names) -> List.copyOf(names));
        return read;
    }
}
