package parfocal.driver.alpaca;

import java.util.Map;
import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// Where a focuser is, and how it is told to go somewhere else: by place, or by distance.
sealed interface Reckoning {

    /// Where it stands, or passes by if it can tell.
    int position() throws DeviceException;

    /// Starts one move towards the target, no longer than the focuser takes at once.
    ///
    /// @return where that move will end
    int orderToward(int targetSteps) throws DeviceException;

    /// Told when the focuser is seen to stand.
    ///
    /// @param halted whether it was halted on its way
    void stands(boolean halted);

    /// Calls the present position by another number; false where only the server could.
    boolean sync(int positionSteps);

    /// How far off the position may be since the last halt; empty when it is not.
    OptionalInt doubtSteps();

    /// A focuser that knows its positions.
    final class Absolute implements Reckoning {
        private final AlpacaClient client;
        private final int incrementSteps;

        Absolute(AlpacaClient client, int incrementSteps) {
            this.client = client;
            this.incrementSteps = incrementSteps;
        }

        @Override
        public int position() throws DeviceException {
            return client.get("position", AlpacaValue::asWhole);
        }

        @Override
        public int orderToward(int targetSteps) throws DeviceException {
            int here = position();
            int legEnd =
                    (int)
                            Math.clamp(
                                    (long) targetSteps,
                                    (long) here - incrementSteps,
                                    (long) here + incrementSteps);
            var _ = client.put("move", Map.of("Position", Integer.toString(legEnd)));
            return legEnd;
        }

        @Override
        public void stands(boolean halted) {}

        @Override
        public boolean sync(int positionSteps) {
            return false;
        }

        @Override
        public OptionalInt doubtSteps() {
            return OptionalInt.empty();
        }
    }

    /// A focuser that only knows distances; the position is counted here.
    final class Relative implements Reckoning {
        private final AlpacaClient client;
        private final int incrementSteps;
        private int countedSteps;
        private int underWaySteps;
        private int doubtSteps;

        Relative(AlpacaClient client, int incrementSteps, int countedSteps) {
            this.client = client;
            this.incrementSteps = incrementSteps;
            this.countedSteps = countedSteps;
        }

        @Override
        public int position() {
            return countedSteps;
        }

        @Override
        public int orderToward(int targetSteps) throws DeviceException {
            int distance =
                    Math.clamp((long) targetSteps - countedSteps, -incrementSteps, incrementSteps);
            var _ = client.put("move", Map.of("Position", Integer.toString(distance)));
            underWaySteps = distance;
            return countedSteps + distance;
        }

        // Stopped anywhere on its way, it is most likely half way, and at most that far from there.
        @Override
        public void stands(boolean halted) {
            if (halted) {
                doubtSteps += Math.abs(underWaySteps / 2);
                countedSteps += underWaySteps / 2;
            } else {
                countedSteps += underWaySteps;
            }
            underWaySteps = 0;
        }

        @Override
        public boolean sync(int positionSteps) {
            countedSteps = positionSteps;
            doubtSteps = 0;
            return true;
        }

        @Override
        public OptionalInt doubtSteps() {
            return doubtSteps == 0 ? OptionalInt.empty() : OptionalInt.of(doubtSteps);
        }
    }
}
