package parfocal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The same on a real PostgreSQL, as Debian's package `postgresql` installs it.
final class PostgresHistoryTest extends HistoryContract {
    private static Optional<PostgresCluster> cluster = Optional.empty();
    private static int databases;

    @BeforeAll
    static void startServer() throws Exception {
        Optional<Path> programs = PostgresCluster.programs();
        assumeTrue(
                programs.isPresent(),
                "no PostgreSQL under /usr/lib/postgresql: install Debian's package postgresql to run these tests");
        cluster = Optional.of(PostgresCluster.start(programs.get()));
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (cluster.isPresent()) {
            cluster.get().remove();
        }
    }

    /// The schema is made once and copied, except for the first test, which therefore sees it made.
    @Override
    Database database() throws Exception {
        PostgresCluster server = cluster.orElseThrow();
        String name = "history" + databases++;
        boolean first = databases == 1;
        create(server, name, first ? "template1" : "history_template");
        if (first) {
            create(server, "history_template", "template1");
            Migrations.bringUpToDate(server.database("history_template", ""));
        }
        return server.database(name, "dome-1");
    }

    private static void create(PostgresCluster server, String name, String template)
            throws SQLException {
        try (Connection connection = Connections.open(server.database("postgres", ""));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, template));
        }
    }

    @Test
    void twoHubsInOneDatabaseSeeEachTheirOwnFocusers() throws Exception {
        keep(reading(0, 1, 1));
        var mine = (Database.Postgresql) history().database();
        var theirs =
                new Database.Postgresql(
                        mine.host(), mine.port(), mine.name(), mine.login(), "dome-2");

        try (History other = open(theirs)) {
            other.keep(reading(0, 2, 1));
            assertThat(other.awaitWritten(PATIENCE)).isTrue();
            var found = new ArrayList<Reading>();
            other.readings(Optional.empty(), NIGHT, found::add);
            assertThat(found).containsExactly(reading(0, 2, 1));
        }
        try (Store store = Store.open(theirs)) {
            while (store.tidy(Long.MAX_VALUE, 1_000)) {
                // Theirs alone, a day at a time.
            }
        }
        assertThat(readings()).containsExactly(reading(0, 1, 1));
    }

    @Test
    void aServerThatGoesAwayAndComesBackLosesNothing() throws Exception {
        PostgresCluster server = cluster.orElseThrow();
        var soon = Duration.ofMillis(50);
        history().close();
        var limits = new HistoryLimits(Duration.ofDays(1_000_000), 1_000, 100, soon, soon);
        try (History history = begun(history().database(), limits)) {
            history.keep(reading(0, 1, 1));
            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            server.stopServer();
            history.keep(reading(5, 2, 1));
            assertThat(history.awaitWritten(Duration.ofMillis(500))).isFalse();
            history.keep(reading(10, 3, 1));

            server.startServer();

            assertThat(history.awaitWritten(PATIENCE)).isTrue();
            assertThat(history.readings("main", NIGHT, 1))
                    .extracting(Bucket::count)
                    .containsExactly(3);
            awaitSaid(2);
            assertThat(said.getFirst()).contains("Focusing goes on");
            assertThat(said.getLast()).contains("nothing was lost");
        }
    }
}
