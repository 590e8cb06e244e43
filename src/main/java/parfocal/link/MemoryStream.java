package parfocal.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import parfocal.time.Pace;

/// The host's end of a line in memory, with scripted troubles between the device and the host.
final class MemoryStream implements ByteStream {
    // Short beside the tens of milliseconds a device takes, long enough that a deadline of a second
    // is a thousand looks.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    private final String device;
    private final WireDevice end;
    private final Pace pace;
    private final WireLog log;
    private final Deque<LineTrouble> script = new ArrayDeque<>();
    private final Deque<Portion> onTheWay = new ArrayDeque<>();
    private Optional<Spoiled> spoiled = Optional.empty();
    private boolean unplugged;
    private boolean closed;

    MemoryStream(String device, WireDevice end, Pace pace, WireLog log) {
        this.device = device;
        this.end = end;
        this.pace = pace;
        this.log = end.speaksText() ? log : log.inHex();
    }

    synchronized void trouble(LineTrouble trouble) {
        script.add(trouble);
        pullPlugIfNext();
    }

    synchronized void plugIn() {
        var _ = end.say();
        onTheWay.clear();
        unplugged = false;
        pullPlugIfNext();
    }

    @Override
    public synchronized void awaiting(ReplyShape reply) {
        spoiled = Optional.empty();
        pullPlugIfNext();
        if (unplugged || reply instanceof ReplyShape.None || script.isEmpty()) {
            return;
        }
        spoiled = Optional.of(new Spoiled(script.remove(), reply));
    }

    @Override
    public synchronized void write(byte[] bytes) throws IOException {
        requireConnected();
        carry(end.say());
        end.hear(bytes.clone());
        if (spoiled.isPresent()
                && spoiled.get().trouble instanceof LineTrouble.NoiseBefore(String noise)) {
            byte[] noiseBytes = noise.getBytes(StandardCharsets.ISO_8859_1);
            log.noise(device, noiseBytes);
            deliver(noiseBytes, Duration.ZERO);
        }
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        byte[] there = take();
        if (there.length > 0 || !wait.isPositive()) {
            return there;
        }
        pauseThrough(wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN);
        return take();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized byte[] take() throws IOException {
        // What came through before the plug was out is there to be read.
        if (onTheWay.isEmpty()) {
            requireConnected();
        }
        if (!unplugged) {
            carry(end.say());
        }
        var taken = new ByteArrayOutputStream();
        while (!onTheWay.isEmpty() && !onTheWay.element().due.isAfter(pace.now())) {
            taken.writeBytes(onTheWay.remove().bytes);
        }
        return taken.toByteArray();
    }

    private void requireConnected() throws IOException {
        if (closed) {
            throw new IOException("the line was closed.");
        }
        if (unplugged) {
            throw new IOException("the plug is out. Plug it in again.");
        }
    }

    private void pullPlugIfNext() {
        if (script.peek() instanceof LineTrouble.Unplugged) {
            script.remove();
            unplugged = true;
            onTheWay.clear();
            spoiled = Optional.empty();
        }
    }

    /// Carries what the device said to the host, or as much of it as the present trouble lets through.
    private void carry(byte[] said) {
        if (said.length == 0) {
            return;
        }
        if (spoiled.isEmpty()) {
            deliver(said, Duration.ZERO);
            return;
        }
        Spoiled reply = spoiled.get();
        int before = reply.saidBytes();
        int ofReply = reply.hear(said);
        byte[] part = Arrays.copyOf(said, ofReply);
        switch (reply.trouble) {
            case LineTrouble.Silence() -> lose(part, 0);
            case LineTrouble.CutAfter(int bytes) -> lose(part, bytes - before);
            case LineTrouble.UnpluggedAfter(int bytes) -> {
                lose(part, bytes - before);
                if (reply.saidBytes() > bytes) {
                    unplugged = true;
                    spoiled = Optional.empty();
                    return;
                }
            }
            case LineTrouble.NoiseAfter(int bytes, String noise) ->
                    disturb(part, bytes - before, noise);
            case LineTrouble.Late(Duration delay) -> deliver(part, delay);
            case LineTrouble.NoiseBefore _, LineTrouble.Unplugged _ -> deliver(part, Duration.ZERO);
        }
        if (reply.isOver()) {
            spoiled = Optional.empty();
            deliver(Arrays.copyOfRange(said, ofReply, said.length), Duration.ZERO);
        }
    }

    /// Lets the first bytes through.
    private void lose(byte[] part, int first) {
        int through = Math.clamp(first, 0, part.length);
        deliver(Arrays.copyOf(part, through), Duration.ZERO);
        if (through < part.length) {
            log.lost(device, Arrays.copyOfRange(part, through, part.length));
        }
    }

    private void disturb(byte[] part, int first, String noise) {
        if (first < 0 || first >= part.length) {
            deliver(part, Duration.ZERO);
            return;
        }
        byte[] noiseBytes = noise.getBytes(StandardCharsets.ISO_8859_1);
        log.noise(device, noiseBytes);
        deliver(Arrays.copyOf(part, first), Duration.ZERO);
        deliver(noiseBytes, Duration.ZERO);
        deliver(Arrays.copyOfRange(part, first, part.length), Duration.ZERO);
    }

    /// Nothing overtakes what is on the way already.
    private void deliver(byte[] bytes, Duration delay) {
        if (bytes.length == 0) {
            return;
        }
        Instant due = pace.now().plus(delay);
        if (!onTheWay.isEmpty() && onTheWay.getLast().due.isAfter(due)) {
            due = onTheWay.getLast().due;
        }
        onTheWay.add(new Portion(due, bytes));
    }

    private void pauseThrough(Duration duration) {
        boolean interrupted = Thread.interrupted();
        try {
            pace.pause(duration);
        } catch (InterruptedException _) {
            // A wait cut short only means that we look again sooner.
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Portion {
        private final Instant due;
        private final byte[] bytes;

        Portion(Instant due, byte[] bytes) {
            this.due = due;
            this.bytes = bytes;
        }
    }

    /// The one reply a trouble spoils: from the request on, as many bytes as its shape wants.
    private static final class Spoiled {
        private final LineTrouble trouble;
        private final ReplyShape shape;
        private byte[] said = {};
        private boolean over;

        Spoiled(LineTrouble trouble, ReplyShape shape) {
            this.trouble = trouble;
            this.shape = shape;
        }

        int saidBytes() {
            return said.length;
        }

        boolean isOver() {
            return over;
        }

        /// How many of these bytes still belong to the reply.
        int hear(byte[] more) {
            int before = said.length;
            said = Arrays.copyOf(said, before + more.length);
            System.arraycopy(more, 0, said, before, more.length);
            int complete = shape.completeLength(said, said.length);
            over = complete >= 0;
            return over ? complete - before : more.length;
        }
    }
}
