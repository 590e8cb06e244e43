package parfocal.server.indi;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.indi.Observatory.FOCUSER;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.hub.Client;
import parfocal.wire.indi.IndiMessage.SetVector;
import parfocal.wire.indi.PropertyState;

/// What libindi 1.9.9 and its server are seen to get wrong, one by one.
final class LibindiWeaknessesTest {
    private static final String ABS = "ABS_FOCUS_POSITION";
    private static final String ABS_STEPS = "FOCUS_ABSOLUTE_POSITION";

    private static Observatory observatory;

    @BeforeAll
    static void open() throws Exception {
        observatory = Observatory.quick();
    }

    @AfterAll
    static void close() throws Exception {
        observatory.close();
    }

    @BeforeEach
    void backToTheStart() throws Exception {
        try (var client = observatory.connectedClient()) {
            client.number(FOCUSER, ABS, ABS_STEPS, Observatory.START);
            client.awaitStates(FOCUSER, ABS, PropertyState.BUSY, PropertyState.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<getProperties/>",
                "<getProperties version='9.9'/>",
                "<getProperties version='one'/>"
            })
    void whoeverAsksIsAnsweredWhateverVersionItSays(String question) throws Exception {
        try (var client = observatory.client()) {
            client.send(question);

            client.awaitDefined(FOCUSER, "CONNECTION");
        }
    }

    @Test
    void aFileOfNegativeSizeHarmsNobody() throws Exception {
        try (var client = observatory.connectedClient()) {
            client.send(
                    "<newBLOBVector device='Main focuser' name='ABS_FOCUS_POSITION'>"
                            + "<oneBLOB name='FOCUS_ABSOLUTE_POSITION' size='-5' format='.fits'>AAAA</oneBLOB></newBLOBVector>");
            client.roundTrip();

            assertThat(observatory.focuser.state().positionSteps()).isEqualTo(Observatory.START);
        }
    }

    @Test
    void aNumberUnderAWrongElementMovesNothing() throws Exception {
        refusedAbs(
                "<oneNumber name='FOCUS_RELATIVE_POSITION'>100</oneNumber>", "is not a member of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x1000", "nan", "inf", "-inf", "1e999", "", "many"})
    void whatIsNoNumberMovesNothing(String number) throws Exception {
        refusedAbs(
                "<oneNumber name='%s'>%s</oneNumber>".formatted(ABS_STEPS, number), "is no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10001", "-1", "1e9"})
    void aPositionBeyondTheLimitsMovesNothing(String number) throws Exception {
        refusedAbs(
                "<oneNumber name='%s'>%s</oneNumber>".formatted(ABS_STEPS, number),
                "Valid range is from 0 to 10000");
    }

    @Test
    void anOrderWhileDisconnectedMovesNothing() throws Exception {
        try (var client = observatory.client()) {
            client.send("<getProperties/>");
            client.press(FOCUSER, "CONNECTION", "DISCONNECT");
            client.awaitState(FOCUSER, "CONNECTION", PropertyState.IDLE);
            client.number(FOCUSER, ABS, ABS_STEPS, 6_000);

            assertThat(client.awaitNote(0, "is it connected?").text()).contains(ABS);
            assertThat(observatory.focuser.state().moving()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FOCUS_SYNC,             FOCUS_SYNC_VALUE,        10001",
        "FOCUS_SYNC,             FOCUS_SYNC_VALUE,        -1",
        "FOCUS_BACKLASH_STEPS,   FOCUS_BACKLASH_VALUE,    10001",
        "FOCUS_BACKLASH_STEPS,   FOCUS_BACKLASH_VALUE,    -1",
        "REL_FOCUS_POSITION,     FOCUS_RELATIVE_POSITION, 0",
        "REL_FOCUS_POSITION,     FOCUS_RELATIVE_POSITION, -10",
        "REL_FOCUS_POSITION,     FOCUS_RELATIVE_POSITION, 5001",
        "FOCUS_MAX,              FOCUS_MAX_VALUE,         0",
        "POLLING_PERIOD,         PERIOD_MS,               1"
    })
    void whatLiesOutOfRangeIsRefusedAndChangesNothing(String property, String element, double value)
            throws Exception {
        try (var client = observatory.connectedClient()) {
            int first = client.count();
            client.press(FOCUSER, "FOCUS_BACKLASH_TOGGLE", "INDI_ENABLED");
            SetVector enabled = client.awaitUpdate(first, FOCUSER, "FOCUS_BACKLASH_TOGGLE");
            assertThat(enabled.state()).as("%s", enabled.message()).contains(PropertyState.OK);
            double was = client.awaitDefined(FOCUSER, property).number(element).orElseThrow();
            var settings = observatory.focuser.settings();
            int before = client.count();

            client.number(FOCUSER, property, element, value);

            SetVector answer = client.awaitUpdate(before, FOCUSER, property);
            assertThat(answer.state()).contains(PropertyState.ALERT);
            assertThat(answer.message()).isPresent();
            client.roundTrip();
            assertThat(client.awaitDefined(FOCUSER, property).number(element)).hasValue(was);
            assertThat(observatory.focuser.settings()).isEqualTo(settings);
            assertThat(observatory.focuser.state().positionSteps()).isEqualTo(Observatory.START);
        }
    }

    @Test
    void whoeverSeesItAtRestMayOrderAtOnceWhatIsRefusedWhileItMoves() throws Exception {
        var someone = new Client("test", "");
        for (int i = 1; i <= 30; i++) {
            observatory.focuser.moveTo(Observatory.START + i % 2, someone);
            while (observatory.focuser.state().moving()) {
                Thread.onSpinWait();
            }

            observatory.focuser.treat(observatory.focuser.settings(), someone);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<oneSwitch name='INDI_ENABLED'>Off</oneSwitch>",
                "<oneSwitch name='INDI_ENABLED'>On</oneSwitch><oneSwitch name='INDI_DISABLED'>On</oneSwitch>",
                "<oneSwitch name='INDI_ENABLED'>Perhaps</oneSwitch>",
                ""
            })
    void switchesAgainstTheirRuleChangeNothing(String switches) throws Exception {
        try (var client = observatory.connectedClient()) {
            int before = client.count();
            client.send(
                    "<newSwitchVector device='Main focuser' name='FOCUS_REVERSE_MOTION'>%s</newSwitchVector>"
                            .formatted(switches));

            SetVector answer = client.awaitUpdate(before, FOCUSER, "FOCUS_REVERSE_MOTION");
            assertThat(answer.state()).contains(PropertyState.ALERT);
            assertThat(observatory.focuser.settings().reversed()).isFalse();
        }
    }

    @Test
    void whatIsOnlyShownCannotBeSet() throws Exception {
        try (var client = observatory.connectedClient()) {
            client.awaitDefined(FOCUSER, "FOCUS_TEMPERATURE");
            int before = client.count();
            client.number(FOCUSER, "FOCUS_TEMPERATURE", "TEMPERATURE", 40);

            SetVector answer = client.awaitUpdate(before, FOCUSER, "FOCUS_TEMPERATURE");
            assertThat(answer.message().orElseThrow()).contains("only shown");
        }
    }

    @Test
    void garbageClosesWhoSendsItAndNobodyElse() throws Exception {
        try (var client = observatory.connectedClient();
                var rude = observatory.client();
                var endless = observatory.client()) {
            rude.send("GET / HTTP/1.1\r\n\r\n");
            endless.sayUntilCutOff("<newTextVector device='" + "x".repeat(200_000));

            rude.awaitEnd();
            endless.awaitEnd();
            client.number(FOCUSER, ABS, ABS_STEPS, 5_050);
            client.await(
                    FOCUSER,
                    ABS,
                    now ->
                            now.state() == PropertyState.OK
                                    && now.number(ABS_STEPS).orElse(0) == 5_050);
        }
    }

    @Test
    void aClientThatNeverReadsDelaysNobodyAndHoldsLittle() throws Exception {
        try (var client = observatory.connectedClient()) {
            List<java.net.Socket> deaf = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                var socket =
                        new java.net.Socket(
                                java.net.InetAddress.getLoopbackAddress(),
                                observatory.server.port());
                deaf.add(socket);
                socket.getOutputStream()
                        .write(
                                "<getProperties version='1.7'/>"
                                        .repeat(400)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            client.number(FOCUSER, ABS, ABS_STEPS, 5_050);

            client.await(
                    FOCUSER,
                    ABS,
                    now ->
                            now.state() == PropertyState.OK
                                    && now.number(ABS_STEPS).orElse(0) == 5_050);
            for (var socket : deaf) {
                socket.close();
            }
        }
    }

    private static void refusedAbs(String elements, String because) throws Exception {
        try (var client = observatory.connectedClient()) {
            int before = client.count();
            client.send(
                    "<newNumberVector device='Main focuser' name='ABS_FOCUS_POSITION'>%s</newNumberVector>"
                            .formatted(elements));

            SetVector answer = client.awaitUpdate(before, FOCUSER, ABS);
            assertThat(answer.state()).contains(PropertyState.ALERT);
            assertThat(answer.message().orElseThrow()).contains(because);
            client.roundTrip();
            assertThat(client.awaitDefined(FOCUSER, ABS).number(ABS_STEPS))
                    .hasValue(Observatory.START);
            assertThat(observatory.focuser.state().moving()).isFalse();
        }
    }
}
