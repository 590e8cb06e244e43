package parfocal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parfocal.history.Bucket.Band;
import parfocal.history.CompensationPoint.Source;
import parfocal.time.Pace;

/// What a history owes, whatever database it is kept in.
abstract class HistoryContract {
    static final Instant EVENING = Instant.parse("2026-11-20T18:00:00Z");
    static final Span NIGHT =
            new Span(Instant.parse("2026-11-20T12:00:00Z"), Instant.parse("2026-11-21T12:00:00Z"));
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<String> said = new CopyOnWriteArrayList<>();
    private History history =
            History.of(
                    Database.inFile(Path.of("")),
                    HistoryLimits.defaults(),
                    Pace.wall(),
                    announcer());

    /// An empty database.
    abstract Database database() throws Exception;

    @BeforeEach
    void open() throws Exception {
        history.close();
        said.clear();
        history = open(database());
    }

    @AfterEach
    void close() {
        history.close();
    }

    History history() {
        return history;
    }

    History open(Database database) {
        return begun(database, HistoryLimits.defaults());
    }

    History begun(Database database, HistoryLimits limits) {
        var begun = History.of(database, limits, Pace.wall(), announcer());
        begun.begin();
        return begun;
    }

    Announcer announcer() {
        return new Announcer() {
            @Override
            public void lost(String sentence) {
                said.add(sentence);
            }

            @Override
            public void foundAgain(String sentence) {
                said.add(sentence);
            }
        };
    }

    void awaitSaid(int sentences) throws InterruptedException {
        Pace pace = Pace.wall();
        for (int turn = 0; turn < 500 && said.size() < sentences; turn++) {
            pace.pause(Duration.ofMillis(20));
        }
        assertThat(said).hasSize(sentences);
    }

    static Reading reading(int second, int positionSteps, double celsius) {
        return new Reading(
                EVENING.plusSeconds(second),
                "main",
                positionSteps,
                OptionalDouble.of(celsius),
                OptionalDouble.of(61.5),
                OptionalDouble.of(-2.25));
    }

