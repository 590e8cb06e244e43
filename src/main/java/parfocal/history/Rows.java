package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;

/// The statements of one batch, prepared when first needed.
final class Rows implements AutoCloseable {
    private static final String MOVE =
            "INSERT INTO moves (focuser, at, ended_at, from_position, target, position, ordered_by, trouble)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String RUN =
            "INSERT INTO runs (focuser, at, ended_at, camera, ordered_by, verdict, reason, best, sigma, hfr, temperature, filter, result)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String NOTE =
            "INSERT INTO notes (focuser, at, words) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private static final String FORGET_POINTS = "DELETE FROM compensation_points WHERE focuser = ?";
    private static final String POINT =
            "INSERT INTO compensation_points (focuser, number, at, source, night, filter, temperature, position, sigma)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Connection connection;
    private final DeviceNumbers numbers;
    private final ReadingRows readings;

    Rows(Connection connection, DeviceNumbers numbers) {
        this.connection = connection;
        this.numbers = numbers;
        this.readings = new ReadingRows(connection);
    }

    void add(Fact fact) throws SQLException {
        switch (fact) {
            case AirReading air ->
                    readings.add(
                            Series.SENSOR,
                            numbers.of(Series.SENSOR, air.sensorId(), connection),
                            air.at(),
                            List.of(
                                    air.temperatureCelsius(),
                                    air.humidityPercent(),
                                    air.dewPointCelsius()));
            case FocuserFact about ->
                    add(about, numbers.of(Series.FOCUSER, about.focuserId(), connection));
        }
    }

    private void add(FocuserFact fact, int focuser) throws SQLException {
        switch (fact) {
            case Reading reading ->
                    readings.add(
                            Series.FOCUSER,
                            focuser,
                            reading.at(),
                            List.of(
                                    OptionalDouble.of(reading.positionSteps()),
                                    reading.temperatureCelsius(),
                                    reading.humidityPercent(),
                                    reading.dewPointCelsius()));
            case Move move -> add(move, focuser);
            case Run run -> add(run, focuser);
            case Note note -> add(note, focuser);
            case Points points -> replace(points, focuser);
        }
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
        readings.send();
    }

    @Override
    public void close() throws SQLException {
        readings.close();
    }
}
