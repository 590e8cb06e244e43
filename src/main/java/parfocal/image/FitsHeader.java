package parfocal.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The header of one part of a FITS file, read line by line and forgivingly, and where the part's data lie.
///
/// What follows the line `END` in its block is ignored, whatever it is: some programs fill it with NUL bytes.
///
/// @param cards    in the order of the file
/// @param dataFrom offset of the first data byte
record FitsHeader(List<FitsCard> cards, long dataFrom) {
    static final int BLOCK = 2880;

    private static final Set<Integer> BITPIX = Set.of(8, 16, 32, 64, -32, -64);
    private static final Set<String> PACKINGS =
            Set.of("RICE_1", "RICE_ONE", "GZIP_1", "GZIP_2", "HCOMPRESS_1", "PLIO_1", "NOCOMPRESS");
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    /// @throws BrokenHeader when the bytes end before the line `END`
    static FitsHeader at(byte[] bytes, long from) throws BrokenHeader {
        var cards = new ArrayList<FitsCard>();
        long at = from;
        while (at + 3 <= bytes.length) {
            int length = (int) Math.min(FitsCard.LENGTH, bytes.length - at);
            String line =
                    UNPRINTABLE
                            .matcher(
                                    new String(
                                            bytes, (int) at, length, StandardCharsets.ISO_8859_1))
                            .replaceAll(" ");
            at += FitsCard.LENGTH;
            if (line.substring(0, Math.min(8, length)).strip().equals("END")) {
                return new FitsHeader(cards, from + roundedUp(at - from));
            }
            Optional<String> more = FitsCard.continuation(line);
            if (more.isPresent() && !cards.isEmpty() && cards.getLast().goesOn()) {
                cards.add(cards.removeLast().continuedBy(more.get()));
            } else {
                FitsCard.parse(line).ifPresent(cards::add);
            }
        }
        throw new BrokenHeader("has a header without an end: the file was cut off");
    }

    static long roundedUp(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// The first value given to a keyword: as in other readers, a later double does not count.
    Optional<String> value(String name) {
        return cards.stream().filter(c -> c.name().equals(name)).map(FitsCard::value).findFirst();
    }

    boolean says(String name, String value) {
        return value(name).filter(value::equalsIgnoreCase).isPresent();
    }

    int whole(String name) throws BrokenHeader {
        String value =
                value(name).orElseThrow(() -> new BrokenHeader("has a header without " + name));
        try {
            double number = Double.parseDouble(value);
            if (number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE) {
                return (int) number;
            }
        } catch (NumberFormatException notANumber) {
            throw new BrokenHeader(
                    "has a broken header: %s is '%s'".formatted(name, value), notANumber);
        }
        throw new BrokenHeader("has a broken header: %s is %s".formatted(name, value));
    }

    private int whole(String name, int otherwise) throws BrokenHeader {
        return value(name).isPresent() ? whole(name) : otherwise;
    }

    /// The lengths of the axes, `NAXIS1` first.
    ///
    /// @param prefix empty, or `Z` for the image inside a compressed table
    int[] axes(String prefix) throws BrokenHeader {
        int count = whole(prefix + "NAXIS");
        if (count < 0 || count > 999) {
            throw new BrokenHeader("has a broken header: %sNAXIS is %d".formatted(prefix, count));
        }
        int[] axes = new int[count];
        for (int i = 0; i < count; i++) {
            axes[i] = whole(prefix + "NAXIS" + (i + 1));
            if (axes[i] < 0) {
                throw new BrokenHeader(
                        "has a broken header: %sNAXIS%d is %d".formatted(prefix, i + 1, axes[i]));
            }
        }
        return axes;
    }

    /// Bytes of data, without the padding that fills the last block.
    long dataBytes() throws BrokenHeader {
        int[] axes = axes("");
        if (axes.length == 0) {
            return 0;
        }
        try {
            long values = IntStream.of(axes).asLongStream().reduce(1, Math::multiplyExact);
            long all = Math.addExact(Math.max(0, whole("PCOUNT", 0)), values);
            long bytes = Math.multiplyExact(all, Math.abs(whole("BITPIX")) / 8);
            return Math.multiplyExact(bytes, Math.max(1, whole("GCOUNT", 1)));
        } catch (ArithmeticException absurd) {
            throw new BrokenHeader("has a broken header: its axes are absurdly long", absurd);
        }
    }

    boolean isCompressedImage() {
        return says("XTENSION", "BINTABLE") && says("ZIMAGE", "T");
    }

    boolean isImage() throws BrokenHeader {
        if (isCompressedImage()) {
            return hasArea(axes("Z"));
        }
        boolean array = value("XTENSION").isEmpty() || says("XTENSION", "IMAGE");
        return array && hasArea(axes(""));
    }

    /// @throws BrokenHeader when pixels are stored in a way that nobody here can read
    void requireKnownNumbers() throws BrokenHeader {
        String keyword = isCompressedImage() ? "ZBITPIX" : "BITPIX";
        int bits = whole(keyword);
        if (!BITPIX.contains(bits)) {
            throw new BrokenHeader("has a broken header: %s is %d".formatted(keyword, bits));
        }
        String packing = value("ZCMPTYPE").orElse("none");
        if (isCompressedImage() && !PACKINGS.contains(packing)) {
            throw new BrokenHeader(
                    "is compressed in an unknown way (%s): unpack it with funpack"
                            .formatted(packing));
        }
    }

    private static boolean hasArea(int[] axes) {
        return axes.length >= 2 && IntStream.of(axes).allMatch(axis -> axis > 0);
    }

    FitsHeader only(Predicate<String> names) {
        return new FitsHeader(cards.stream().filter(c -> names.test(c.name())).toList(), dataFrom);
    }

    Map<String, String> keywords() {
        var keywords = new LinkedHashMap<String, String>();
        cards.forEach(card -> keywords.putIfAbsent(card.name(), card.value()));
        return keywords;
    }

    /// The header as a strict reader wants it: whole blocks, one line each, no doubles.
    byte[] strict(String firstLine) {
        var text = new StringBuilder("%-80s".formatted(firstLine));
        var seen = new LinkedHashMap<String, FitsCard>();
        cards.forEach(card -> seen.putIfAbsent(card.name(), card));
        seen.values().forEach(card -> text.append("%-80s".formatted(card.format())));
        text.append("%-80s".formatted("END"));
        int length = (int) roundedUp(text.length());
        return "%-".concat(length + "s").formatted(text).getBytes(StandardCharsets.US_ASCII);
    }

    /// What is wrong with a header, as the second half of a sentence that begins with the file's name.
    static final class BrokenHeader extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenHeader(String message) {
            super(message);
        }

        BrokenHeader(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
