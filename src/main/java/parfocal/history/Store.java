package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/// The writing end of a database. For one thread; after an exception it is closed and another is opened.
final class Store implements AutoCloseable {
    private final Database database;
    private final Connection connection;
    private final FocuserNumbers numbers;

    private Store(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
        this.numbers = new FocuserNumbers(database);
    }

    /// Opens a database, and brings its schema up to date first.
    static Store open(Database database) throws SQLException {
        Migrations.bringUpToDate(database);
        Connection connection = Connections.open(database);
        try {
            connection.setAutoCommit(false);
            return new Store(database, connection);
        } catch (SQLException trouble) {
            connection.close();
            throw trouble;
        }
    }

    /// All of them, or none. A fact that is there already is not kept twice: after a cut nobody knows whether the last answer was yes.
    void write(List<Fact> facts) throws SQLException {
        try (var rows = new Rows(connection)) {
            for (Fact fact : facts) {
                rows.add(fact, numbers.of(fact.focuserId(), connection));
            }
            rows.send();
            connection.commit();
        } catch (SQLException trouble) {
            rollBack(trouble);
            throw trouble;
        }
    }

    /// Deletes a little of what is too old or too much, at most a day of one focuser's readings.
    ///
    /// @return whether there may be more
    boolean tidy(long oldestMillis, int megabytes) throws SQLException {
        try {
            boolean more = new Retention(database, connection).tidy(oldestMillis, megabytes);
            connection.commit();
            return more;
        } catch (SQLException trouble) {
            rollBack(trouble);
            throw trouble;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // What was committed is safe, and the rest is written again elsewhere.
        }
    }

    private void rollBack(SQLException because) {
        numbers.forget();
        try {
            connection.rollback();
        } catch (SQLException lost) {
            because.addSuppressed(lost);
        }
    }

    /// The statements of one batch, prepared when first needed.
    private static final class Rows implements AutoCloseable {
        private static final String READING =
                "INSERT INTO readings (focuser, at, position, temperature, humidity, dew_point)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        private static final String MOVE =
                "INSERT INTO moves (focuser, at, ended_at, from_position, target, position, ordered_by, trouble)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        private static final String RUN =
                "INSERT INTO runs (focuser, at, ended_at, camera, ordered_by, verdict, reason, best, sigma, hfr, temperature, filter, result)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
        private static final String NOTE =
                "INSERT INTO notes (focuser, at, words) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

        private static final String FORGET_POINTS =
                "DELETE FROM compensation_points WHERE focuser = ?";
        private static final String POINT =
                "INSERT INTO compensation_points (focuser, number, at, source, night, filter, temperature, position, sigma)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

        private final Connection connection;
        private Optional<PreparedStatement> readings = Optional.empty();

        Rows(Connection connection) {
            this.connection = connection;
        }

        void add(Fact fact, int focuser) throws SQLException {
            switch (fact) {
                case Reading reading -> add(reading, focuser);
                case Move move -> add(move, focuser);
                case Run run -> add(run, focuser);
                case Note note -> add(note, focuser);
                case Points points -> replace(points, focuser);
            }
        }

        private void add(Reading reading, int focuser) throws SQLException {
            if (readings.isEmpty()) {
                readings = Optional.of(connection.prepareStatement(READING));
            }
            PreparedStatement statement = readings.get();
            new Values(statement)
                    .add(focuser)
                    .add(reading.at())
                    .add(reading.positionSteps())
                    .add(Scale.HUNDREDTHS.of(reading.temperatureCelsius()))
                    .add(Scale.TENTHS.of(reading.humidityPercent()))
                    .add(Scale.HUNDREDTHS.of(reading.dewPointCelsius()));
            statement.addBatch();
        }

        private void add(Move move, int focuser) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
                new Values(statement)
                        .add(focuser)
                        .add(move.at())
                        .add(move.endedAt())
                        .add(move.fromSteps())
                        .add(move.targetSteps())
                        .add(move.standsSteps())
                        .add(move.orderedBy())
                        .add(move.trouble());
                statement.executeUpdate();
            }
        }

        private void add(Run run, int focuser) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(RUN)) {
                new Values(statement)
                        .add(focuser)
                        .add(run.at())
                        .add(run.endedAt())
                        .add(run.cameraId())
                        .add(run.orderedBy())
                        .add(Words.of(run.verdict()))
                        .add(run.reason())
                        .add(run.bestSteps())
                        .add(run.sigmaSteps())
                        .add(run.hfrPixels())
                        .add(run.temperatureCelsius())
                        .add(run.filter())
                        .add(run.resultJson());
                statement.executeUpdate();
            }
        }

        private void add(Note note, int focuser) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
                new Values(statement).add(focuser).add(note.at()).add(note.text());
                statement.executeUpdate();
            }
        }

        private void replace(Points points, int focuser) throws SQLException {
            try (PreparedStatement forget = connection.prepareStatement(FORGET_POINTS);
                    PreparedStatement statement = connection.prepareStatement(POINT)) {
                new Values(forget).add(focuser);
                forget.executeUpdate();
                for (CompensationPoint point : points.points()) {
                    new Values(statement)
                            .add(focuser)
                            .add(point.number())
                            .add(point.at())
                            .add(Words.of(point.source()))
                            .add(point.night())
                            .add(point.filter())
                            .add(point.celsius())
                            .add(point.positionSteps())
                            .add(point.sigmaSteps());
                    statement.executeUpdate();
                }
            }
        }

        void send() throws SQLException {
            if (readings.isPresent()) {
                for (int count : readings.get().executeBatch()) {
                    if (count == Statement.EXECUTE_FAILED) {
                        throw new SQLException("a row of readings was not taken");
                    }
                }
            }
        }

        @Override
        public void close() throws SQLException {
            if (readings.isPresent()) {
                readings.get().close();
            }
        }
    }
}
