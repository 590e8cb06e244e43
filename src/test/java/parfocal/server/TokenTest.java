package parfocal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenTest {
    @Test
    void aTokenIsMadeOnceAndReadableByItsOwnerOnly(@TempDir Path data) throws Exception {
        Token made = Token.in(data.resolve("new"));
        Token again = Token.in(data.resolve("new"));

        assertThat(again.text()).isEqualTo(made.text()).hasSize(32);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("new/token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aTokenThatOthersCouldReadIsClosedAndOneThatIsNoneIsReplaced(@TempDir Path data)
            throws Exception {
        Path file = data.resolve("token");
        Files.writeString(file, "short\n");
        assertThat(Token.in(data).text()).hasSize(32);

        var _ = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var _ = Token.in(data);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void onlyTheTokenIsTheToken() {
        Token token = Token.fresh();

        assertThat(token.is(token.text())).isTrue();
        assertThat(token.is(token.text().substring(1))).isFalse();
        assertThat(token.is("")).isFalse();
        assertThat(token.is(Token.fresh().text())).isFalse();
    }
}
