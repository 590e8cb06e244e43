package parfocal.hub;

/// Who asks for something: shown to everybody else and written into the log.
///
/// @param face the way in: `Alpaca`, `INDI`, `panel`, `command line`, `autofocus`, `compensation`
/// @param id   tells two on the same way apart; may be empty
public record Client(String face, String id) {

    /// The hub itself, when it acts for nobody in particular.
    public static final Client HUB = new Client("the hub", "");

    @Override
    public String toString() {
        return id.isEmpty() ? face : face + " " + id;
    }
}
