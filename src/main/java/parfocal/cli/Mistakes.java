package parfocal.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is wrong with a configuration, in the order in which it was seen: the first mistake of each line, for others there follow from it.
final class Mistakes {
    private final Map<String, String> byPlace = new LinkedHashMap<>();

    /// @param mistake begins with its place and a colon
    void add(Misuse mistake) {
        for (String sentence : mistake.sentences()) {
            int colon = sentence.indexOf(": ");
            String place = sentence.substring(0, Math.max(0, colon));
            byPlace.putIfAbsent(place.contains(", line ") ? place : sentence, sentence);
        }
    }

    /// @throws Misuse with all of them, where there are any
    void requireNone() throws Misuse {
        if (!byPlace.isEmpty()) {
            throw new Misuse(List.copyOf(byPlace.values()));
        }
    }
}
