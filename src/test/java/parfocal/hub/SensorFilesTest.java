package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.autofocus.FirstLooks;
import parfocal.autofocus.FocusPlan;
import parfocal.image.Fits;
import parfocal.image.Frame;

/// What a dark and a map mean for the light of a run.
final class SensorFilesTest {
    private static final FocusPlan ADVISED = FocusPlan.defaults().advised(true, true);

    @TempDir Path folder = Path.of("");

    @Test
    void aDarkOfAnotherExposureIsDoubted() throws Exception {
        Path dark = folder.resolve("dark.fits");
        Fits.write(dark, new Frame(3, 2, new float[6], Map.of("EXPTIME", "2")));
        SensorFiles.Known known = new SensorFiles(Optional.of(dark), Optional.empty()).read();

        assertThat(known.doubt(Duration.ofMillis(2_400))).isEmpty();
        assertThat(known.doubt(Duration.ofSeconds(4)))
                .contains(
                        "The dark was exposed for 2 s and the frames are for 4 s: of the hot pixels it takes off 0.5 times what is there. Expose both alike.");
    }

    @Test
    void withADarkTheExposureStaysAndWithAMapItMayChange() {
        Optional<Path> file = Optional.of(Path.of("x.fits"));

        assertThat(new SensorFiles(file, Optional.empty()).restrain(ADVISED).looks())
                .map(FirstLooks::exposureFree)
                .contains(false);
        assertThat(new SensorFiles(Optional.empty(), file).restrain(ADVISED).looks())
                .map(FirstLooks::exposureFree)
                .contains(true);
    }

    @Test
    void whereAdviceIsNotWantedNothingChanges() {
        assertThat(new CameraCare(SensorFiles.NONE, false, false).restrain(ADVISED).looks())
                .isEmpty();
        assertThat(CameraCare.USUAL.restrain(ADVISED)).isEqualTo(ADVISED);
    }
}
