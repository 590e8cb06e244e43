package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import parfocal.report.CurvePicture;
import parfocal.report.Png;
import parfocal.report.PngCurve;
import parfocal.report.SvgCurve;

/// A drawn curve as a file, its kind told by the name.
final class CurveFile {
    private static final int WIDTH_PIXELS = 1280;
    private static final int HEIGHT_PIXELS = 720;

    private CurveFile() {}

    /// @throws Misuse for another ending or a folder that is not there, before work is done in vain
    static void requireWritable(Path file) throws Misuse {
        Output.requireWritable(file, ".svg", ".png");
    }

    static void write(Path file, CurvePicture picture, PrintWriter err) throws Refusal {
        try {
            if (ends(file, ".svg")) {
                Files.writeString(file, SvgCurve.of(picture));
            } else {
                Png png = PngCurve.of(picture, WIDTH_PIXELS, HEIGHT_PIXELS, PngCurve.Ground.WHITE);
                write(file, png, err);
            }
        } catch (IOException trouble) {
            throw Output.failed(file, trouble);
        }
    }

    static void write(Path file, Png png, PrintWriter err) throws IOException {
        Files.write(file, png.bytes());
        if (!png.lettered()) {
            err.println(
                    "This machine has no fonts: the picture is without words. Install fonts-dejavu-core and fontconfig.");
        }
    }

    private static boolean ends(Path file, String ending) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
