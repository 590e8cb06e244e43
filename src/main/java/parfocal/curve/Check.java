package parfocal.curve;

/// One question a curve must answer before anybody believes it.
///
/// @param name     of the check, one word
/// @param passed   the answer
/// @param measured the number that was looked at
/// @param limit    what it was held against
/// @param sentence both, in words
public record Check(String name, boolean passed, double measured, double limit, String sentence) {}
