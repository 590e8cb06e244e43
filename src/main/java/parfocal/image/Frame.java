package parfocal.image;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One raw camera frame: linear, unstretched pixel values in ADU, row by row from the first row of the file.
///
/// A frame is a value: nobody changes the pixels after construction.
public final class Frame {
    private final int widthPixels;
    private final int heightPixels;
    private final float[] adu;
    private final Map<String, String> keywords;

    /// @param adu      `widthPixels × heightPixels` values, the value of pixel (x, y) at `y × widthPixels + x`; kept, not
    ///                 copied
    /// @param keywords FITS keywords, upper case, with their values as text
    public Frame(int widthPixels, int heightPixels, float[] adu, Map<String, String> keywords) {
        if (widthPixels <= 0
                || heightPixels <= 0
                || adu.length != (long) widthPixels * heightPixels) {
            throw new IllegalArgumentException(
                    "%d values do not make a frame of %d × %d"
                            .formatted(adu.length, widthPixels, heightPixels));
        }
        this.widthPixels = widthPixels;
        this.heightPixels = heightPixels;
        this.adu = adu;
        this.keywords = Map.copyOf(keywords);
    }

    public Frame(int widthPixels, int heightPixels, float[] adu) {
        this(widthPixels, heightPixels, adu, Map.of());
    }

    public int widthPixels() {
        return widthPixels;
    }

    public int heightPixels() {
        return heightPixels;
    }

    public float adu(int x, int y) {
        return adu[y * widthPixels + x];
    }

    /// The pixels themselves, for passes over the whole frame. Not a copy: read only.
    public float[] adu() {
        return adu;
    }

    public Map<String, String> keywords() {
        return keywords;
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