    static Reading withoutSensors(int second, int positionSteps) {
        return new Reading(
                EVENING.plusSeconds(second),
                "main",
                positionSteps,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    List<Reading> readings() throws HistoryException {
        var found = new ArrayList<Reading>();
        history.readings(Optional.empty(), NIGHT, found::add);
        return found;
    }

    void keep(Fact... facts) throws InterruptedException {
        for (Fact fact : facts) {
            history.keep(fact);
        }
        assertThat(history.awaitWritten(PATIENCE)).as("written; said: %s", said).isTrue();
    }

    @Test
    void aReadingComesBackAsItWasKept() throws Exception {
        Reading bare =
                new Reading(
                        EVENING.plusSeconds(5),
                        "guide",
                        -40,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty());

        keep(reading(0, 4_570, -11.37), bare);

        assertThat(readings()).containsExactly(reading(0, 4_570, -11.37), bare);
    }

    @Test
    void aFocuserThatCountsFarIsKeptAndDrawn() throws Exception {
        keep(withoutSensors(0, 50_000), withoutSensors(5, 2_000_000_000));

        assertThat(readings())
                .extracting(Reading::positionSteps)
                .containsExactly(50_000, 2_000_000_000);
        assertThat(history.readings("main", new Span(EVENING, EVENING.plusSeconds(3_600)), 10))
                .extracting(Bucket::positionSteps)
                .containsExactly(Optional.of(new Band(50_000, 1_000_025_000, 2_000_000_000)));
    }

    @Test
    void aReadingThatIsKeptTwiceIsThereOnce() throws Exception {
        keep(reading(0, 4_570, 1), reading(0, 4_570, 1));

        assertThat(readings()).hasSize(1);
    }

    @Test
    void aSensorThatSaysNonsenseIsAnAbsentSensor() throws Exception {
        keep(reading(0, 4_570, Double.NaN), reading(5, 4_570, 1e6));

        assertThat(readings())
                .extracting(Reading::temperatureCelsius)
                .containsOnly(OptionalDouble.empty());
    }

    @Test
    void aChartShowsTheLowestTheMeanAndTheHighestOfEachWhile() throws Exception {
        keep(
                reading(0, 100, 5.0),
                reading(5, 110, 4.0),
                reading(10, 150, 3.0),
                reading(60, 200, 2.0));

        List<Bucket> buckets =
                history.readings("main", new Span(EVENING, EVENING.plusSeconds(90)), 3);

        assertThat(buckets)
                .containsExactly(
                        new Bucket(
                                EVENING,
                                3,
                                Optional.of(new Band(100, 120, 150)),
                                Optional.of(new Band(3.0, 4.0, 5.0)),
                                Optional.of(new Band(61.5, 61.5, 61.5)),
                                Optional.of(new Band(-2.25, -2.25, -2.25))),
                        new Bucket(
                                EVENING.plusSeconds(60),
                                1,
                                Optional.of(new Band(200, 200, 200)),
                                Optional.of(new Band(2.0, 2.0, 2.0)),
                                Optional.of(new Band(61.5, 61.5, 61.5)),
                                Optional.of(new Band(-2.25, -2.25, -2.25))));
        assertThat(history.readings("main", new Span(EVENING.plusSeconds(91), NIGHT.to()), 3))
                .isEmpty();
        assertThat(history.readings("nobody", NIGHT, 3)).isEmpty();
    }

    @Test
    void aChartOfManyHoursIsMadeOfMinutesAndSaysTheSame() throws Exception {
        keep(reading(0, 100, 5.0), reading(5, 110, 4.0), reading(70, 150, 3.0));
        keep(reading(10, 130, 2.0), withoutSensors(125, 200));
        // Written twice, as after a cut.
        keep(reading(70, 150, 3.0));

        List<Bucket> buckets =
                history.readings("main", new Span(EVENING, EVENING.plusSeconds(360)), 3);

        assertThat(buckets)
                .containsExactly(
                        new Bucket(
                                EVENING,
                                4,
                                Optional.of(new Band(100, 122.5, 150)),
                                Optional.of(new Band(2.0, 3.5, 5.0)),
                                Optional.of(new Band(61.5, 61.5, 61.5)),
                                Optional.of(new Band(-2.25, -2.25, -2.25))),
                        new Bucket(
                                EVENING.plusSeconds(120),
                                1,
                                Optional.of(new Band(200, 200, 200)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void aSensorThatBelongsToNoFocuserIsKeptBesideAFocuserOfItsName() throws Exception {
        var first = air("roof", 0, 4.0);
        var second = air("roof", 5, 3.0);
        var thermometer =
                new AirReading(
                        EVENING,
                        "main",
                        OptionalDouble.of(1),
                        OptionalDouble.empty(),
                        OptionalDouble.empty());
        keep(first, second, thermometer, reading(0, 100, 5.0));

        var rows = new ArrayList<AirReading>();
        history.air(Optional.of("roof"), NIGHT, rows::add);
        assertThat(rows).containsExactly(first, second);
        rows.clear();
        history.air(Optional.empty(), NIGHT, rows::add);
        assertThat(rows).containsExactlyInAnyOrder(first, second, thermometer);
        assertThat(readings()).containsExactly(reading(0, 100, 5.0));
        var whole =
                new Bucket(
                        EVENING,
                        2,
                        Optional.empty(),
                        Optional.of(new Band(3.0, 3.5, 4.0)),
                        Optional.of(new Band(71.5, 71.5, 71.5)),
                        Optional.of(new Band(-1.5, -1.5, -1.5)));
        assertThat(history.air("roof", new Span(EVENING, EVENING.plusSeconds(60)), 1))
                .containsExactly(whole);
        assertThat(history.air("roof", new Span(EVENING, EVENING.plusSeconds(600)), 1))
                .containsExactly(whole);
        assertThat(history.air("nobody", NIGHT, 3)).isEmpty();
    }

    @Test
    void aDatabaseOfTheFirstSchemaIsBroughtUpToDateWithItsMinutes() throws Exception {
        keep(reading(0, 100, 5.0), reading(5, 110, 4.0));
        Database database = history.database();
        history.close();
        try (Connection connection = Connections.open(database);
                Statement statement = connection.createStatement()) {
            for (String table :
                    List.of("minutes", "sensor_minutes", "sensor_readings", "sensors")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("DELETE FROM parfocal_schema WHERE version = '2'");
        }

        history = open(database);
        keep(reading(125, 120, 3.0));

        assertThat(history.readings("main", new Span(EVENING, EVENING.plusSeconds(360)), 3))
                .extracting(Bucket::count)
                .containsExactly(2, 1);
    }

    static AirReading air(String sensorId, int second, double celsius) {
        return new AirReading(
                EVENING.plusSeconds(second),
                sensorId,
                OptionalDouble.of(celsius),
                OptionalDouble.of(71.5),
                OptionalDouble.of(-1.5));
    }

    @Test
    void movesRunsAndNotesComeBackAsTheyWereKept() throws Exception {
        var move =
                new Move(
                        EVENING,
                        EVENING.plusMillis(1_234),
                        "main",
                        4_000,
                        4_570,
                        4_321,
                        "Alpaca 7",
                        Optional.of("It was halted by the panel."));
        var run =
                new Run(
                        EVENING.plusSeconds(60),
                        EVENING.plusSeconds(240),
                        "main",
                        "camera",
                        "panel",
                        Run.Verdict.CUT_SHORT,
                        Optional.of("The run was ended before it was done."),
                        OptionalDouble.of(4_571.25),
                        OptionalDouble.of(2.5),
                        OptionalDouble.empty(),
                        OptionalDouble.of(-3.25),
                        Optional.of("Hα"),
                        "{\"outcome\":\"refused\"}");
        var note = new Note(EVENING, "main", "Belt tightened; Nähe « 10 µm ».");

        keep(move, run, note);

        var facts = new ArrayList<Fact>();
        history.moves(Optional.of("main"), NIGHT, facts::add);
        history.runs(Optional.of("main"), NIGHT, facts::add);
        history.notes(Optional.of("main"), NIGHT, facts::add);
        assertThat(facts).containsExactly(move, run, note);
    }

    @Test
    void whatIsAskedOfOneFocuserOrSpanLeavesTheOthersOut() throws Exception {
        Move mine = move("main", EVENING);
        keep(mine, move("guide", EVENING), move("main", NIGHT.to()));

        var moves = new ArrayList<Move>();
        history.moves(Optional.of("main"), NIGHT, moves::add);

        assertThat(moves).containsExactly(mine);
    }

    private static Move move(String focuserId, Instant at) {
        return new Move(at, at, focuserId, 1, 2, 2, "panel", Optional.empty());
    }

    @Test
    void theCalculatorsPointsAreKeptAsTheyAreNow() throws Exception {
        CompensationPoint typed = point(1, Source.TYPED, "", "", OptionalDouble.empty());
        CompensationPoint learned =
                point(2, Source.RUN, "2026-11-20", "Hα", OptionalDouble.of(3.25));

        keep(points("main", typed), points("guide", typed));
        keep(points("main", typed, learned));
        assertThat(history.points("main")).containsExactly(typed, learned);
        keep(points("main", learned));

        assertThat(history.points("main")).containsExactly(learned);
        assertThat(history.points("guide")).containsExactly(typed);
        assertThat(history.points("nobody")).isEmpty();
    }

    private static Points points(String focuserId, CompensationPoint... points) {
        return new Points(EVENING, focuserId, List.of(points));
    }

    private static CompensationPoint point(
            int number, Source source, String night, String filter, OptionalDouble sigmaSteps) {
        return new CompensationPoint(
                number, EVENING, source, night, filter, -1.5, 4_570.5, sigmaSteps);
    }

    @Test
    void whatWasKeptIsThereAfterARestart() throws Exception {
        keep(reading(0, 4_570, 1));
        Database database = history.database();
        history.close();

        history = open(database);
        keep(reading(5, 4_571, 1));

        assertThat(readings()).extracting(Reading::positionSteps).containsExactly(4_570, 4_571);
        assertThat(said).isEmpty();
    }

    @Test
    void whatIsTooOldIsDeletedAndTheRestStays() throws Exception {
        Instant now = Pace.wall().now();
        Instant longAgo = now.minus(Duration.ofDays(3 * 365));
        keep(
                new Reading(
                        longAgo,
                        "main",
                        1,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()),
                move("main", longAgo),
                move("main", now));
        Database database = history.database();
        history.close();

        try (Store store = Store.open(database)) {
            long oldest = now.minus(Duration.ofDays(2 * 365)).toEpochMilli();
            assertThat(store.tidy(oldest, 1_000)).as("there may be more").isTrue();
            assertThat(store.tidy(oldest, 1_000)).as("all gone").isFalse();
        }

        history = open(database);
        keep(reading(0, 5, 1));
        Span ever = new Span(Instant.EPOCH, now.plusSeconds(1));
        var left = new ArrayList<Fact>();
        history.moves(Optional.empty(), ever, left::add);
        history.readings(Optional.empty(), ever, left::add);
        assertThat(left)
                .containsExactly(
                        move("main", now.truncatedTo(ChronoUnit.MILLIS)), reading(0, 5, 1));
    }

    @Test
    void thousandsOfFactsAreWrittenInBatches() throws Exception {
        for (int second = 0; second < 5_000; second++) {
            history.keep(reading(second, second, 1));
        }

        assertThat(history.awaitWritten(PATIENCE)).isTrue();
        assertThat(history.readings("main", NIGHT, 1))
                .extracting(Bucket::count)
                .containsExactly(5_000);
    }

    @Test
    void temperaturesAreKeptToAHundredth() throws Exception {
        keep(reading(0, 1, 0.004), reading(1, 1, -0.006));

        assertThat(readings().getFirst().temperatureCelsius().orElseThrow()).isZero();
        assertThat(readings().getLast().temperatureCelsius().orElseThrow())
                .isCloseTo(-0.01, within(1e-12));
    }
}
