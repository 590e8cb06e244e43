package parfocal.server.indi;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiParser;
import parfocal.wire.indi.IndiSyntaxException;
import parfocal.wire.indi.IndiWriter;

/// Two streams and a guest: what comes in is heard by the house, what waits for the guest goes out. One thread reads, one writes.
final class Connection {
    private static final int READ_BYTES = 4 << 10;
    private static final int WRITE_BYTES = 16 << 10;

    /// More messages a second are no client's but a mistake's: they are read no quicker than this.
    private static final int MESSAGES_PER_SECOND = 2_000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final House house;
    private final Guest guest;
    private final Pace pace;
    private final InputStream in;
    private final OutputStream out;
    private volatile Instant tookAt;

    Connection(House house, Guest guest, InputStream in, OutputStream out) {
        this.house = house;
        this.guest = guest;
        this.pace = house.pace();
        this.tookAt = pace.now();
        this.in = in;
        this.out = new BufferedOutputStream(new Noting(out), WRITE_BYTES);
    }

    Guest guest() {
        return guest;
    }

    /// Since when nothing that waits has been taken; now, when nothing waits.
    Instant stuckSince() {
        return guest.outbox().isEmpty() ? pace.now() : tookAt;
    }

    /// Reads until the other end closes, breaks, or sends what cannot be read.
    void read() throws IOException, InterruptedException, IndiSyntaxException {
        var parser = new IndiParser(IndiLimits.ofAServer());
        var messages = new ArrayList<IndiMessage>();
        byte[] portion = new byte[READ_BYTES];
        Instant begun = pace.now();
        int heard = 0;
        for (int count = in.read(portion); count >= 0; count = in.read(portion)) {
            try {
                parser.feed(portion, 0, count, messages::add);
            } finally {
                for (IndiMessage message : messages) {
                    house.hear(guest, message);
                }
                heard += messages.size();
                messages.clear();
            }
            Duration since = Duration.between(begun, pace.now());
            if (since.compareTo(SECOND) >= 0) {
                begun = pace.now();
                heard = 0;
            } else if (heard > MESSAGES_PER_SECOND) {
                pace.pause(SECOND.minus(since));
            }
        }
    }

    /// Writes until the guest has gone.
    void write() throws IOException, InterruptedException {
        Letter letter = guest.outbox().take();
        while (letter != null) {
            if (letter.file().isPresent()) {
                IndiWriter.write(letter.file().get(), out);
            } else {
                out.write(letter.bytes());
            }
            if (guest.outbox().isEmpty()) {
                out.flush();
            }
            letter = guest.outbox().take();
        }
    }

    /// Notes when the other end last took something.
    private final class Noting extends FilterOutputStream {
        Noting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            tookAt = pace.now();
            out.write(bytes, from, count);
            tookAt = pace.now();
        }
    }
}
