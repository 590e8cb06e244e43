package parfocal.report;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Focus curves that were recorded: a CSV, a report of N.I.N.A., or a run saved by this program.
///
/// @param samples           in the order of the file
/// @param inOrderOfArrival  whether that is the order in which they were measured
public record CurveTable(List<RecordedSample> samples, boolean inOrderOfArrival) {
    private static final long MOST_BYTES = 50_000_000;

    public CurveTable {
        samples = List.copyOf(samples);
    }

    /// Reads any of them; which one is told by the content.
    ///
    /// @throws UnreadableInput when the file is not there or is none of them
    public static CurveTable read(Path file) throws UnreadableInput {
        String name = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw new UnreadableInput(
                        name, "this is a folder; give the file with the curve in it");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new UnreadableInput(name, "too large for a focus curve (over 50 MB)");
            }
            return of(name, decoded(Files.readAllBytes(file)));
        } catch (NoSuchFileException missing) {
            throw new UnreadableInput(name, "there is no such file", missing);
        } catch (IOException failed) {
            throw new UnreadableInput(name, "cannot be read (" + failed.getMessage() + ")", failed);
        }
    }

    /// @param name what messages call the input
    static CurveTable of(String name, String text) throws UnreadableInput {
        if (text.isBlank()) {
            throw new UnreadableInput(name, "the file is empty");
        }
        if (!text.stripLeading().startsWith("{")) {
            return new CurveTable(CurveCsv.samples(name, text), true);
        }
        JsonNode tree = tree(name, text);
        return SavedRun.looksLikeOne(tree)
                ? new CurveTable(SavedRun.samples(name, tree), true)
                : new CurveTable(NinaReport.samples(name, tree), false);
    }

    private static JsonNode tree(String name, String text) throws UnreadableInput {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException malformed) {
            throw new UnreadableInput(
                    "%s, line %d".formatted(name, malformed.getLocation().getLineNr()),
                    "no valid JSON; was the file cut off or edited?",
                    malformed);
        }
    }

    /// UTF-8, or UTF-16 with its mark, which is what a redirection in PowerShell writes.
    private static String decoded(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        Charset charset =
                first == 0xfeff || first == 0xfffe
                        ? StandardCharsets.UTF_16
                        : StandardCharsets.UTF_8;
        String text = new String(bytes, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
