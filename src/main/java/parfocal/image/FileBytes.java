package parfocal.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The bytes of a file, unpacked when they are gzip, whatever the file is called.
final class FileBytes {
    /// Larger than the frame of any camera (151 megapixels of 32 bits are 600 MB), smaller than an array may be.
    private static final long MOST_BYTES = 1L << 30;

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    private FileBytes() {}

    /// @throws FitsException when there is no such file, or it is empty, unreadable or too large
    static byte[] of(Path file) throws FitsException {
        String name = nameOf(file);
        if (Files.isDirectory(file)) {
            throw new FitsException(name + " is a folder, not a FITS file");
        }
        if (!Files.exists(file)) {
            throw new FitsException("There is no file " + file);
        }
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            boolean gzip = in.read() == GZIP_MAGIC_1 && in.read() == GZIP_MAGIC_2;
            in.reset();
            byte[] bytes = gzip ? unpacked(name, in) : plain(name, in);
            if (bytes.length == 0) {
                throw new FitsException(file + " is empty");
            }
            return bytes;
        } catch (AccessDeniedException denied) {
            throw new FitsException(name + " may not be read: permission denied", denied);
        } catch (IOException failed) {
            throw new FitsException(
                    "%s could not be read: %s".formatted(name, failed.getMessage()), failed);
        }
    }

    /// The file's own name, as messages say it.
    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static byte[] plain(String name, InputStream in) throws IOException, FitsException {
        byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
        requireSize(name, bytes.length);
        return bytes;
    }

    private static byte[] unpacked(String name, InputStream packed)
            throws IOException, FitsException {
        var bytes = new ByteArrayOutputStream(1 << 22);
        byte[] chunk = new byte[1 << 16];
        try (var in = new GZIPInputStream(packed, 1 << 16)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                bytes.write(chunk, 0, n);
                requireSize(name, bytes.size());
            }
        } catch (EOFException cutOff) {
            // What came before the cut may be all there is of the picture; whoever reads it counts.
            return bytes.toByteArray();
        } catch (ZipException damaged) {
            throw new FitsException(
                    "%s is damaged: its gzip packing breaks off after %s kB (%s)"
                            .formatted(name, kilobytes(bytes.size()), damaged.getMessage()),
                    damaged);
        }
        return bytes.toByteArray();
    }

    private static void requireSize(String name, long bytes) throws FitsException {
        if (bytes > MOST_BYTES) {
            throw new FitsException("%s is larger than 1 GB: no camera's frame is".formatted(name));
        }
    }

    /// A size as messages say it: whole kB, thousands apart.
    static String kilobytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes / 1000).replace(',', ' ');
    }
}
