package parfocal.driver.celestron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds packets in whatever arrives. `3B` is legal inside a packet too, so only length and sum together tell where one begins:
/// what does not add up loses its first byte and is looked at again.
final class CelestronStream {
    private final List<Integer> waiting = new ArrayList<>();
    private long heardBytes;

    void add(byte[] bytes) {
        heardBytes += bytes.length;
        for (byte one : bytes) {
            waiting.add(Byte.toUnsignedInt(one));
        }
    }

    /// The next whole packet among the bytes so far.
    Optional<CelestronPacket> next() {
        while (toPreamble() && waiting.size() > 1) {
            int length = waiting.get(1);
            int whole = length + CelestronPacket.OVERHEAD_BYTES;
            boolean possible =
                    length >= CelestronPacket.SHORTEST_LENGTH
                            && length <= CelestronPacket.LONGEST_LENGTH;
            if (possible && waiting.size() < whole) {
                return Optional.empty();
            }
            if (possible && sum(whole) == 0) {
                return Optional.of(take(whole));
            }
            waiting.removeFirst();
        }
        return Optional.empty();
    }

    /// How many bytes the packet begun by the bytes so far wants at least; 0 between packets. Ask after [#next()] is empty.
    int missingBytes() {
        return switch (waiting.size()) {
            case 0 -> 0;
            case 1 -> 1;
            default -> waiting.get(1) + CelestronPacket.OVERHEAD_BYTES - waiting.size();
        };
    }

    /// How many bytes have arrived in all.
    long heardBytes() {
        return heardBytes;
    }

    /// The rest of the packet begun will not come: perhaps another begins inside it.
    void giveUp() {
        if (!waiting.isEmpty()) {
            waiting.removeFirst();
        }
    }

    private boolean toPreamble() {
        int preamble = waiting.indexOf(CelestronPacket.PREAMBLE);
        waiting.subList(0, preamble < 0 ? waiting.size() : preamble).clear();
        return preamble >= 0;
    }

    private int sum(int whole) {
        return waiting.subList(1, whole).stream().mapToInt(Integer::intValue).sum() & 0xFF;
    }

    private CelestronPacket take(int whole) {
        List<Integer> bytes = waiting.subList(0, whole);
        var packet =
                new CelestronPacket(
                        bytes.get(2), bytes.get(3), bytes.get(4), bytes.subList(5, whole - 1));
        bytes.clear();
        return packet;
    }
}
