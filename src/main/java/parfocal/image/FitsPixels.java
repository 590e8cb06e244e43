package parfocal.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import nom.tam.fits.BasicHDU;
import nom.tam.image.compression.hdu.CompressedImageHDU;
import parfocal.image.FitsHeader.BrokenHeader;

/// The pixels of one part of a FITS file, by nom-tam-fits.
///
/// The library never sees a header from outside: it gets one with only the lines that describe the bytes, rewritten strictly.
/// So what cameras write there cannot stop it.
final class FitsPixels {
    /// Kept, or the setting would be forgotten with the logger.
    private static final Logger LIBRARY_LOG = Logger.getLogger("nom.tam");

    private static final Pattern TABLE =
            Pattern.compile(
                    "XTENSION|BITPIX|NAXIS\\d*|PCOUNT|GCOUNT|TFIELDS|THEAP|EXTNAME"
                            + "|T(?:TYPE|FORM|NULL|SCAL|ZERO|DIM|UNIT|DISP)\\d+"
                            + "|Z(?:IMAGE|CMPTYPE|BITPIX|NAXIS\\d*|TILE\\d+|NAME\\d+|VAL\\d+)"
                            + "|Z(?:QUANTIZ|DITHER0|BLANK|MASKCMP|SCALE|ZERO|SIMPLE|EXTEND|TENSION)"
                            + "|Z(?:PCOUNT|GCOUNT|HECKSUM|DATASUM|HDUNAME)");
    private static final Pattern SCALING = Pattern.compile("BZERO|BSCALE|BLANK");
    private static final String SIMPLE = "SIMPLE  =                    T";

    static {
        LIBRARY_LOG.setLevel(Level.OFF);
    }

    private FitsPixels() {}

    static boolean describesTheTable(String keyword) {
        return TABLE.matcher(keyword).matches();
    }

    static Frame of(byte[] bytes, FitsHeader header, Map<String, String> keywords)
            throws Unreadable {
        try {
            Optional<SixteenBits> plane = SixteenBits.of(header);
            if (plane.isPresent()) {
                SixteenBits pixels = plane.get();
                return Frame.of(
                        pixels.widthPixels(),
                        pixels.heightPixels(),
                        pixels.counts(bytes),
                        keywords);
            }
            var image = header.isCompressedImage() ? unpacked(bytes, header) : plain(bytes, header);
            Frame raw = new FitsArrays(Scaling.of(header)).luminance(image);
            return new Frame(raw.widthPixels(), raw.heightPixels(), mended(raw.adu()), keywords);
        } catch (BrokenHeader | IOException failed) {
            throw new Unreadable("is damaged: its pixels cannot be unpacked", failed);
        }
    }

    private static Object plain(byte[] bytes, FitsHeader header) throws BrokenHeader, IOException {
        var cards = new ArrayList<FitsCard>();
        int[] axes = header.axes("");
        cards.add(FitsCard.of("BITPIX", String.valueOf(header.whole("BITPIX"))));
        cards.add(FitsCard.of("NAXIS", String.valueOf(axes.length)));
        for (int i = 0; i < axes.length; i++) {
            cards.add(FitsCard.of("NAXIS" + (i + 1), String.valueOf(axes[i])));
        }
        byte[] strict = new FitsHeader(cards, 0).strict(SIMPLE);
        return readPart(0, List.of(strict), bytes, header).getKernel();
    }

    private static Object unpacked(byte[] bytes, FitsHeader header)
            throws BrokenHeader, IOException {
        byte[] empty =
                new FitsHeader(List.of(FitsCard.of("BITPIX", "8"), FitsCard.of("NAXIS", "0")), 0)
                        .strict(SIMPLE);
        byte[] strict =
                header.only(name ->
                                !name.equals("XTENSION")
                                        && (describesTheTable(name)
                                                || SCALING.matcher(name).matches()))
                        .strict("XTENSION= 'BINTABLE'");
        var part = readPart(1, List.of(empty, strict), bytes, header);
        if (!(part instanceof CompressedImageHDU compressed)) {
            throw new BrokenHeader("no compressed image");
        }
        return compressed.asImageHDU().getKernel();
    }

    private static BasicHDU<?> readPart(
            int part, List<byte[]> headers, byte[] bytes, FitsHeader header)
            throws BrokenHeader, IOException {
        int length = (int) header.dataBytes();
        var streams = new ArrayList<ByteArrayInputStream>();
        headers.forEach(strict -> streams.add(new ByteArrayInputStream(strict)));
        streams.add(new ByteArrayInputStream(bytes, (int) header.dataFrom(), length));
        streams.add(
                new ByteArrayInputStream(new byte[(int) FitsHeader.roundedUp(length) - length]));
        try (var in = new SequenceInputStream(Collections.enumeration(streams));
                var fits = new nom.tam.fits.Fits(in)) {
            BasicHDU<?> found = fits.getHDU(part);
            if (found == null || found.getKernel() == null) {
                throw new BrokenHeader("no pixels");
            }
            return found;
        }
    }

    private static float[] mended(float[] adu) throws Unreadable {
        int finite = 0;
        for (float value : adu) {
            finite += Float.isFinite(value) ? 1 : 0;
        }
        if (finite == adu.length) {
            return adu;
        }
        if (finite == 0) {
            throw new Unreadable("has no picture: no pixel holds a number");
        }
        float[] numbers = new float[finite];
        int n = 0;
        for (float value : adu) {
            if (Float.isFinite(value)) {
                numbers[n++] = value;
            }
        }
        Arrays.parallelSort(numbers);
        float median = numbers[finite / 2];
        for (int i = 0; i < adu.length; i++) {
            if (!Float.isFinite(adu[i])) {
                adu[i] = median;
            }
        }
        return adu;
    }

    /// What is wrong with pixels, as the second half of a sentence that begins with the file's name.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }

        Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
