package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import parfocal.wire.indi.IndiMessage.SetVector;

/// Our parser beside Aalto and the JDK's own on the recorded stream without its BLOB, and on a BLOB of 16 MB of text, in one line and in
/// lines of 72 characters as we and libindi write it.
///
/// The others only walk over the events and take names, attributes and text; ours makes messages as well. By hand:
/// `java -cp target/test-classes:target/classes:… org.openjdk.jmh.Main IndiParserBench`
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IndiParserBench {
    private static final int PORTION = 1 << 16;

    private final XMLInputFactory jdk = XMLInputFactory.newDefaultFactory();
    private final InputFactoryImpl aalto = new InputFactoryImpl();
    private byte[] talk = {};
    private byte[] rooted = {};
    private byte[] blob = {};
    private byte[] blobInLines = {};
    private final SetVector blobMessage =
            new SetVector(
                    PropertyKind.BLOB,
                    "C",
                    "CCD1",
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(
                            new Item(
                                    "CCD1",
                                    new Value.Blob(
                                            ".fits", OptionalLong.empty(), new byte[12_000_000]))));

    @Setup
    public void read() {
        String stream = new String(Recorded.stream(), UTF_8);
        talk =
                stream.replaceAll("(?s)<setBLOBVector.*?</setBLOBVector>", "")
                        .repeat(10)
                        .getBytes(UTF_8);
        rooted = ("<indi>" + new String(talk, UTF_8) + "</indi>").getBytes(UTF_8);
        var message = new ByteArrayOutputStream();
        message.writeBytes(
                "<setBLOBVector device='C' name='CCD1'><oneBLOB name='CCD1' size='12000000' format='.fits' len='12000000'>\n"
                        .getBytes(UTF_8));
        message.writeBytes(Base64.getEncoder().encode(new byte[12_000_000]));
        message.writeBytes("\n</oneBLOB></setBLOBVector>".getBytes(UTF_8));
        blob = message.toByteArray();
        blobInLines = IndiWriter.bytes(blobMessage);
        jdk.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        jdk.setProperty(XMLInputFactory.IS_COALESCING, false);
    }

    @Benchmark
    public void talkByOurs(Blackhole sink) throws IndiSyntaxException {
        ours(talk, IndiLimits.ofACamera(), sink);
    }

    @Benchmark
    public void talkByTheJdk(Blackhole sink) throws XMLStreamException {
        walk(jdk.createXMLStreamReader(new ByteArrayInputStream(rooted)), sink);
    }

    @Benchmark
    public void talkByAalto(Blackhole sink) throws XMLStreamException {
        AsyncXMLStreamReader<AsyncByteArrayFeeder> reader = aalto.createAsyncForByteArray();
        for (int from = 0; from < rooted.length; from += PORTION) {
            reader.getInputFeeder()
                    .feedInput(rooted, from, Math.min(PORTION, rooted.length - from));
            for (int event = reader.next();
                    event != AsyncXMLStreamReader.EVENT_INCOMPLETE;
                    event = reader.next()) {
                take(event, reader, sink);
                if (event == XMLStreamConstants.END_DOCUMENT) {
                    break;
                }
            }
        }
    }

    @Benchmark
    public void blobByOurs(Blackhole sink) throws IndiSyntaxException {
        ours(blob, IndiLimits.ofACamera(), sink);
    }

    @Benchmark
    public void blobInLinesByOurs(Blackhole sink) throws IndiSyntaxException {
        ours(blobInLines, IndiLimits.ofACamera(), sink);
    }

    @Benchmark
    public void blobWritten() throws IOException {
        IndiWriter.write(blobMessage, OutputStream.nullOutputStream());
    }

    private static void ours(byte[] stream, IndiLimits limits, Blackhole sink)
            throws IndiSyntaxException {
        var parser = new IndiParser(limits);
        for (int from = 0; from < stream.length; from += PORTION) {
            parser.feed(stream, from, Math.min(PORTION, stream.length - from), sink::consume);
        }
    }

    private static void walk(XMLStreamReader reader, Blackhole sink) throws XMLStreamException {
        while (reader.hasNext()) {
            take(reader.next(), reader, sink);
        }
    }

    private static void take(int event, XMLStreamReader reader, Blackhole sink) {
        if (event == XMLStreamConstants.START_ELEMENT) {
            sink.consume(reader.getLocalName());
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                sink.consume(List.of(reader.getAttributeLocalName(i), reader.getAttributeValue(i)));
            }
        } else if (event == XMLStreamConstants.CHARACTERS) {
            sink.consume(reader.getText());
        }
    }
}
