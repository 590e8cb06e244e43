package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.wire.indi.IndiMessage.GetProperties;
import parfocal.wire.indi.IndiMessage.Ignored;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.IndiMessage.SetVector;

final class IndiParserTest {
    private static final IndiLimits LIMITS = new IndiLimits(4_096, 16, 1_000);

    private static List<IndiMessage> read(String xml) throws IndiSyntaxException {
        return Recorded.parsed(xml.getBytes(UTF_8), Integer.MAX_VALUE / 2, LIMITS);
    }

    private static IndiMessage one(String xml) throws IndiSyntaxException {
        List<IndiMessage> messages = read(xml);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    @Test
    void aRequestOfEachSortIsRead() throws Exception {
        assertThat(
                        read(
                                """
                                <getProperties version='1.7'/>
                                <getProperties version="1.7" device="Focuser Simulator" name="CONNECTION"></getProperties>
                                <newNumberVector device='F' name='ABS_FOCUS_POSITION' timestamp='2026-11-21T02:40:21'>
                                  <oneNumber name='FOCUS_ABSOLUTE_POSITION'> 12345
                                  </oneNumber>
                                </newNumberVector>
                                <newSwitchVector device='F' name='CONNECTION'><oneSwitch name='CONNECT'>On</oneSwitch></newSwitchVector>
                                <newTextVector device='F' name='DEVICE_PORT'><oneText name='PORT'> /dev/ttyUSB0 </oneText></newTextVector>
                                <enableBLOB device='C' name='CCD1'>Also</enableBLOB>
                                <pingReply uid='17'/>
                                """))
                .containsExactly(
                        GetProperties.all(),
                        GetProperties.of("Focuser Simulator", "CONNECTION"),
                        new NewVector(
                                PropertyKind.NUMBER,
                                "F",
                                "ABS_FOCUS_POSITION",
                                Optional.of("2026-11-21T02:40:21"),
                                List.of(
                                        new Item(
                                                "FOCUS_ABSOLUTE_POSITION",
                                                new Value.Numeric(12_345)))),
                        NewVector.press("F", "CONNECTION", "CONNECT"),
                        NewVector.text("F", "DEVICE_PORT", "PORT", "/dev/ttyUSB0"),
                        new IndiMessage.EnableBlob("C", Optional.of("CCD1"), BlobPolicy.ALSO),
                        new IndiMessage.PingReply("17"));
    }

    @Test
    void limitsChangedByAnUpdateAreRead() throws Exception {
        assertThat(
                        one(
                                "<setNumberVector device='F' name='A' state='Busy' timeout='60'>"
                                        + "<oneNumber name='X' min='0' max='5.2000000000000001776'>5.2000000000000001776</oneNumber>"
                                        + "</setNumberVector>"))
                .isEqualTo(
                        new SetVector(
                                PropertyKind.NUMBER,
                                "F",
                                "A",
                                Optional.of(PropertyState.BUSY),
                                OptionalDouble.of(60),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(
                                        new Item(
                                                "X",
                                                new Value.Numeric(5.2),
                                                new NumberChange(
                                                        OptionalDouble.of(0),
                                                        OptionalDouble.of(5.2),
                                                        OptionalDouble.empty())))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            textBlock =
                    """
                    '&lt;&gt;&amp;&apos;&quot;', '<>&''"'
                    '&#53;&#x35;',               55
                    '&#xB0;C',                   °C
                    '<![CDATA[a < b & c]]>',     'a < b & c'
                    'a<!-- > -- " -->b',         ab
                    '<![CDATA[]]]]>x',           ']]x'
                    """)
    void whateverXmlCanSayIsUnderstood(String written, String read) throws Exception {
        assertThat(
                        one(
                                "<newTextVector device='&#65;' name=\"it's\"><oneText name='T'>"
                                        + written
                                        + "</oneText></newTextVector>"))
                .isEqualTo(NewVector.text("A", "it's", "T", read));
    }

    @Test
    void prologsAndCommentsArePassedOver() throws Exception {
        assertThat(
                        read(
                                "<?xml version='1.0'?>\n<!-- hello -->\n<getProperties version='1.7'/>\n<?x?>"))
                .containsExactly(GetProperties.all());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "hello",
                "<getProperties version='1.7'",
                "<a b='1' b='2'/>",
                "<a></b>",
                "</a>",
                "<a b=1/>",
                "<a b='1'c='2'/>",
                "<a <b/>",
                "<a b='<'/>",
                "< a/>",
                "<>",
                "<enableBLOB device='C'>&nbsp;</enableBLOB>",
                "<enableBLOB device='C'>&lt</enableBLOB>",
                "<enableBLOB device='C'>&#0;</enableBLOB>",
                "<a b='&#xD800;'/>",
                "<a>\u0000</a>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
                "<a><!ELEMENT b></a>",
                "<a><a><a><a><a><a><a><a><a>"
            })
    void whatIsNotWellFormedIsRefusedAtWhateverPlaceItIsCut(String xml) throws Exception {
        byte[] bytes = (xml + "<getProperties version='1.7'/>  ").getBytes(UTF_8);
        for (int portion = 1; portion <= bytes.length; portion++) {
            int size = portion;
            assertThatThrownBy(() -> Recorded.parsed(bytes, size, LIMITS))
                    .isInstanceOf(IndiSyntaxException.class)
                    .hasMessageStartingWith("sends ");
        }
    }

    @Test
    void aStreamOnceLostStaysLost() throws Exception {
        var parser = new IndiParser(LIMITS);
        var messages = new ArrayList<IndiMessage>();
        byte[] bad = "<getProperties version='1.7'/>oops".getBytes(UTF_8);
        assertThatThrownBy(() -> parser.feed(bad, messages::add))
                .isInstanceOf(IndiSyntaxException.class);
        assertThat(messages).containsExactly(GetProperties.all());

        byte[] good = "<getProperties version='1.7'/>".getBytes(UTF_8);
        assertThatThrownBy(() -> parser.feed(good, messages::add))
                .isInstanceOf(IndiSyntaxException.class);
    }

    @Test
    void whatIsNoMessageIsToldOfAndPassedOver() throws Exception {
        assertThat(
                        read(
                                "<hello><you name='1'>x</you></hello><newNumberVector name='A'/>"
                                        + "<delProperty/><enableBLOB device='C'>Perhaps</enableBLOB>"))
                .hasOnlyElementsOfType(Ignored.class)
                .hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0x10", "nan", "inf", "", "1,5", "12 apples", "1e999", "--1"})
    void aNumberThatIsNoneIsUnreadable(String text) throws Exception {
        assertThat(
                        one(
                                "<newNumberVector device='F' name='A'><oneNumber name='X'>"
                                        + text
                                        + "</oneNumber></newNumberVector>"))
                .isEqualTo(
                        new NewVector(
                                PropertyKind.NUMBER,
                                "F",
                                "A",
                                List.of(new Item("X", new Value.Unreadable(text)))));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "UGFyZm9jYWw=",
                "UGFy\nZm9j\r\nYWw=\n",
                " U G F y Z m 9 j Y W w = ",
                "UGFyZm9jYWw"
            })
    void aBlobIsDecodedHoweverItIsWrittenAndCut(String base64) throws Exception {
        byte[] xml =
                ("<setBLOBVector device='C' name='CCD1' state='Ok'>"
                                + "<oneBLOB name='CCD1' size='8' format='.txt' enclen='12'>"
                                + base64
                                + "</oneBLOB></setBLOBVector>")
                        .getBytes(UTF_8);
        for (int portion = 1; portion <= xml.length; portion++) {
            assertThat(Recorded.parsed(xml, portion, LIMITS))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            SetVector.class,
                            set ->
                                    assertThat(set.items().getFirst().value())
                                            .isInstanceOfSatisfying(
                                                    Value.Blob.class,
                                                    blob -> {
                                                        assertThat(blob.bytes())
                                                                .asString()
                                                                .isEqualTo("Parfocal");
                                                        assertThat(blob.format()).isEqualTo(".txt");
                                                    }));
        }
    }

    @ParameterizedTest(name = "size={0}")
    @ValueSource(strings = {"-5", "99999999999999999999", "2147483647", "x", ""})
    void theSizeOfABlobIsNotRelied(String size) throws Exception {
        assertThat(
                        one(
                                "<newBLOBVector device='C' name='B'><oneBLOB name='B' format='.x' size='"
                                        + size
                                        + "' len='"
                                        + size
                                        + "'>AAAA</oneBLOB></newBLOBVector>"))
                .isInstanceOfSatisfying(
                        NewVector.class,
                        order ->
                                assertThat(order.items().getFirst().value())
                                        .isInstanceOfSatisfying(
                                                Value.Blob.class,
                                                blob -> assertThat(blob.bytes()).hasSize(3)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"AA*A", "A", "AA==AA", "&#65;AAA"})
    void aBlobThatIsNotBase64IsUnreadableAndHarmsNothingElse(String text) throws Exception {
        List<IndiMessage> messages =
                read(
                        "<newBLOBVector device='C' name='B'><oneBLOB name='B' format='.x' size='1'>"
                                + text
                                + "</oneBLOB></newBLOBVector><getProperties version='1.7'/>");

        assertThat(messages).hasSize(2).last().isEqualTo(GetProperties.all());
        assertThat(((NewVector) messages.getFirst()).items().getFirst().value())
                .isInstanceOf(Value.Unreadable.class);
    }

    @Test
    void whereNoBlobsAreWantedNoneAreKept() throws Exception {
        List<IndiMessage> messages =
                Recorded.parsed(
                        ("<newBLOBVector device='C' name='B'><oneBLOB name='B' format='.x' size='3'>AAAA</oneBLOB>"
                                        + "</newBLOBVector>")
                                .getBytes(UTF_8),
                        7,
                        IndiLimits.ofAServer());
        assertThat(((NewVector) messages.getFirst()).items().getFirst().value())
                .isEqualTo(new Value.Unreadable("a BLOB, and none is wanted"));
    }

    @ParameterizedTest(name = "endless {0}")
    @ValueSource(
            strings = {
                "<newTextVector device='F' name='A'><oneText name='T'>|x",
                "<newTextVector device='F' name='A'>|<oneText name='T'/>",
                "<newTextVector |a",
                "<newTextVector device='|a",
                "<!--|x",
                "<?|x",
                "<a><![CDATA[|x",
                "<a>|<b></b>",
                "<newBLOBVector device='C' name='B'><oneBLOB name='B' size='1000000000'>|AAAA",
                "<newBLOBVector device='C' name='B'><oneBLOB name='B'>A|***"
            })
    void anElementWithoutEndIsCutShort(String story) {
        String[] parts = story.split("\\|", 2);
        var parser = new IndiParser(LIMITS);
        byte[] more = parts[1].repeat(100).getBytes(UTF_8);

        assertThatThrownBy(
                        () -> {
                            parser.feed(parts[0].getBytes(UTF_8), _ -> {});
                            for (int i = 0; i < 1_000; i++) {
                                parser.feed(more, _ -> {});
                            }
                        })
                .isInstanceOf(IndiSyntaxException.class)
                .hasMessageContaining("more than");
    }

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 2, 3, 7, 64, 1_000, 65_536})
    void aRealStreamReadsAlikeHoweverItIsCut(int portion) throws Exception {
        byte[] stream = Recorded.stream();

        List<IndiMessage> messages = Recorded.parsed(stream, portion, IndiLimits.ofACamera());

        assertThat(messages).hasSize(140).doesNotHaveAnyElementsOfTypes(Ignored.class);
        assertThat(messages.toString())
                .isEqualTo(
                        Recorded.parsed(stream, stream.length, IndiLimits.ofACamera()).toString());
    }

