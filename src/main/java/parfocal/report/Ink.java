package parfocal.report;

/// The colours of a drawing. All lie half-way between black and white in brightness, so that one drawing is readable on a
/// white page, on a dark one, and in a program that does not say which it has; no two that must be told apart differ by red
/// and green alone.
enum Ink {
    TEXT("#6f7782"),
    FAINT("#8a929c"),
    POINT("#2b7bd6"),
    MODEL("#b8650a"),
    BEST("#0d8a6a"),
    PROOF("#c2478f"),
    START("#7b6fd0");

    private final String hex;

    Ink(String hex) {
        this.hex = hex;
    }

    /// `#rrggbb`
    String hex() {
        return hex;
    }

    int rgb() {
        return Integer.parseInt(hex.substring(1), 16);
    }
}
