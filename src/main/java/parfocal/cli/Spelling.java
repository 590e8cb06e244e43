package parfocal.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// What somebody may have meant who wrote a word that there is not.
final class Spelling {
    private Spelling() {}

    /// The nearest of the known words, where it differs by one letter in three at most and by no more than two: one too many, too few, another, or
    /// two that have changed places. Capitals and `_` for `-` are no difference.
    static Optional<String> nearest(String written, Collection<String> known) {
        String plain = plain(written);
        return known.stream()
                .filter(word ->
                        distance(plain, plain(word)) <= Math.clamp(plain.length() / 3, 1, 2))
                .min(Comparator.comparingInt(word -> distance(plain, plain(word))));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Edits that make one word the other (Damerau and Levenshtein, no letter touched twice).
    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : least(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int least(int[][] edits, String a, String b, int i, int j) {
        int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(
                        edits[i - 1][j - 1] + other,
                        1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