    // The witness is the JDK's own parser: it counts what stands in the stream, element by element.
    @Test
    void theJdkReadsTheSameInARealStream() throws Exception {
        byte[] stream = Recorded.stream();
        Map<String, Integer> witnessed = new TreeMap<>();
        InputStream rooted =
                new SequenceInputStream(
                        new ByteArrayInputStream("<indi>".getBytes(UTF_8)),
                        new SequenceInputStream(
                                new ByteArrayInputStream(stream),
                                new ByteArrayInputStream("</indi>".getBytes(UTF_8))));
        var reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(rooted);
        String vector = "";
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = reader.getLocalName();
            if (name.startsWith("one") || name.matches("def(Text|Number|Switch|Light|BLOB)")) {
                String element = vector + reader.getAttributeValue(null, "name") + "=";
                String text = reader.getElementText().strip();
                String shown =
                        name.endsWith("Number")
                                ? "" + Double.parseDouble(text)
                                : name.endsWith("BLOB") ? "" : text;
                witnessed.merge(element + shown, 1, Integer::sum);
            } else if (name.endsWith("Vector")) {
                vector =
                        reader.getAttributeValue(null, "device")
                                + "."
                                + reader.getAttributeValue(null, "name")
                                + "/"
                                + reader.getAttributeValue(null, "state")
                                + "/";
            }
        }

