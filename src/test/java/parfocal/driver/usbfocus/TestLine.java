package parfocal.driver.usbfocus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.link.Line;
import parfocal.link.LineTrouble;
import parfocal.link.ReplyShape;
import parfocal.link.WireDevice;
import parfocal.time.VirtualPace;

/// A line in memory and in virtual time. Troubles stand in a queue; each spoils what the device says next, in order, as on a
/// wire: what is late holds up everything behind it.
final class TestLine implements Line {
    private static final Duration TICK = Duration.ofMillis(5);

    final List<String> requests = new ArrayList<>();
    private final WireDevice device;
    private final VirtualPace pace;
    private final Deque<LineTrouble> troubles = new ArrayDeque<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Instant heldUntil = Instant.MIN;
    private byte[] arrived = {};
    private boolean unplugged;

    TestLine(WireDevice device, VirtualPace pace) {
        this.device = device;
        this.pace = pace;
    }

    TestLine trouble(LineTrouble... next) {
        troubles.addAll(List.of(next));
        return this;
    }

    /// The trouble meets the reply after so many healthy ones.
    void troubleAfter(int replies, LineTrouble trouble) {
        for (int i = 0; i < replies; i++) {
            troubles.add(new LineTrouble.NoiseBefore(""));
        }
        troubles.add(trouble);
    }

    void plug(boolean in) {
        unplugged = !in;
    }

    long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    @Override
    public byte[] exchange(byte[] request, ReplyShape shape, Duration patience)
            throws DeviceException {
        if (unplugged) {
            throw new DeviceException(new DeviceFault.NotConnected("test line", "unplugged"));
        }
        if (request.length > 0) {
            requests.add(new String(request, ISO_8859_1));
            // What was on its way before the request must
            // not be taken for part of a troubled reply.
            collect();
            device.hear(request);
        }
        Instant deadline = pace.now().plus(patience);
        while (true) {
            collect();
            int complete = shape.completeLength(arrived, arrived.length);
            if (complete >= 0) {
                return take(complete);
            }
            if (!pace.now().isBefore(deadline)) {
                return late(request, shape, patience);
            }
            pace.advance(TICK);
        }
    }

    private byte[] late(byte[] request, ReplyShape shape, Duration patience)
            throws DeviceException {
        byte[] partial = take(arrived.length);
        if (shape instanceof ReplyShape.Anything) {
            return partial;
        }
        String asked = new String(request, ISO_8859_1);
        throw new DeviceException(
                partial.length == 0
                        ? new DeviceFault.Silent("test line", asked, patience)
                        : new DeviceFault.Garbled(
                                "test line", asked, new String(partial, ISO_8859_1)));
    }

    private void collect() {
        byte[] said = device.say();
        if (said.length > 0) {
            LineTrouble trouble = troubles.poll();
            switch (trouble) {
                case null -> held.writeBytes(said);
                case LineTrouble.Silence() -> {}
                case LineTrouble.CutAfter(int bytes) ->
                        held.write(said, 0, Math.min(bytes, said.length));
                case LineTrouble.NoiseBefore(String noise) -> {
                    held.writeBytes(noise.getBytes(ISO_8859_1));
                    held.writeBytes(said);
                }
                case LineTrouble.Late(Duration delay) -> {
                    held.writeBytes(said);
                    heldUntil = pace.now().plus(delay);
                }
                case LineTrouble.Unplugged() -> unplugged = true;
            }
        }
        if (!pace.now().isBefore(heldUntil)) {
            arrived = joined(arrived, held.toByteArray());
            held.reset();
        }
    }

    private byte[] take(int bytes) {
        byte[] taken = Arrays.copyOf(arrived, bytes);
        arrived = Arrays.copyOfRange(arrived, bytes, arrived.length);
        return taken;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        IntStream.range(0, second.length).forEach(i -> both[first.length + i] = second[i]);
        return both;
    }

    @Override
    public void close() {
        unplugged = true;
    }
}
