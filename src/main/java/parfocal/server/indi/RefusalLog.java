package parfocal.server.indi;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import parfocal.hub.Client;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.IndiNumber;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.Value;

/// Refused orders in the night's log: who asked for what, and why it was not done.
///
/// Whoever sends nonsense all night must not fill the log with it: of one client [#MOST_OF_ONE] refusals are told in a minute, of all
/// together [#MOST], and with the last of them that there may be more. A line is no longer than [#LONGEST_LINE].
final class RefusalLog {
    static final int MOST_OF_ONE = 5;
    static final int MOST = 20;
    static final int LONGEST_LINE = 300;
    private static final int LONGEST_ORDER = 100;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Hub hub;
    private final Pace pace;
    private final Map<Client, Integer> toldOf = new HashMap<>();
    private Instant minuteBegan = Instant.EPOCH;
    private int told;

    RefusalLog(Hub hub, Pace pace) {
        this.hub = hub;
        this.pace = pace;
    }

    /// @param why as the client was told it
    void tell(Client who, String device, NewVector order, String why) {
        String end;
        synchronized (this) {
            Instant now = pace.now();
            if (!now.isBefore(minuteBegan.plus(MINUTE))) {
                minuteBegan = now;
                toldOf.clear();
                told = 0;
            }
            if (told >= MOST || toldOf.getOrDefault(who, 0) >= MOST_OF_ONE) {
                return;
            }
            told++;
            int ofThisOne = toldOf.merge(who, 1, Integer::sum);
            end =
                    told == MOST
                            ? " What else is refused within this minute is not told."
                            : ofThisOne == MOST_OF_ONE
                                    ? " What else it is refused within this minute is not told."
                                    : "";
        }
        String line =
                "%s was refused %s of %s: %s"
                        .formatted(
                                who,
                                clipped(asked(order), LONGEST_ORDER),
                                device,
                                why.replaceFirst("^\\[[A-Z]+\\] ", ""));
        hub.say(Gravity.WARNING, "INDI", clipped(line, LONGEST_LINE) + end);
    }

    private static String asked(NewVector order) {
        return order.name()
                + order.items().stream()
                        .limit(4)
                        .map(RefusalLog::asked)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String asked(Item item) {
        String value =
                switch (item.value()) {
                    case Value.Numeric(double number) -> IndiNumber.plain(number);
                    case Value.Switch(boolean on) -> on ? "On" : "Off";
                    case Value.Text(String text) -> text;
                    case Value.Unreadable(String text) -> text;
                    case Value.Light(var state) -> state.word();
                    case Value.Blob _ -> "a file";
                };
        return item.name() + " " + value;
    }

    /// One line of it, without what a terminal would take for more than letters.
    private static String clipped(String words, int longest) {
        String line = words.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
