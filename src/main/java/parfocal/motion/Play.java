package parfocal.motion;

/// Where in the play the gear stands, as far as that is known: tube = motor + slack, with a slack of 0 after a way up and of the
/// whole width after a way down. The play operator of `parfocal.driver.Gear`, seen from a program that cannot look inside.
sealed interface Play {

    /// After power-up, after a move by hand.
    record Unknown() implements Play {}

    /// The motor may be turning, so that not even the direction of its last step is known.
    record Turning() implements Play {}

    record Known(int slackSteps) implements Play {}

    /// The play after the motor has gone straight from one position to another.
    default Play after(int fromSteps, int toSteps, int widthSteps) {
        long way = (long) toSteps - fromSteps;
        return switch (this) {
            case Known(int slackSteps) -> new Known(Math.clamp(slackSteps - way, 0, widthSteps));
            case Unknown() -> {
                if (Math.abs(way) < widthSteps) {
                    yield this;
                }
                yield new Known(way > 0 ? 0 : widthSteps);
            }
            case Turning() -> new Unknown();
        };
    }
}
