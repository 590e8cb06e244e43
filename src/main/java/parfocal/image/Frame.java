package parfocal.image;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One raw camera frame: linear, unstretched pixel values in ADU, row by row from the first row of the file.
///
/// A frame is a value: nobody changes the pixels after construction. What a camera delivers as 16-bit counts stays in 16 bits,
/// half of what floats would take; whoever needs floats gets them made on demand.
public final class Frame {
    private final int widthPixels;
    private final int heightPixels;
    private final @Nullable Counts counts;
    private volatile float @Nullable [] adu;
    private final Map<String, String> keywords;

    /// @param adu      `widthPixels × heightPixels` values, the value of pixel (x, y) at `y × widthPixels + x`; kept, not
    ///                 copied
    /// @param keywords FITS keywords, upper case, with their values as text
    public Frame(int widthPixels, int heightPixels, float[] adu, Map<String, String> keywords) {
        this(widthPixels, heightPixels, null, adu, keywords);
        requireArea(widthPixels, heightPixels, adu.length);
    }

    public Frame(int widthPixels, int heightPixels, float[] adu) {
        this(widthPixels, heightPixels, adu, Map.of());
    }

    private Frame(
            int widthPixels,
            int heightPixels,
            @Nullable Counts counts,
            float @Nullable [] adu,
            Map<String, String> keywords) {
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
        this.counts = counts;
        this.adu = adu;
        this.keywords = Map.copyOf(keywords);
    }

    /// The pixels as 16-bit numbers, in the order of [#adu()]: the value is `stored + offsetAdu`. Unsigned counts of a camera
    /// are stored less 32768, as FITS does it.
    @SuppressWarnings("ArrayRecordComponent") // 61 million numbers are handed on, not compared.
    public record Counts(short[] stored, int offsetAdu) {
        /// What unsigned counts are stored less by.
        public static final int UNSIGNED = 32_768;
    }

    /// A frame of 16-bit numbers; kept, not copied.
    public static Frame of(
            int widthPixels, int heightPixels, Counts counts, Map<String, String> keywords) {
        requireArea(widthPixels, heightPixels, counts.stored().length);
        return new Frame(widthPixels, heightPixels, counts, null, keywords);
    }

    private static void requireArea(int widthPixels, int heightPixels, int values) {
        if (widthPixels <= 0 || heightPixels <= 0 || values != (long) widthPixels * heightPixels) {
            throw new IllegalArgumentException(
                    "%d values do not make a frame of %d × %d"
                            .formatted(values, widthPixels, heightPixels));
        }
    }

    public int widthPixels() {
        return widthPixels;
    }

    public int heightPixels() {
        return heightPixels;
    }

    public float adu(int x, int y) {
        int i = y * widthPixels + x;
        return counts != null ? counts.stored()[i] + counts.offsetAdu() : adu()[i];
    }

    /// The pixels themselves, for passes over the whole frame. Not a copy: read only. Of a frame of counts they are made when
    /// first asked for, and kept.
    public float[] adu() {
        float[] values = adu;
        if (values == null) {
            values = converted(counts);
            adu = values;
        }
        return values;
    }

    private static float[] converted(@Nullable Counts counts) {
        if (counts == null) {
            return new float[0];
        }
        short[] stored = counts.stored();
        float offset = counts.offsetAdu();
        float[] values = new float[stored.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = stored[i] + offset;
        }
        return values;
    }

    /// The pixels as 16-bit numbers, when that is how the camera delivered them. Not a copy: read only.
    public Optional<Counts> counts() {
        return Optional.ofNullable(counts);
    }

    public Map<String, String> keywords() {
        return keywords;
    }

    /// The same pixels, shared, with other keywords.
    public Frame with(Map<String, String> otherKeywords) {
        return new Frame(widthPixels, heightPixels, counts, adu, otherKeywords);
    }

    public Optional<String> keyword(String name) {
        return Optional.ofNullable(keywords.get(name));
    }

    /// The keyword's value as a number; empty when it is absent or is no number.
    public OptionalDouble number(String keyword) {
        String text = keywords.get(keyword);
        if (text == null) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }
}
