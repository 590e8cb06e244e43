package parfocal.logbook;

import java.io.IOException;
import java.nio.file.Path;

/// The sink of a device's wire log: whole rows into a rotating file. A row that the disk does not take is lost, and the next one is tried:
/// a trace is there to find a fault, not to be one.
public final class WireTrace implements Appendable {
    private static final long LONGEST_BYTES = 10_000_000;

    private final RotatingFile file;
    private final StringBuilder row = new StringBuilder();

    /// @param device its id, for the file's name
    public WireTrace(Path logs, String device) {
        this.file = new RotatingFile(logs.resolve("wire-" + device + ".log"), LONGEST_BYTES);
    }

    @Override
    public synchronized Appendable append(CharSequence text) {
        row.append(text);
        if (row.indexOf("\n") >= 0) {
            try {
                file.append(row.toString());
            } catch (IOException _) {
                // See above.
            }
            row.setLength(0);
        }
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
        return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char letter) {
        return append(String.valueOf(letter));
    }
}
