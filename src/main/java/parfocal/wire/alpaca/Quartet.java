package parfocal.wire.alpaca;

/// Turns four times four 16-bit values on their side, four to a word, the first in its lowest bits. A processor moves one word as
/// quickly as one value, so that this takes a quarter of the reading and writing.
///
/// `a` to `d` are the four columns, from above; what comes back are rows.
final class Quartet {
    /// Values in a row, and in a column.
    static final int SIDE = 4;

    /// The highest bit of each: flipping it takes 32768 from an unsigned value, and gives it to a signed one.
    static final long SIGNS = 0x8000_8000_8000_8000L;

    private static final long EVEN = 0x0000_FFFF_0000_FFFFL;
    private static final long LOW = 0x0000_0000_FFFF_FFFFL;

    private Quartet() {}

    static long first(long a, long b, long c, long d) {
        return (even(a, b) & LOW) | (even(c, d) << 32);
    }

    static long second(long a, long b, long c, long d) {
        return (odd(a, b) & LOW) | (odd(c, d) << 32);
    }

    static long third(long a, long b, long c, long d) {
        return (even(a, b) >>> 32) | (even(c, d) & ~LOW);
    }

    static long fourth(long a, long b, long c, long d) {
        return (odd(a, b) >>> 32) | (odd(c, d) & ~LOW);
    }

    /// The first and third of both, in turns.
    private static long even(long left, long right) {
        return (left & EVEN) | ((right & EVEN) << 16);
    }

    /// The second and fourth of both, in turns.
    private static long odd(long left, long right) {
        return ((left >>> 16) & EVEN) | (right & ~EVEN);
    }
}
