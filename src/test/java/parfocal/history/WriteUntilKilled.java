package parfocal.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import parfocal.time.Pace;

/// Writes readings with rising positions and prints each position once it is committed, until somebody kills it.
final class WriteUntilKilled {
    private WriteUntilKilled() {}

    /// @param arguments the file, and the first position
    public static void main(String[] arguments) throws InterruptedException {
        Announcer loud =
                new Announcer() {
                    @Override
                    public void lost(String sentence) {
                        System.out.println(sentence);
                    }

                    @Override
                    public void foundAgain(String sentence) {
                        System.out.println(sentence);
                    }
                };
        try (History history =
                History.of(
                        Database.inFile(Path.of(arguments[0])),
                        // Its rows are of the year 1970.
                        HistoryLimits.defaults().withYears(100),
                        Pace.wall(),
                        loud)) {
            history.begin();
            for (int position = Integer.parseInt(arguments[1]); ; position++) {
                history.keep(
                        new Reading(
                                Instant.ofEpochSecond(position),
                                "main",
                                position,
                                OptionalDouble.of(1.5),
                                OptionalDouble.empty(),
                                OptionalDouble.empty()));
                if (!history.awaitWritten(Duration.ofSeconds(60))) {
                    throw new IllegalStateException("not written in a minute");
                }
                System.out.println(position);
            }
        }
    }
}
