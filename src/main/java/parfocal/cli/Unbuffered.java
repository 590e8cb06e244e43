package parfocal.cli;

import java.io.PrintWriter;

/// Writes each row at once: who watches a wire does not wait for a buffer.
record Unbuffered(PrintWriter out) implements Appendable {
    @Override
    public Appendable append(CharSequence text) {
        out.append(text).flush();
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
