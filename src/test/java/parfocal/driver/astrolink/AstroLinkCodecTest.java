package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.driver.astrolink.AstroLinkCommand.Compensate;
import parfocal.driver.astrolink.AstroLinkCommand.Halt;
import parfocal.driver.astrolink.AstroLinkCommand.Identify;
import parfocal.driver.astrolink.AstroLinkCommand.Move;
import parfocal.driver.astrolink.AstroLinkCommand.ReadFirmware;
import parfocal.driver.astrolink.AstroLinkCommand.ReadMoving;
import parfocal.driver.astrolink.AstroLinkCommand.ReadPosition;
import parfocal.driver.astrolink.AstroLinkCommand.ReadSheet;
import parfocal.driver.astrolink.AstroLinkCommand.ReadStatus;
import parfocal.driver.astrolink.AstroLinkCommand.SetHeater;
import parfocal.driver.astrolink.AstroLinkCommand.SetPosition;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;
import parfocal.driver.astrolink.AstroLinkCommand.SwitchOutput;
import parfocal.driver.astrolink.AstroLinkCommand.WriteSheet;
import parfocal.driver.astrolink.AstroLinkReply.Firmware;
import parfocal.driver.astrolink.AstroLinkReply.Heard;
import parfocal.driver.astrolink.AstroLinkReply.Moving;
import parfocal.driver.astrolink.AstroLinkReply.Name;
import parfocal.driver.astrolink.AstroLinkReply.NotUnderstood;
import parfocal.driver.astrolink.AstroLinkReply.Other;
import parfocal.driver.astrolink.AstroLinkReply.Position;
import parfocal.driver.astrolink.AstroLinkReply.Settings;
import parfocal.driver.astrolink.AstroLinkReply.Status;

