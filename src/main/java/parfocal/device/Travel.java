package parfocal.device;

/// How far a focuser may go, both ends included.
///
/// @param minimumSteps the inner end, usually 0
/// @param maximumSteps the outer end
public record Travel(int minimumSteps, int maximumSteps) {

    public Travel {
        if (maximumSteps < minimumSteps) {
            throw new IllegalArgumentException(
                    "a focuser cannot travel from %d to %d".formatted(minimumSteps, maximumSteps));
        }
    }

    public boolean allows(int positionSteps) {
        return positionSteps >= minimumSteps && positionSteps <= maximumSteps;
    }

    /// The nearest position that may be ordered.
    public int nearest(int positionSteps) {
        return Math.clamp(positionSteps, minimumSteps, maximumSteps);
    }

    public int lengthSteps() {
        return maximumSteps - minimumSteps;
    }

    /// @throws DeviceException [DeviceFault.OutOfRange] when the position lies beyond an end
    public void require(String device, int positionSteps) throws DeviceException {
        if (!allows(positionSteps)) {
            throw new DeviceException(
                    new DeviceFault.OutOfRange(device, positionSteps, minimumSteps, maximumSteps));
        }
    }
}
