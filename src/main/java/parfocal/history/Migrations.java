package parfocal.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import parfocal.history.Database.Postgresql;
import parfocal.history.Database.SqliteFile;

/// Brings a database to the schema of this program, by the numbered files in `migrations`.
final class Migrations {
    /// The highest number among the files.
    static final String LATEST = "2";

    static final String PLACE = "parfocal/history/migrations";

    private static final String TABLE = "parfocal_schema";

    private Migrations() {}

    /// @throws SQLException when the database cannot be reached or changed, or belongs to a newer program
    static void bringUpToDate(Database database) throws SQLException {
        try (Connection connection = Connections.open(database)) {
            // Flyway costs half a second of a core; a database that is up to date needs none of it.
            if (isUpToDate(connection)) {
                return;
            }
        }
        try {
            var _ =
                    Flyway.configure(Migrations.class.getClassLoader())
                            .dataSource(Connections.source(database))
                            .locations("classpath:" + PLACE)
                            .table(TABLE)
                            .placeholders(placeholders(database))
                            .baselineOnMigrate(true)
                            .baselineVersion("0")
                            .load()
                            .migrate();
        } catch (FlywayException trouble) {
            if (trouble.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw new SQLException(trouble.getMessage(), trouble);
        }
    }

    private static Map<String, String> placeholders(Database database) {
        return switch (database) {
            case SqliteFile _ ->
                    Map.of("identity", "INTEGER PRIMARY KEY", "compact", "WITHOUT ROWID");
            case Postgresql _ ->
                    Map.of(
                            "identity",
                            "INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                            "compact",
                            "");
        };
    }

    private static boolean isUpToDate(Connection connection) throws SQLException {
        boolean there;
        try (ResultSet tables = connection.getMetaData().getTables(null, null, TABLE, null)) {
            there = tables.next();
        }
        if (!there) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT version FROM " + TABLE + " ORDER BY installed_rank DESC")) {
            return rows.next() && LATEST.equals(rows.getString(1));
        }
    }
}
