package parfocal.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Fills the question marks of a statement, from the first to the last.
final class Values {
    private final PreparedStatement statement;
    private int place;

    Values(PreparedStatement statement) {
        this.statement = statement;
    }

    Values add(int value) throws SQLException {
        statement.setInt(++place, value);
        return this;
    }

    Values add(long value) throws SQLException {
        statement.setLong(++place, value);
        return this;
    }

    Values add(double value) throws SQLException {
        statement.setDouble(++place, value);
        return this;
    }

    Values add(Instant moment) throws SQLException {
        return add(moment.toEpochMilli());
    }

    Values add(String text) throws SQLException {
        // PostgreSQL takes any character but this one.
        statement.setString(++place, text.replace("\0", ""));
        return this;
    }

    Values add(OptionalInt value) throws SQLException {
        if (value.isPresent()) {
            return add(value.getAsInt());
        }
        statement.setNull(++place, Types.INTEGER);
        return this;
    }

    Values add(OptionalDouble value) throws SQLException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            return add(value.getAsDouble());
        }
        statement.setNull(++place, Types.DOUBLE);
        return this;
    }

    Values add(Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            return add(text.get());
        }
        statement.setNull(++place, Types.VARCHAR);
        return this;
    }
}
