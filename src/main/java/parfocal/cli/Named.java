package parfocal.cli;

/// An entry of the configuration that has a name for people, and an id under which everything is remembered of it: where the file gives
/// none, made of the name.
interface Named {
    String id();

    String name();

    /// Whether somebody means it: by its name of today, or by the one under which it was first known.
    default boolean isMeantBy(String wanted) {
        String sought = Configuration.idOf(wanted);
        return id().equals(sought) || Configuration.idOf(name()).equals(sought);
    }
}
