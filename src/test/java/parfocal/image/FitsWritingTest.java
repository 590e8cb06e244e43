package parfocal.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FitsWritingTest {
    @TempDir Path folder;

    @Test
    void wholeNumbersThatFitAreSixteenBitsUnsigned() throws Exception {
        byte[] bytes = written(new Frame(2, 1, new float[] {0, 65535}));

        assertThat(new String(bytes, 0, 2880, StandardCharsets.US_ASCII))
                .contains("BITPIX  =                   16")
                .containsPattern("BZERO   = +32768");
        assertThat(bytes).hasSize(5760);
        assertThat(bytes[2880]).isEqualTo((byte) 0x80);
        assertThat(bytes[2881]).isEqualTo((byte) 0x00);
        assertThat(bytes[2882]).isEqualTo((byte) 0x7F);
        assertThat(bytes[2883]).isEqualTo((byte) 0xFF);
    }

    @Test
    void anythingElseIsFloats() throws Exception {
        byte[] bytes = written(new Frame(2, 1, new float[] {0.5f, -1}));

        assertThat(new String(bytes, 0, 2880, StandardCharsets.US_ASCII))
                .contains("BITPIX  =                  -32")
                .doesNotContain("BZERO");
        assertThat(bytes[2880]).isEqualTo((byte) 0x3F);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        var keywords =
                Map.of(
                        "FOCUSPOS", "7350.00",
                        "OBJECT", "O'Neill",
                        "FILTER", "T",
                        "ESO TEL FOCU LEN", "38.48",
                        "BZERO", "1000",
                        "NAXIS1", "17");
        written(new Frame(3, 2, new float[] {1, 2, 3, 4, 5, 6}, keywords));

        Frame back = Fits.read(folder.resolve("x.fits"));

        assertThat(back.adu()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(back.widthPixels()).isEqualTo(3);
        assertThat(back.keywords())
                .containsEntry("FOCUSPOS", "7350.00")
                .containsEntry("OBJECT", "O'Neill")
                .containsEntry("FILTER", "T")
                .containsEntry("ESO TEL FOCU LEN", "38.48")
                .containsEntry("NAXIS1", "3");
    }

    @Test
    void valuesNoHeaderCanHoldAreCutOrMarkedButNeverStopTheWriting() throws Exception {
        written(
                new Frame(
                        1,
                        1,
                        new float[] {1},
                        Map.of("LONG", "x".repeat(200), "SITE", "Zürich", "BAD=KEY", "1")));

        Frame back = Fits.read(folder.resolve("x.fits"));

        assertThat(back.keyword("LONG")).contains("x".repeat(68));
        assertThat(back.keyword("SITE")).contains("Z?rich");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        assertThatThrownBy(() ->
                        Fits.write(folder.resolve("none/x.fits"), new Frame(1, 1, new float[] {1})))
                .isInstanceOf(FitsException.class)
                .hasMessageStartingWith("x.fits could not be written: ");
    }

    @Test
    void nothingIsLeftBesideTheFile() throws Exception {
        written(new Frame(1, 1, new float[] {1}));

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("x.fits"));
        }
    }

    private byte[] written(Frame frame) throws Exception {
        Path file = folder.resolve("x.fits");
        Fits.write(file, frame);
        return Files.readAllBytes(file);
    }
}
