package parfocal.history;

/// Told, once each time, when facts can no longer be kept and when they can again. Called from the writing thread.
public interface Announcer {
    void lost(String sentence);

    void foundAgain(String sentence);
}
