package parfocal.hub;

/// What every face says of the program it belongs to.
public final class Program {
    /// That of the build file; a test holds the two together.
    public static final String VERSION = "0.1.0";

    private Program() {}
}
