package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the paths are written as elsewhere")
final class DataDirectoryTest {
    private static final Path ANN = Path.of("/home/ann");

    private static String find(String system, Map<String, String> environment) {
        return DataDirectory.find(Optional.empty(), environment, system, ANN).path().toString();
    }

    @Test
    void theOptionCountsMoreThanTheVariableAndTheVariableMoreThanTheCustom() {
        var environment = Map.of("PARFOCAL_DATA", "/data/focus", "XDG_DATA_HOME", "/xdg");

        assertThat(DataDirectory.find(Optional.of(Path.of("/here")), environment, "Linux", ANN))
                .isEqualTo(new DataDirectory(Path.of("/here"), "--data"));
        assertThat(DataDirectory.find(Optional.empty(), environment, "Linux", ANN))
                .isEqualTo(new DataDirectory(Path.of("/data/focus"), "PARFOCAL_DATA"));
    }

    @Test
    void eachSystemHasItsCustom() {
        assertThat(find("Linux", Map.of())).isEqualTo("/home/ann/.local/share/parfocal");
        assertThat(find("Linux", Map.of("XDG_DATA_HOME", "/xdg"))).isEqualTo("/xdg/parfocal");
        assertThat(find("Linux", Map.of("XDG_DATA_HOME", "not/absolute")))
                .isEqualTo("/home/ann/.local/share/parfocal");
        assertThat(find("Mac OS X", Map.of()))
                .isEqualTo("/home/ann/Library/Application Support/Parfocal");
        assertThat(find("Windows 11", Map.of("LOCALAPPDATA", "/c/Users/ann/AppData/Local")))
                .isEqualTo("/c/Users/ann/AppData/Local/Parfocal");
    }
}
