package parfocal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Frames of real cameras, where they are at hand.
final class RealFramesTest {
    private static final Path DATA = Path.of("../shared/data");

    @Test
    void voyagerPadsItsHeadersWithNulBytes() throws Exception {
        Frame frame =
                Fits.read(
                        recording(
                                "c8-sweep/Target_LIGHT_8000_0s_BIN1_-15C_001_20190513_213051_480_W.FIT.gz"));

        assertThat(frame.widthPixels()).isEqualTo(1164);
        assertThat(frame.heightPixels()).isEqualTo(880);
        assertThat(frame.number("FOCUSPOS")).hasValue(8025);
        assertThat(frame.keyword("SWCREATE")).contains("Voyager Release 2.1.1e - Built 2019-03-30");
        assertThat(frame.adu()[0]).isBetween(0f, 65535f);
    }

    @Test
    void everyFrameOfTheSweepIsRead() throws Exception {
        int frames = 0;
        try (var files = Files.list(recording("c8-sweep"))) {
            for (Path file : files.toList()) {
                assertThat(Fits.read(file).adu()).hasSize(1164 * 880);
                frames++;
            }
        }
        assertThat(frames).isEqualTo(17);
    }

    @Test
    void midasScalesItsPixels() throws Exception {
        Frame frame = Fits.read(recording("star-field/image.fits"));
        var adu = IntStream.range(0, frame.adu().length).mapToDouble(i -> frame.adu()[i]);

        // The file says so itself: DATAMIN and DATAMAX.
        var range = adu.summaryStatistics();
        assertThat(range.getMin()).isGreaterThanOrEqualTo(3713.66);
        assertThat(range.getMax()).isLessThanOrEqualTo(98525);
        assertThat(frame.keyword("ESO TEL FOCU LEN")).isPresent();
    }

    @Test
    void pixInsightWritesBytes() throws Exception {
        Frame frame = Fits.read(recording("ekos-frames/hotpixels.fits"));

        assertThat(frame.widthPixels()).isEqualTo(100);
        assertThat(frame.adu()).contains(255);
    }

    private static Path recording(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no real recordings at " + file);
        return file;
    }
}
