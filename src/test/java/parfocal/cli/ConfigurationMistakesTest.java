package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that is wrong with a configuration is told at once.
final class ConfigurationMistakesTest {
    @TempDir Path directory = Path.of("");

    private Configuration read(String toml) throws Exception {
        return Configuration.read(Files.writeString(directory.resolve("parfocal.toml"), toml));
    }

    @Test
    void everyMistakeIsTold() {
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() ->
                        read(
                                """
                                [server]
                                lan = "yes"
                                colour = "red"

                                [[focuser]]
                                name = "C11"
                                driver = "celestrom"
                                address = "tcp://pi:4001"
                                maximum-steps = "many"

                                [[focuser]]
                                driver = "celestron"

                                [[camera]]
                                name = "Main"
                                address = "indi://pi/CCD%20Simulator"
                                focuser = "C11"

                                [[rig]]
                                name = "sct-c12"
                                """))
                .satisfies(wrong ->
                        assertThat(
                                        wrong.sentences().stream()
                                                .map(each -> each.substring(0, each.indexOf(": "))))
                                .containsExactly(
                                        "parfocal.toml, line 2",
                                        "parfocal.toml, line 3",
                                        "parfocal.toml, line 7",
                                        "parfocal.toml, line 11",
                                        "parfocal.toml, line 20"));
    }

    @Test
    void whatDoesNotGoTogetherIsToldTogether() {
        assertThatExceptionOfType(Misuse.class)
                .isThrownBy(() ->
                        read(
                                """
                                [[focuser]]
                                name = "C11"
                                driver = "celestron"
                                address = "tcp://pi:4001"

                                [[focuser]]
                                name = "C8"
                                driver = "celestron"
                                address = "tcp://pi:4001"

                                [[camera]]
                                name = "Main"
                                address = "indi://pi/CCD%20Simulator"
                                focuser = "C14"
                                """))
                .satisfies(wrong -> assertThat(wrong.sentences()).hasSize(2))
                .withMessageContaining("have one address")
                .withMessageContaining("\"C14\" does not exist");
    }
}
