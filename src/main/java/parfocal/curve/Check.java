package parfocal.curve;

/// One question a curve must answer before anybody believes it.
///
/// @param name     of the check, one word
/// @param answer   whether it passed, or could not be asked
/// @param measured the number that was looked at
/// @param limit    what it was held against
/// @param sentence both, in words
public record Check(String name, Answer answer, double measured, double limit, String sentence) {
    /// How a check came out.
    public enum Answer {
        PASSED("passed"),
        FAILED("failed"),
        /// Neither passed nor failed: what it takes was not there, and the sentence says what.
        NOT_MADE("not made");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        /// As reports print it.
        public String words() {
            return words;
        }
    }

    Check(String name, boolean passed, double measured, double limit, String sentence) {
        this(name, passed ? Answer.PASSED : Answer.FAILED, measured, limit, sentence);
    }

    /// A question that could not be asked.
    ///
    /// @param why a sentence
    public static Check notMade(String name, String why) {
        return new Check(name, Answer.NOT_MADE, 0, 0, why);
    }

    public boolean passed() {
        return answer == Answer.PASSED;
    }

    public boolean failed() {
        return answer == Answer.FAILED;
    }
}
