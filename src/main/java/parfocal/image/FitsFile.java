package parfocal.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.HeaderCard;
import nom.tam.util.FitsOutputStream;

/// A frame as the bytes of a FITS file, by nom-tam-fits.
final class FitsFile {
    /// Keywords that describe the bytes of a file and not the picture: each file has its own.
    private static final Pattern OF_THE_BYTES =
            Pattern.compile(
                    "SIMPLE|XTENSION|BITPIX|NAXIS\\d*|EXTEND|PCOUNT|GCOUNT|GROUPS|BZERO|BSCALE|BLANK|END"
                            + "|CHECKSUM|DATASUM|DATAMIN|DATAMAX|EXTNAME|CONTINUE|COMMENT|HISTORY|LONGSTRN");

    private static final int OFFSET_OF_UNSIGNED = 32_768;
    private static final int MOST_UNSIGNED = 65_535;

    private FitsFile() {}

    static byte[] of(Frame frame) throws IOException {
        boolean whole = fitsSixteenBits(frame.adu());
        BasicHDU<?> part = nom.tam.fits.Fits.makeHDU(whole ? shorts(frame) : floats(frame));
        if (whole) {
            part.getHeader().addValue("BZERO", OFFSET_OF_UNSIGNED, "unsigned 16-bit integers");
            part.getHeader().addValue("BSCALE", 1, "");
        }
        frame.keywords().entrySet().stream()
                .filter(e -> !OF_THE_BYTES.matcher(e.getKey()).matches())
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(e -> FitsCard.of(e.getKey(), e.getValue()).format())
                .filter(line -> line.length() <= FitsCard.LENGTH)
                .forEach(line -> part.getHeader().addLine(HeaderCard.create(line)));
        var bytes = new ByteArrayOutputStream(frame.adu().length * (whole ? 2 : 4) + 8640);
        try (var fits = new nom.tam.fits.Fits();
                var out = new FitsOutputStream(bytes)) {
            fits.addHDU(part);
            fits.write(out);
        }
        return bytes.toByteArray();
    }

    private static boolean fitsSixteenBits(float[] adu) {
        for (float value : adu) {
            if (!(value >= 0 && value <= MOST_UNSIGNED) || value != (int) value) {
                return false;
            }
        }
        return true;
    }

    private static short[][] shorts(Frame frame) {
        short[][] rows = new short[frame.heightPixels()][frame.widthPixels()];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length; x++) {
                rows[y][x] = (short) ((int) frame.adu(x, y) - OFFSET_OF_UNSIGNED);
            }
        }
        return rows;
    }

    private static float[][] floats(Frame frame) {
        int width = frame.widthPixels();
        return IntStream.range(0, frame.heightPixels())
                .mapToObj(
                        y -> java.util.Arrays.copyOfRange(frame.adu(), y * width, (y + 1) * width))
                .toArray(float[][]::new);
    }
}
