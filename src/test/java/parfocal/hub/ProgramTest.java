package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProgramTest {
    @Test
    void theVersionIsThatOfTheBuildFile() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<artifactId>parfocal</artifactId>\n  <version>" + Program.VERSION + "<");
    }
}
