package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;

/// How many megabytes of a frame's text a second become bytes, by the wall: ours through the whole parser, in portions as a socket gives
/// them, beside the JDK's MIME decoder, which is handed the text alone and at once. In turn, so that both meet the same computer.
///
/// Beside the wall's figure stands that of the thread's own processor time, which other work on the computer hardly touches.
///
/// By hand: `java -cp target/test-classes:target/classes:… parfocal.wire.indi.BlobBench`. Ends with status 1 below [#BAR].
final class BlobBench {
    private static final int FRAME_BYTES = 52_000_000;
    private static final int LINE = 72;
    private static final int PORTION = 1 << 16;
    private static final int ROUNDS = 21;
    private static final double BAR = 200;

    private BlobBench() {}

    private interface Work {
        byte[] run() throws IndiSyntaxException;
    }

    public static void main(String... arguments) throws IndiSyntaxException {
        byte[] frame = new byte[FRAME_BYTES];
        new Random(7).nextBytes(frame);
        byte[] text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encode(frame);
        var message = new ByteArrayOutputStream();
        message.writeBytes(
                "<setBLOBVector device='C' name='CCD1'>\n<oneBLOB name='CCD1' size='%d' format='.fits' len='%d'>\n"
                        .formatted(FRAME_BYTES, FRAME_BYTES)
                        .getBytes(UTF_8));
        message.writeBytes(text);
        message.writeBytes("\n</oneBLOB>\n</setBLOBVector>\n".getBytes(US_ASCII));
        byte[] stream = message.toByteArray();

        var ours = new Figures(text.length, frame);
        var jdk = new Figures(text.length, frame);
        for (int i = 0; i < ROUNDS; i++) {
            ours.time(i, () -> parse(stream));
            jdk.time(i, () -> Base64.getMimeDecoder().decode(text));
        }
        ours.tell("ours, whole parser");
        jdk.tell("JDK MIME decoder");
        System.exit(middle(ours.byTheWall) < BAR ? 1 : 0);
    }

    private static byte[] parse(byte[] stream) throws IndiSyntaxException {
        var parser = new IndiParser(IndiLimits.ofACamera());
        var heard = new ArrayList<IndiMessage>();
        for (int from = 0; from < stream.length; from += PORTION) {
            parser.feed(stream, from, Math.min(PORTION, stream.length - from), heard::add);
        }
        var frame = (IndiMessage.SetVector) heard.getFirst();
        return ((Value.Blob) frame.items().getFirst().value()).bytes();
    }

    private static double middle(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static final class Figures {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final double[] byTheWall = new double[ROUNDS];
        private final double[] byTheProcessor = new double[ROUNDS];
        private final double megabytes;

        private final byte[] sent;

        Figures(int textBytes, byte[] sent) {
            this.megabytes = textBytes / 1e6;
            this.sent = sent;
        }

        /// @param work whose result is looked at after the clock was read
        void time(int round, Work work) throws IndiSyntaxException {
            long worked = threads.getCurrentThreadCpuTime();
            long begun = System.nanoTime();
            byte[] read = work.run();
            byTheWall[round] = megabytes / ((System.nanoTime() - begun) / 1e9);
            byTheProcessor[round] =
                    megabytes / ((threads.getCurrentThreadCpuTime() - worked) / 1e9);
            if (!Arrays.equals(read, sent)) {
                throw new IllegalStateException("The frame is not the one that was sent.");
            }
        }

        void tell(String who) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %5.0f MB/s of text in lines of %d (median of %d; best %.0f, worst %.0f); by processor time %.0f%n",
                    who,
                    middle(byTheWall),
                    LINE,
                    ROUNDS,
                    Arrays.stream(byTheWall).max().orElseThrow(),
                    Arrays.stream(byTheWall).min().orElseThrow(),
                    middle(byTheProcessor));
        }
    }
}
