package parfocal.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The writing end of a database. For one thread; after an exception it is closed and another is opened.
final class Store implements AutoCloseable {
    private final Database database;
    private final Connection connection;
    private final DeviceNumbers numbers;

    private Store(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
        this.numbers = new DeviceNumbers(database);
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
        try (var rows = new Rows(connection, numbers)) {
            for (Fact fact : facts) {
                rows.add(fact);
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
}
