package parfocal.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import parfocal.history.Database.Login;
import parfocal.history.Database.Postgresql;
import parfocal.history.Database.SqliteFile;

/// Opens connections as this program wants them.
final class Connections {
    private static final int BUSY_MILLIS = 5_000;
    private static final int LARGEST_IDLE_LOG_BYTES = 16 * 1024 * 1024;
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 60;

    private Connections() {}

    static Connection open(Database database) throws SQLException {
        return source(database).getConnection();
    }

    static DataSource source(Database database) throws SQLException {
        return switch (database) {
            case SqliteFile(Path file) -> sqlite(file);
            case Postgresql(
                            String host,
                            int port,
                            String name,
                            Optional<Login> login,
                            String hub) -> {
                var source = new PGSimpleDataSource();
                source.setServerNames(new String[] {host});
                source.setPortNumbers(new int[] {port});
                source.setDatabaseName(name);
                login.ifPresent(who -> {
                    source.setUser(who.user());
                    who.password().ifPresent(source::setPassword);
                });
                source.setConnectTimeout(CONNECT_SECONDS);
                source.setLoginTimeout(CONNECT_SECONDS);
                // A server that fell silent is noticed instead of waited for.
                source.setSocketTimeout(ANSWER_SECONDS);
                source.setTcpKeepAlive(true);
                source.setApplicationName("Parfocal " + hub);
                yield source;
            }
        };
    }

    private static DataSource sqlite(Path file) throws SQLException {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException trouble) {
            throw new SQLException(
                    "its directory %s cannot be made".formatted(trouble.getMessage()), trouble);
        }
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A row that is committed is on the disk; at a commit every few seconds that costs nothing.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(LARGEST_IDLE_LOG_BYTES);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