/// Literal lines: what the maker's drivers were seen to send and the sample replies they carry.
final class AstroLinkCodecTest {

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(new Identify(), "#"),
                Arguments.of(new ReadFirmware(), "A"),
                Arguments.of(new ReadStatus(), "q"),
                Arguments.of(new ReadPosition(), "p"),
                Arguments.of(new ReadMoving(), "i"),
                Arguments.of(new Move(0, 10_500), "R:0:10500"),
                Arguments.of(new Move(1, 28_500), "R:1:28500"),
                Arguments.of(new Halt(OptionalInt.empty()), "H"),
                Arguments.of(new Halt(OptionalInt.of(1)), "H:1"),
                Arguments.of(new SetPosition(OptionalInt.empty(), 5_555), "P:5555"),
                Arguments.of(new SetPosition(OptionalInt.of(0), 5_555), "P:0:5555"),
                Arguments.of(new Compensate(20), "S:20"),
                Arguments.of(new ReadSheet(Sheet.SETTINGS), "u"),
                Arguments.of(new ReadSheet(Sheet.COMPENSATION), "e"),
                Arguments.of(new ReadSheet(Sheet.PROTECTION), "n"),
                Arguments.of(new ReadSheet(Sheet.BUTTONS), "f"),
                Arguments.of(new ReadSheet(Sheet.BUZZER), "j"),
                Arguments.of(new ReadSheet(Sheet.CURRENT), "z"),
                Arguments.of(new WriteSheet(Sheet.BUTTONS, List.of("1")), "F:1"),
                Arguments.of(new WriteSheet(Sheet.BUZZER, List.of("0")), "J:0"),
                Arguments.of(
                        settings("200:400:100:0:24000:1:300:3500:30:20:1"),
                        "U:200:400:100:0:24000:1:300:3500:30:20:1:"),
                Arguments.of(
                        new WriteSheet(Sheet.COMPENSATION, List.of("30", "-3500", "0", "0", "20")),
                        "E:30:-3500:0:0:20:"),
                Arguments.of(new WriteSheet(Sheet.CURRENT, List.of("400", "3")), "Z:400:3:"),
                Arguments.of(new SetHeater(0, 255), "B:0:255"),
                Arguments.of(new SwitchOutput(2, true), "C:2:1"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("commands")
    void everyCommandIsALineThatReadsTheSameInBothDirections(
            AstroLinkCommand command, String line) {
        assertThat(new String(AstroLinkCodec.encode(command), ISO_8859_1)).isEqualTo(line + "\n");
        assertThat(AstroLinkCodec.decodeCommand(line)).contains(command);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                Arguments.of("#:FocuserLink", new Name("FocuserLink")),
                Arguments.of("A:4.5.0 mini II", new Firmware("4.5.0 mini II")),
                Arguments.of("p:1234", new Position(1_234)),
                Arguments.of("i:0", new Moving(false)),
                Arguments.of("i:1", new Moving(true)),
                Arguments.of("R:", new Heard('R')),
                Arguments.of("U:", new Heard('U')),
                Arguments.of("X: error", new NotUnderstood('X')),
                Arguments.of("z:400:3", new Settings(Sheet.CURRENT, List.of("400", "3"))),
                Arguments.of("f:1", new Settings(Sheet.BUTTONS, List.of("1"))),
                Arguments.of(
                        "n:1077:14.0:10.0:100",
                        new Settings(Sheet.PROTECTION, List.of("1077", "14.0", "10.0", "100"))),
                Arguments.of(
                        "q:12000:0:1:12.50:55.0:3.70:-35",
                        new Status(List.of("12000", "0", "1", "12.50", "55.0", "3.70", "-35"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void everyReplyReadsTheSameInBothDirections(String line, AstroLinkReply reply) {
        assertThat(AstroLinkCodec.text(reply)).isEqualTo(line);
        assertThat(said(line + "\n")).isEqualTo(reply);
    }

    @Test
    void aCarriageReturnIsTolerated() {
        assertThat(said("p:1234\r\n")).isEqualTo(new Position(1_234));
        assertThat(AstroLinkCodec.decodeCommand("R:0:5\r")).contains(new Move(0, 5));
    }

    @Test
    void aColonTooManyIsToleratedAsTheDevicesDo() {
        assertThat(said("f:1:\n")).isEqualTo(new Settings(Sheet.BUTTONS, List.of("1")));
        assertThat(AstroLinkCodec.decodeCommand("U:1:2:3:"))
                .contains(new WriteSheet(Sheet.SETTINGS, List.of("1", "2", "3")));
    }

    @Test
    void aMoveWithoutTheMotorsNumberIsForTheFirst() {
        assertThat(AstroLinkCodec.decodeCommand("R:500")).contains(new Move(0, 500));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "", ":", "?", "QQ", "R", "R:a", "R: 1", "R:0:1.5", "R:0:1:2", "S:", "H:0:1",
                "P:0:x", "w"
            })
    void whatIsNotOnTheSheetIsNotUnderstood(String line) {
        assertThat(AstroLinkCodec.decodeCommand(line)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "q",
                "q:",
                "q:12000",
                "q:12000:",
                "q:1q:12000:0:1:12.50:55.0:3.70:0",
                "q:12000:-:1",
                "q:AL4MII:12000",
                "q: 12000:0:1",
                "q:12000.5:0:1",
                "q:99999999999:0:1",
                "~q:12000:0:1:12.50:55.0:3.70:0",
                "qq:12000:0:1:12.50:55.0:3.70:0",
                "p:",
                "p:12x4",
                "p:1:2",
                "i:2",
                "u:1:two:3",
                "u:1::3",
                "R",
                "x~R:"
            })
    void aMutilatedReplyIsNoReply(String line) {
        assertThat(said(line + "\n")).isEqualTo(new Other(line));
    }

    @Test
    void anEchoOfTheOrderIsNotItsAnswer() {
        var move = new Move(0, 10_500);

        assertThat(AstroLinkCodec.answers(said("R:0:10500\n"), move)).isFalse();
        assertThat(AstroLinkCodec.answers(said("R:\n"), move)).isTrue();
        assertThat(AstroLinkCodec.answers(said("P:\n"), move)).isFalse();
    }

    @Test
    void oneSettingsLineIsNotTheAnswerForAnother() {
        var question = new ReadSheet(Sheet.SETTINGS);

        assertThat(AstroLinkCodec.answers(said("e:30:1200:1:0:20\n"), question)).isFalse();
        assertThat(AstroLinkCodec.answers(said("u:30:1200:1:0:20\n"), question)).isTrue();
    }

    @ParameterizedTest(name = "{0} with {1} fields is {2}")
    @CsvSource({
        "FocuserLink,      7, FOCUSER_LINK",
        "FocuserLink,      3, FOCUSER_LINK",
        "AstroLink4mini,  22, MINI",
        "AstroLink4mini,   3, MINI",
        "AstroLink4USB,   22, USB",
        "AstroLink4mini, -35, MINI_II",
        "AstroLink4mini2,-35, MINI_II",
        "AstroLink4Max,  -35, MAX",
        "AstroLink4max,  -34, MAX",
    })
    void theModelIsToldByNameAndStatus(String name, int fields, AstroLinkModel model) {
        assertThat(AstroLinkModel.of(name, statusOf(fields))).contains(model);
    }

    @ParameterizedTest(name = "{0} with {1} fields")
    @CsvSource({"FocuserLink, 22", "FocuserLink, -35", "MoonLite, 7", "AstroLink, 22", "'', 7"})
    void whatDoesNotFitTogetherIsNoneOfThem(String name, int fields) {
        assertThat(AstroLinkModel.of(name, statusOf(fields))).isEmpty();
    }

    @Test
    void onlyFocuserLinkSetsItsPositionWithoutTheMotorsNumber() {
        assertThat(AstroLinkCodec.text(AstroLinkModel.FOCUSER_LINK.setPosition(0, 5)))
                .isEqualTo("P:5");
        assertThat(AstroLinkCodec.text(AstroLinkModel.MINI.setPosition(0, 5))).isEqualTo("P:0:5");
        assertThat(AstroLinkCodec.text(AstroLinkModel.MAX.setPosition(1, 5))).isEqualTo("P:1:5");
    }

    @Test
    void onlyBoxesWithTwoMotorsAreToldWhichToHalt() {
        assertThat(AstroLinkCodec.text(AstroLinkModel.FOCUSER_LINK.halt(0))).isEqualTo("H");
        assertThat(AstroLinkCodec.text(AstroLinkModel.USB.halt(0))).isEqualTo("H");
        assertThat(AstroLinkCodec.text(AstroLinkModel.MINI_II.halt(0))).isEqualTo("H:0");
    }

    // Negative: so many fields that begin with the code of the mini II family.
    private static List<String> statusOf(int fields) {
        return Stream.concat(
                        fields < 0 ? Stream.of("AL4MII") : Stream.of("0"),
                        Stream.generate(() -> "0").limit(Math.abs(fields) - 1))
                .toList();
    }

    private static WriteSheet settings(String fields) {
        return new WriteSheet(Sheet.SETTINGS, List.of(fields.split(":", -1)));
    }

    private static AstroLinkReply said(String bytes) {
        return AstroLinkCodec.decode(bytes.getBytes(ISO_8859_1));
    }
}
