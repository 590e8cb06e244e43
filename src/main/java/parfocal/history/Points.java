package parfocal.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.history.CompensationPoint.Kept;
import parfocal.history.CompensationPoint.Source;

/// The points of the calculator, on a connection of their own that commits each change.
record Points(Connection connection, String hub) {

    List<Kept> of(String focuserId) throws SQLException {
        var points = new ArrayList<Kept>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        SELECT p.number, filter, at, night, temperature, position, sigma, source, excluded
                        FROM compensation_points p JOIN focusers f ON f.number = p.focuser
                        WHERE hub = ? AND id = ? ORDER BY at, p.number\
                        """)) {
            new Values(statement).add(hub).add(focuserId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    points.add(
                            new Kept(
                                    rows.getLong(1),
                                    new CompensationPoint(
                                            focuserId,
                                            Optional.ofNullable(rows.getString(2)),
                                            Instant.ofEpochMilli(rows.getLong(3)),
                                            LocalDate.parse(rows.getString(4)),
                                            rows.getDouble(5),
                                            rows.getDouble(6),
                                            Questions.number(rows, 7),
                                            Words.read(Source.class, rows.getString(8)),
                                            rows.getInt(9) != 0)));
                }
            }
        }
        return points;
    }

    long add(CompensationPoint point, FocuserNumbers numbers) throws SQLException {
        int focuser = numbers.of(point.focuserId(), connection);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        INSERT INTO compensation_points
                            (filter, at, night, temperature, position, sigma, source, excluded, focuser)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number\
                        """)) {
            fill(new Values(statement), point).add(focuser);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("the new point has no number");
                }
                return rows.getLong(1);
            }
        }
    }

    /// @return whether there was one of that number
    boolean replace(Kept kept, FocuserNumbers numbers) throws SQLException {
        int focuser = numbers.of(kept.point().focuserId(), connection);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        UPDATE compensation_points SET filter = ?, at = ?, night = ?, temperature = ?, position = ?,
                            sigma = ?, source = ?, excluded = ? WHERE number = ? AND focuser = ?\
                        """)) {
            fill(new Values(statement), kept.point()).add(kept.number()).add(focuser);
            return statement.executeUpdate() > 0;
        }
    }

    /// @return whether there was one of that number
    boolean delete(String focuserId, long number, FocuserNumbers numbers) throws SQLException {
        int focuser = numbers.of(focuserId, connection);
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "DELETE FROM compensation_points WHERE number = ? AND focuser = ?")) {
            new Values(statement).add(number).add(focuser);
            return statement.executeUpdate() > 0;
        }
    }

    private static Values fill(Values values, CompensationPoint point) throws SQLException {
        return values.add(point.filter())
                .add(point.at())
                .add(point.night().toString())
                .add(point.celsius())
                .add(point.positionSteps())
                .add(point.sigmaSteps())
                .add(Words.of(point.source()))
                .add(point.excluded() ? 1 : 0);
    }
}
