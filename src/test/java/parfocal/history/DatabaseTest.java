package parfocal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.history.Database.Login;
import parfocal.history.Database.Postgresql;

final class DatabaseTest {

    @Test
    void anAddressNamesServerDatabaseAndLogin() {
        assertThat(Database.parse("postgresql://obs%40dome:p%3Aw+1@server:5433/parfocal", "dome-2"))
                .isEqualTo(
                        new Postgresql(
                                "server",
                                5433,
                                "parfocal",
                                Optional.of(new Login("obs@dome", Optional.of("p:w+1"))),
                                "dome-2"));
        assertThat(Database.parse("postgres://server/parfocal", "hub"))
                .isEqualTo(new Postgresql("server", 5432, "parfocal", Optional.empty(), "hub"));
    }

    @Test
    void aPasswordIsNeverShown() {
        Database database = Database.parse("postgresql://me:secret@server/parfocal", "hub");

        assertThat(database.shown()).isEqualTo("postgresql://server:5432/parfocal");
        assertThat(database.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://server/parfocal",
                "postgresql://server",
                "postgresql:///parfocal",
                "postgresql://me:sec ret@server/parfocal"
            })
    void whatIsNoAddressIsSaidWithoutRepeatingIt(String address) {
        assertThatThrownBy(() -> Database.parse(address, "hub"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgresql://USER:PASSWORD@HOST:5432/NAME")
                .hasMessageNotContaining("sec ret");
    }

    @Test
    void theNewestMigrationIsTheOneThatCountsAsUpToDate() throws Exception {
        int highest =
                MigrationFiles.all().stream()
                        .mapToInt(name -> Integer.parseInt(name.replaceAll("^V(\\d+)__.*", "$1")))
                        .max()
                        .orElseThrow();

        assertThat(Migrations.LATEST).isEqualTo(String.valueOf(highest));
    }
}
