package parfocal.image;

import java.util.OptionalLong;

/// From stored numbers to ADU: `zero + scale × stored`.
///
/// @param blank the stored integer that means "no value", which becomes NaN
record Scaling(double zero, double scale, OptionalLong blank) {

    static Scaling of(FitsHeader header) {
        // A scale of 0 would make every pixel equal; those who write it mean that there is none.
        double scale = number(header, "BSCALE", 1);
        double blank = number(header, "BLANK", Double.NaN);
        return new Scaling(
                number(header, "BZERO", 0),
                scale == 0 ? 1 : scale,
                Double.isNaN(blank) ? OptionalLong.empty() : OptionalLong.of((long) blank));
    }

    private static double number(FitsHeader header, String name, double otherwise) {
        try {
            return header.value(name).map(Double::parseDouble).orElse(otherwise);
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /// @param row one row as the library gives it: an array of a number type
    float[] values(Object row) {
        return switch (row) {
            // Bytes are the one unsigned integer of FITS.
            case byte[] stored -> {
                float[] adu = new float[stored.length];
                for (int i = 0; i < adu.length; i++) {
                    adu[i] = whole(Byte.toUnsignedInt(stored[i]));
                }
                yield adu;
            }
            case short[] stored -> {
                float[] adu = new float[stored.length];
                for (int i = 0; i < adu.length; i++) {
                    adu[i] = whole(stored[i]);
                }
                yield adu;
            }
            case int[] stored -> {
                float[] adu = new float[stored.length];
                for (int i = 0; i < adu.length; i++) {
                    adu[i] = whole(stored[i]);
                }
                yield adu;
            }
            case long[] stored -> {
                float[] adu = new float[stored.length];
                for (int i = 0; i < adu.length; i++) {
                    adu[i] = whole(stored[i]);
                }
                yield adu;
            }
            case float[] stored -> {
                float[] adu = new float[stored.length];
                for (int i = 0; i < adu.length; i++) {
                    adu[i] = (float) (zero + scale * stored[i]);
                }
                yield adu;
            }
            case double[] stored -> {
                float[] adu = new float[stored.length];
                for (int i = 0; i < adu.length; i++) {
                    adu[i] = (float) (zero + scale * stored[i]);
                }
                yield adu;
            }
            default ->
                    throw new IllegalArgumentException("no pixels but " + row.getClass().getName());
        };
    }

    private float whole(long stored) {
        return blank.isPresent() && stored == blank.getAsLong()
                ? Float.NaN
                : (float) (zero + scale * stored);
    }
}
