package parfocal.driver.celestron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.celestron.CelestronCommand.GoSlowlyTo;
import parfocal.driver.celestron.CelestronCommand.GoTo;
import parfocal.driver.celestron.CelestronCommand.ReadCalibration;
import parfocal.driver.celestron.CelestronCommand.ReadFinished;
import parfocal.driver.celestron.CelestronCommand.ReadLimits;
import parfocal.driver.celestron.CelestronCommand.ReadPosition;
import parfocal.driver.celestron.CelestronCommand.ReadVersion;
import parfocal.driver.celestron.CelestronCommand.StartCalibration;
import parfocal.driver.celestron.CelestronCommand.StopCalibration;
import parfocal.driver.celestron.CelestronCommand.TurnDown;
import parfocal.driver.celestron.CelestronCommand.TurnUp;
import parfocal.driver.celestron.CelestronReply.Acknowledged;
import parfocal.driver.celestron.CelestronReply.Calibration;
import parfocal.driver.celestron.CelestronReply.Finished;
import parfocal.driver.celestron.CelestronReply.Limits;
import parfocal.driver.celestron.CelestronReply.NotRecognised;
import parfocal.driver.celestron.CelestronReply.Position;
import parfocal.driver.celestron.CelestronReply.Version;

/// Literal packets; where they come from an example of the sheet or the transcript of a real driver, all bytes are theirs.
final class CelestronCodecTest {

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("3B 03 20 12 FE CD", new ReadVersion()),
                Arguments.of("3B 03 20 12 01 CA", new ReadPosition()),
                Arguments.of("3B 06 20 12 02 00 48 44 3A", new GoTo(18_500)),
                Arguments.of("3B 06 20 12 02 FF FF FF C9", new GoTo(-1)),
                Arguments.of("3B 06 20 12 17 00 48 44 25", new GoSlowlyTo(18_500)),
                Arguments.of("3B 03 20 12 13 B8", new ReadFinished()),
                Arguments.of("3B 04 20 12 24 00 A6", new TurnUp(0)),
                Arguments.of("3B 04 20 12 24 09 9D", new TurnUp(9)),
                Arguments.of("3B 04 20 12 25 09 9C", new TurnDown(9)),
                Arguments.of("3B 04 20 12 2A 01 9F", new StartCalibration()),
                Arguments.of("3B 04 20 12 2A 00 A0", new StopCalibration()),
                Arguments.of("3B 03 20 12 2B A0", new ReadCalibration()),
                Arguments.of("3B 03 20 12 2C 9F", new ReadLimits()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void everyCommandReadsTheSameInBothDirections(String bytes, CelestronCommand command) {
        assertThat(HexLine.hex(CelestronCodec.encode(command).encode())).isEqualTo(bytes);
        assertThat(CelestronCodec.decode(packet(bytes))).contains(command);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of(
                        "3B 07 12 20 FE 07 10 27 75 16",
                        new ReadVersion(),
                        new Version(7, 16, OptionalInt.of(10_101))),
                Arguments.of(
                        "3B 05 12 20 FE 07 10 B4",
                        new ReadVersion(),
                        new Version(7, 16, OptionalInt.empty())),
                Arguments.of(
                        "3B 06 12 20 01 00 4E 20 59", new ReadPosition(), new Position(20_000)),
                Arguments.of("3B 06 12 20 01 FF FF 38 91", new ReadPosition(), new Position(-200)),
                Arguments.of("3B 03 12 20 02 C9", new GoTo(18_500), new Acknowledged()),
                Arguments.of("3B 03 12 20 24 A7", new TurnUp(0), new Acknowledged()),
                Arguments.of("3B 03 12 20 2A A1", new StartCalibration(), new Acknowledged()),
                Arguments.of("3B 04 12 20 13 00 B7", new ReadFinished(), new Finished(false)),
                Arguments.of("3B 04 12 20 13 FF B8", new ReadFinished(), new Finished(true)),
                Arguments.of(
                        "3B 05 12 20 2B 00 03 9B",
                        new ReadCalibration(),
                        new Calibration(false, 3)),
                Arguments.of(
                        "3B 05 12 20 2B 01 00 9D", new ReadCalibration(), new Calibration(true, 0)),
                Arguments.of(
                        "3B 0B 12 20 2C 00 00 07 D0 00 00 9C 40 E4",
                        new ReadLimits(),
                        new Limits(2_000, 40_000)),
                Arguments.of("3B 03 12 20 F0 DB", new ReadLimits(), new NotRecognised()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void everyReplyReadsTheSameInBothDirections(
            String bytes, CelestronCommand asked, CelestronReply reply) {
        var question = CelestronCodec.encode(asked);

        assertThat(HexLine.hex(CelestronCodec.encode(reply, question).encode())).isEqualTo(bytes);
        assertThat(CelestronCodec.decode(packet(bytes), asked)).contains(reply);
    }

    @Test
    void oneStartsACalibrationAndZeroStopsItWhateverTheHeaderSays() {
        assertThat(CelestronCodec.encode(new StartCalibration()).data()).containsExactly(1);
        assertThat(CelestronCodec.encode(new StopCalibration()).data()).containsExactly(0);
    }

    @Test
    void cousinsAcknowledgeWithAByte() {
        assertThat(CelestronCodec.decode(packet("3B 04 12 20 02 01 C7"), new GoTo(1)))
                .contains(new Acknowledged());
    }

    @Test
    void theFirmwareIgnoresSurplusBytesOfAQuestion() {
        assertThat(CelestronCodec.decode(packet("3B 04 20 12 01 00 C9")))
                .contains(new ReadPosition());
    }

    @Test
    void theBuildNumberHasBothItsBytes() {
        assertThat(new Version(7, 16, OptionalInt.of(10_101))).hasToString("7.16.10101");
        assertThat(new Version(7, 16, OptionalInt.empty())).hasToString("7.16");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "3B 03 20 12 04 C7", "3B 03 20 12 02 C9", "3B 05 20 12 02 00 48 7F",
                "3B 03 20 12 24 A7", "3B 04 20 12 24 0A 9C", "3B 04 20 12 2A 02 9E"
            })
    void whatIsNotOnTheSheetIsNotACommand(String bytes) {
        assertThat(CelestronCodec.decode(packet(bytes))).isEmpty();
    }

    static Stream<Arguments> mutilated() {
        return Stream.of(
                Arguments.of("3B 05 12 20 01 00 4E 7A", new ReadPosition()),
                Arguments.of("3B 04 12 20 13 01 B6", new ReadFinished()),
                Arguments.of("3B 03 12 20 13 B8", new ReadFinished()),
                Arguments.of("3B 04 12 20 2B 01 9E", new ReadCalibration()),
                Arguments.of("3B 07 12 20 2C 00 00 07 D0 C4", new ReadLimits()),
                Arguments.of("3B 03 12 20 FE CD", new ReadVersion()),
                Arguments.of("3B 06 12 20 01 00 4E 20 59", new ReadLimits()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutilated")
    void aReplyOfAnotherLengthOrToAnotherQuestionIsNoReply(String bytes, CelestronCommand asked) {
        assertThat(CelestronCodec.decode(packet(bytes), asked)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {8_388_608, -8_388_609})
    void aPositionThatDoesNotFitIsNeverPutOnTheWire(int steps) {
        assertThatThrownBy(() -> CelestronCodec.encode(new GoTo(steps)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "2000, 40000, true",
        "0, 1, true",
        "0, 0, false",
        "40000, 2000, false",
        "-1, 5000, false",
        "0, 8388608, false",
        "-1, -1, false"
    })
    void aRangeIsSensibleOrTheMotorIsNotCalibrated(int low, int high, boolean sensible) {
        assertThat(new Limits(low, high).sensible()).isEqualTo(sensible);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // a whole packet behind junk
        "41 54 0D 3B 03 12 20 02 C9",
        // a preamble that is none
        "3B 3B 03 12 20 02 C9",
        // lengths nobody has
        "3B 02 3B 15 3B FF 3B 03 12 20 02 C9",
        // a wrong sum
        "3B 03 12 20 02 C8 3B 03 12 20 02 C9",
        // one that lost a byte in the middle
        "3B 06 12 01 00 4E 20 59 3B 03 12 20 02 C9"
    })
    void aPacketIsFoundByLengthAndSum(String bytes) {
        assertThat(packets(bytes)).containsExactly(packet("3B 03 12 20 02 C9"));
    }

    @Test
    void thePreambleIsLegalInsideAPacket() {
        assertThat(packets("3B 06 12 20 01 3B 3B 3B 16"))
                .containsExactly(new CelestronPacket(0x12, 0x20, 0x01, List.of(0x3B, 0x3B, 0x3B)));
    }

    @Test
    void aPacketInsideAPacketIsData() {
        assertThat(packets("3B 09 0D 20 01 3B 03 12 20 02 C9 8E"))
                .extracting(CelestronPacket::source)
                .containsExactly(0x0D);
    }

    @Test
    void packetsMayComeInAnyPortions() {
        var stream = new CelestronStream();
        byte[] bytes = HexLine.bytes("3B 06 12 20 01 00 4E 20 59");
        for (int i = 0; i < bytes.length; i++) {
            assertThat(stream.next()).isEmpty();
            stream.add(new byte[] {bytes[i]});
        }

        assertThat(stream.next()).contains(packet("3B 06 12 20 01 00 4E 20 59"));
        assertThat(stream.missingBytes()).isZero();
    }

    @Test
    void whatIsMissingIsKnownOnceTheLengthIs() {
        var stream = new CelestronStream();
        stream.add(HexLine.bytes("3B"));
        assertThat(stream.next()).isEmpty();
        assertThat(stream.missingBytes()).isEqualTo(1);
        stream.add(HexLine.bytes("06"));
        assertThat(stream.next()).isEmpty();
        assertThat(stream.missingBytes()).isEqualTo(7);
    }

    @Test
    void aPacketThatWillNotEndMayHideAnother() {
        var stream = new CelestronStream();
        stream.add(HexLine.bytes("3B 14 3B 03 12 20 02 C9"));
        assertThat(stream.next()).isEmpty();

        stream.giveUp();

        assertThat(stream.next()).contains(packet("3B 03 12 20 02 C9"));
    }

    private static CelestronPacket packet(String bytes) {
        return packets(bytes).getFirst();
    }

    private static List<CelestronPacket> packets(String bytes) {
        var stream = new CelestronStream();
        stream.add(HexLine.bytes(bytes));
        var packets = new ArrayList<CelestronPacket>();
        for (var next = stream.next(); next.isPresent(); next = stream.next()) {
            packets.add(next.get());
        }
        return packets;
    }
}