        Map<String, Integer> ours = new TreeMap<>();
        for (IndiMessage message : Recorded.parsed(stream, 1_000, IndiLimits.ofACamera())) {
            if (message instanceof IndiMessage.DefVector(Property p, _, _)) {
                p.members()
                        .forEach(m ->
                                ours.merge(
                                        p.device()
                                                + "."
                                                + p.name()
                                                + "/"
                                                + p.state().word()
                                                + "/"
                                                + m.name()
                                                + "="
                                                + shown(m.value()),
                                        1,
                                        Integer::sum));
            } else if (message instanceof SetVector set) {
                set.items()
                        .forEach(item ->
                                ours.merge(
                                        set.device()
                                                + "."
                                                + set.name()
                                                + "/"
                                                + set.state().orElseThrow().word()
                                                + "/"
                                                + item.name()
                                                + "="
                                                + shown(item.value()),
                                        1,
                                        Integer::sum));
            }
        }
        assertThat(ours).hasSizeGreaterThan(250).isEqualTo(witnessed);
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Numeric(double number) -> "" + number;
            case Value.Switch(boolean on) -> on ? "On" : "Off";
            case Value.Light(PropertyState state) -> state.word();
            case Value.Blob _ -> "";
            case Value.Unreadable(String text) -> text;
        };
    }
}
