package parfocal.driver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The habits of one emulator, each by its name, out of a table of those its driver knows from the field.
public final class Quirks {
    private final Map<String, String> habits;

    private Quirks(Map<String, String> habits) {
        this.habits = Map.copyOf(habits);
    }

    /// @param device what has the habits, with its article: `a MoonLite`
    /// @param known  the habits that each name can stand for; the first is what the device has unasked
    /// @param asked  as in [EmulatorSettings#quirks()]
    /// @throws IllegalArgumentException for a name or habit that is not in the table
    public static Quirks of(
            String device, Map<String, List<String>> known, Map<String, String> asked) {
        var habits = new HashMap<String, String>();
        known.forEach((name, possible) -> habits.put(name, possible.getFirst()));
        asked.forEach((name, habit) -> {
            if (!known.containsKey(name)) {
                throw new IllegalArgumentException(
                        "%s has no habit '%s'. It has: %s."
                                .formatted(
                                        device,
                                        name,
                                        String.join(", ", new TreeSet<>(known.keySet()))));
            }
            if (!known.get(name).contains(habit)) {
                throw new IllegalArgumentException(
                        "%s cannot have %s=%s. %s can be: %s."
                                .formatted(device, name, habit, name, told(known.get(name))));
            }
            habits.put(name, habit);
        });
        return new Quirks(habits);
    }

    /// Whole numbers in a row as their ends.
    private static String told(List<String> possible) {
        int last = possible.size();
        boolean row = IntStream.range(0, last).allMatch(i -> possible.get(i).equals("" + (i + 1)));
        return row ? "1 to %d".formatted(last) : String.join(", ", possible);
    }

    public boolean has(String name, String habit) {
        return habit(name).equals(habit);
    }

    /// @throws IllegalArgumentException when no such name is in the table
    public String habit(String name) {
        String habit = habits.get(name);
        if (habit == null) {
            throw new IllegalArgumentException("no habit is called " + name);
        }
        return habit;
    }
}
