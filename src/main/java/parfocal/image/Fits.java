package parfocal.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import parfocal.image.FitsHeader.BrokenHeader;

/// Frames from FITS files and into them.
public final class Fits {
    /// Four times the largest sensor that is sold; beyond it a header is believed to be broken.
    private static final long MOST_PIXELS = 600_000_000;

    private Fits() {}

    /// Reads the first image of a file: 8, 16, 32 or 64 bit integers or floats, gzipped (told by content, not by name) or
    /// tile-compressed, in the first part or in an extension.
    ///
    /// Pixels are `BZERO + BSCALE × value`, as 32-bit floats: integers beyond 16 777 216 are rounded. Of three colour planes
    /// the frame is their mean (the luminance), of any other cube the first plane. A pixel without a number (NaN, infinite, or
    /// `BLANK`) becomes the median of the others, so that it is no star and no hole. Headers are read forgivingly
    /// ([FitsCard]); keywords of the first part and of the image's own part are merged, the latter first; a keyword without a
    /// value is absent.
    ///
    /// @throws FitsException one sentence with the file's name that says what is wrong
    public static Frame read(Path file) throws FitsException {
        Optional<Frame> plain = CameraFile.read(file, MOST_PIXELS);
        return plain.isPresent() ? plain.get() : read(FileBytes.nameOf(file), FileBytes.of(file));
    }

    /// As [#read(Path)], from the bytes of a file that never was one.
    ///
    /// @param name  what messages call it
    /// @param bytes not gzipped; read only
    public static Frame read(String name, byte[] bytes) throws FitsException {
        try {
            return firstImage(name, bytes);
        } catch (BrokenHeader broken) {
            throw new FitsException(name + " " + broken.getMessage(), broken);
        } catch (OutOfMemoryError tooLarge) {
            throw new FitsException(
                    "%s needs more memory than Java was given: start it with a larger -Xmx"
                            .formatted(name),
                    tooLarge);
        }
    }

    private static Frame firstImage(String name, byte[] bytes) throws FitsException, BrokenHeader {
        requireFits(name, bytes);
        var parts = new ArrayList<FitsHeader>();
        long from = 0;
        while (from < bytes.length && (parts.isEmpty() || isExtension(bytes, from))) {
            FitsHeader header = FitsHeader.at(bytes, from);
            parts.add(header);
            if (header.isImage()) {
                requirePixels(name, bytes, header);
                return frame(name, bytes, header, keywords(parts));
            }
            from = header.dataFrom() + FitsHeader.roundedUp(header.dataBytes());
        }
        throw new FitsException(
                parts.size() == 1
                        ? name + " has no image: it is a header without pixels"
                        : "%s has no image in any of its %d parts".formatted(name, parts.size()));
    }

    private static Frame frame(
            String name, byte[] bytes, FitsHeader header, Map<String, String> keywords)
            throws FitsException {
        try {
            return FitsPixels.of(bytes, header, keywords);
        } catch (FitsPixels.Unreadable unreadable) {
            throw new FitsException(name + " " + unreadable.getMessage(), unreadable);
        } catch (RuntimeException damaged) {
            // The library reports damage by whatever exception it happens to run into; its words
            // help nobody at night.
            throw new FitsException(name + " is damaged: its pixels cannot be unpacked", damaged);
        }
    }

    private static void requireFits(String name, byte[] bytes) throws FitsException {
        String start =
                new String(bytes, 0, Math.min(bytes.length, 30), StandardCharsets.ISO_8859_1);
        if (start.startsWith("SIMPLE") && start.contains("=")) {
            return;
        }
        if (start.startsWith("XISF")) {
            throw new FitsException(
                    name + " is not a FITS file but PixInsight's XISF: save it as FITS");
        }
        int end = start.indexOf('\n') > 0 ? start.indexOf('\n') : Math.min(start.length(), 16);
        throw new FitsException(
                "%s is not a FITS file: it begins with \"%s\""
                        .formatted(name, start.substring(0, end).replaceAll("[^ -~]", "·")));
    }

    private static boolean isExtension(byte[] bytes, long from) {
        return new String(
                        bytes,
                        (int) from,
                        (int) Math.min(8, bytes.length - from),
                        StandardCharsets.ISO_8859_1)
                .equals("XTENSION");
    }

    private static void requirePixels(String name, byte[] bytes, FitsHeader header)
            throws FitsException, BrokenHeader {
        int[] axes = header.axes(header.isCompressedImage() ? "Z" : "");
        double pixels = IntStream.of(axes).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (pixels > MOST_PIXELS) {
            throw new FitsException(
                    "%s has a broken header: %d × %d pixels are more than any camera has"
                            .formatted(name, axes[0], axes[1]));
        }
        header.requireKnownNumbers();
        long wanted = header.dataBytes();
        long there = Math.max(0, bytes.length - header.dataFrom());
        if (there < wanted) {
            throw new FitsException(
                    "%s ends after %s of %s kB of pixels: the file was cut off"
                            .formatted(
                                    name, FileBytes.kilobytes(there), FileBytes.kilobytes(wanted)));
        }
    }

    private static Map<String, String> keywords(List<FitsHeader> parts) {
        var keywords = new LinkedHashMap<>(parts.getLast().keywords());
        if (parts.getLast().isCompressedImage()) {
            keywords.keySet().removeIf(FitsPixels::describesTheTable);
        }
        parts.getFirst().keywords().forEach(keywords::putIfAbsent);
        return keywords;
    }

    /// The bytes of the file that [#write] writes.
    ///
    /// @throws FitsException when the frame is larger than a file can be
    public static byte[] bytes(Frame frame) throws FitsException {
        try {
            return FitsFile.of(frame);
        } catch (IOException | RuntimeException failed) {
            throw new FitsException(
                    "The frame could not be made into FITS: %s".formatted(failed.getMessage()),
                    failed);
        }
    }

    /// Writes a frame with its keywords: 16 bits unsigned when every pixel is a whole number that fits, else 32-bit floats.
    ///
    /// The file appears whole or not at all. Keywords that describe the bytes of the file the frame was read from are not
    /// repeated.
    ///
    /// @throws FitsException when the file cannot be written
    public static void write(Path file, Frame frame) throws FitsException {
        String name = FileBytes.nameOf(file);
        Path unfinished = file.resolveSibling(name + ".part");
        try {
            try {
                Files.write(unfinished, FitsFile.of(frame));
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | RuntimeException failed) {
            throw new FitsException(
                    "%s could not be written: %s".formatted(name, failed.getMessage()), failed);
        }
    }
}
