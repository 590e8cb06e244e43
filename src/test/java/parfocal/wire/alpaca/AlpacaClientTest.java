package parfocal.wire.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parfocal.driver.Told.faultOf;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.device.DeviceFault;
import parfocal.link.WireLog;
import parfocal.wire.alpaca.FakeAlpaca.Answer;

final class AlpacaClientTest {
    private FakeAlpaca server;
    private AlpacaClient client;

    @BeforeEach
    void open() throws Exception {
        server = new FakeAlpaca();
        client = AlpacaClient.at("focuser", server.device(AlpacaType.FOCUSER), WireLog.none());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void readsAValue() throws Exception {
        server.has("position", "4570");

        assertThat(client.get("position", AlpacaValue::asWhole)).isEqualTo(4570);
        assertThat(server.asked()).containsExactly("GET position");
    }

    @Test
    void givesAnOrderOnce() throws Exception {
        server.takes("move");

        var _ = client.put("move", Map.of("Position", "100"));

        assertThat(server.asked()).containsExactly("PUT move Position=100");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"value":5,"clienttransactionid":{id},"errornumber":0,"errormessage":""}       | keys in lower case
                    {"Value":5}                                                                    | nothing but the value
                    {"Value":5,"ClientTransactionID":0,"ErrorNumber":0,"ErrorMessage":null}        | id not given back
                    {"ErrorMessage":"","Extra":[{"a":1}],"Value":5.0,"ClientTransactionID":{id}}   | other order, more keys
                    """)
    void toleratesWhatDoesNoHarm(String json, String why) throws Exception {
        server.says("GET position", Answer.json(json));

        assertThat(client.get("position", AlpacaValue::asWhole)).as(why).isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1024 | No such thing.       | Unsupported
                    1025 | Out of range.        | Refused
                    1031 | Not connected.       | NotConnected
                    1035 | Not now.             | Refused
                    1036 | What action?         | Unsupported
                    1280 | Motor on fire.       | Refused
                    4095 | Whatever.            | Refused
                    0    | Only a message.      | Refused
                    """)
    void anErrorIsToldInTheServersOwnWords(int number, String message, String fault) {
        server.says("GET position", Answer.error(number, message));

        assertThat(faultOf(() -> client.get("position", AlpacaValue::asWhole)))
                .satisfies(told -> assertThat(told.getClass().getSimpleName()).isEqualTo(fault))
                .satisfies(told -> assertThat(told.message()).contains(message));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void anErrorWithoutWordsTellsItsNumber() {
        server.says("GET position", Answer.error(0x40B, ""));

        assertThat(faultOf(() -> client.get("position", AlpacaValue::asWhole)).message())
                .isEqualTo(
                        "focuser refused GET position: its server gives no reason (error 0x40B).");
    }

    @Test
    void anotherClientsAnswerIsNotBelieved() {
        server.says(
                "GET position",
                Answer.json("{\"Value\":5,\"ClientTransactionID\":987654,\"ErrorNumber\":0}"));

        assertThat(faultOf(() -> client.get("position", AlpacaValue::asWhole)).message())
                .contains("the answer to request 987654 instead of");
    }

    @Test
    void aGetIsAskedOnceMoreAndAPutNever() throws Exception {
        server.says("GET position", Answer.json("{\"Val"), Answer.value("12"));
        server.says("PUT move", Answer.json("{\"Val"));

        assertThat(client.get("position", AlpacaValue::asWhole)).isEqualTo(12);
        assertThat(faultOf(() -> client.put("move", Map.of("Position", "1"))))
                .isInstanceOf(DeviceFault.Garbled.class);
        assertThat(server.asked())
                .containsExactly("GET position", "GET position", "PUT move Position=1");
    }

    @Test
    void aConnectionCutInTheMiddleIsTriedOnceMore() throws Exception {
        server.says("GET position", Answer.value("12").promising(5_000), Answer.value("12"));

        assertThat(client.get("position", AlpacaValue::asWhole)).isEqualTo(12);
    }

    @Test
    void aServerThatHangsUpAfterEachReplyIsAskedAgain() throws Exception {
        server.says("GET position", Answer.value("12").hangingUp());

        for (int times = 0; times < 5; times++) {
            assertThat(client.get("position", AlpacaValue::asWhole)).isEqualTo(12);
        }
        assertThat(server.asked()).hasSize(5);
    }

    @Test
    void aWebPageIsSaidToBeOne() {
        server.says(
                "GET position",
                Answer.status(
                        200,
                        "text/html",
                        "<html><style>p{}</style><body><h1>Router</h1> <p>Please log in</p>"));

        assertThat(faultOf(() -> client.get("position", AlpacaValue::asWhole)).message())
                .isEqualTo(
                        "focuser answered GET position with \"Router Please log in\" (no JSON), which cannot be read. Check"
                                + " the cable, and that the right driver is chosen.");
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "405"})
    void anUnknownDeviceIsSaidWithItsAddress(int status) {
        server.says("GET position", Answer.status(status, "text/plain", "no focuser 0"));

        assertThat(faultOf(() -> client.get("position", AlpacaValue::asWhole)))
                .isInstanceOf(DeviceFault.Unsupported.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("HTTP " + status, "no focuser 0", "/api/v1/focuser/0");
    }

    @Test
    void aServerInTroubleIsQuoted() {
        server.says("GET position", Answer.status(500, "text/plain", "out of memory"));

        assertThat(faultOf(() -> client.get("position", AlpacaValue::asWhole)).message())
                .contains("HTTP 500: \"out of memory\"");
    }

    @Test
    void logsInWhenTheAddressTellsHow() throws Exception {
        server.has("position", "1");
        var address =
                AlpacaAddress.parse(
                        URI.create("http://eva:geheim@127.0.0.1:%d".formatted(server.port())),
                        AlpacaType.FOCUSER);

        try (var known = AlpacaClient.at("focuser", address, WireLog.none())) {
            var _ = known.get("position", AlpacaValue::asWhole);
        }

        assertThat(server.logins()).containsExactly("Basic ZXZhOmdlaGVpbQ==");
        assertThat(address).asString().doesNotContain("geheim");
    }

    @Test
    void nobodyListeningIsSaidAtOnce() {
        server.close();

        assertThat(faultOf(() -> client.get("position", AlpacaValue::asWhole)).message())
                .contains("nobody listens on http://127.0.0.1:");
    }

    @Test
    void connectsByTheNewWayAndLeavesByIt() throws Exception {
        server.has("connected", "false", "true")
                .has("interfaceversion", "4")
                .has("connecting", "true", "false")
                .takes("connect", "disconnect");

        client.connect();
        client.close();

        assertThat(server.orders()).containsExactly("PUT connect", "PUT disconnect");
    }

    @Test
    void connectsByTheOldWayWhereTheNewOneIsMissing() throws Exception {
        server.has("connected", "false", "true").has("interfaceversion", "3").takes("connected");

        client.connect();
        client.close();

        assertThat(server.orders())
                .containsExactly("PUT connected Connected=True", "PUT connected Connected=False");
    }

    @Test
    void whatWasConnectedBeforeStaysConnected() throws Exception {
        server.has("connected", "true");

        client.connect();
        client.close();

        assertThat(server.orders()).isEmpty();
    }

    @Test
    void aFailedConnectionIsToldByConnecting() {
        server.has("connected", "false")
                .has("interfaceversion", "4")
                .takes("connect", "disconnect")
                .says("GET connecting", Answer.error(0x500, "COM4 is held by another program"));

        assertThat(faultOf(client::connect).message()).contains("COM4 is held by another program");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    http://10.0.0.5:11111/api/v1/focuser/3, http://10.0.0.5:11111/api/v1/focuser/3
                    HTTP://Pi.local:80/API/V1/Focuser/0/,   http://Pi.local:80/api/v1/focuser/0
                    alpaca://pi.local:4000/2,               http://pi.local:4000/api/v1/focuser/2
                    alpaca://pi.local,                      http://pi.local:11111/api/v1/focuser/0
                    https://pi.local:443,                   https://pi.local:443/api/v1/focuser/0
                    http://[::1]:11111/api/v1/focuser/0,    http://[::1]:11111/api/v1/focuser/0
                    """)
    void addressesAreReadAsPeopleTypeThem(String typed, String meant) {
        assertThat(AlpacaAddress.parse(URI.create(typed), AlpacaType.FOCUSER)).hasToString(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "http://pi/api/v1/camera/0",
        "http://pi/panel",
        "indi://pi/0",
        "alpaca://pi/4294967296"
    })
    void otherAddressesAreRefusedWithAnExample(String typed) {
        assertThatThrownBy(() -> AlpacaAddress.parse(URI.create(typed), AlpacaType.FOCUSER))
                .hasMessageContaining("http://HOST:PORT/api/v1/focuser/0");
    }
}
