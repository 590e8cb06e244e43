package parfocal.server.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import parfocal.device.Travel;
import parfocal.hub.Client;
import parfocal.hub.FocuserSettings;
import parfocal.hub.HubEvent;
import parfocal.hub.HubFocuser;
import parfocal.link.LineTrouble;
import parfocal.server.BasicLogin;
import parfocal.server.RawHttp;
import parfocal.server.RawHttp.Reply;

final class AlpacaFaceTest {
    private static final String FOCUSER = "/api/v1/focuser/0/";

    @Test
    void whoDisconnectsCutsNobodyElse() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            var _ = http.put(FOCUSER + "connected", "Connected=True&ClientID=1");
            var _ = http.put(FOCUSER + "connected", "Connected=True&ClientID=2");

            var _ = http.put(FOCUSER + "connected", "Connected=False&ClientID=1");

            assertThat(http.get(FOCUSER + "connected?ClientID=1").value().booleanValue()).isFalse();
            assertThat(http.get(FOCUSER + "connected?ClientID=2").value().booleanValue()).isTrue();
            assertThat(http.get(FOCUSER + "position?ClientID=2").value().intValue())
                    .isEqualTo(AlpacaBench.START);
        }
    }

    @Test
    void aClientThatNeverConnectedIsAnsweredWhileAnotherIsAndRefusedWhileNobodyIs()
            throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            assertThat(http.get(FOCUSER + "position?ClientID=9").error()).isEqualTo(0x407);

            var _ = http.put(FOCUSER + "connected", "Connected=True&ClientID=1");

            assertThat(http.get(FOCUSER + "position?ClientID=9").error()).isZero();
        }
    }

    @Test
    void aClientThatDisconnectsStopsNobodysMove() throws Exception {
        try (var bench = new AlpacaBench();
                RawHttp http = bench.client()) {
            HubFocuser focuser = bench.addFocuser("usb-focus", 2_000);
            var _ = http.put(FOCUSER + "connected", "Connected=True&ClientID=1");
            var _ = http.put(FOCUSER + "connected", "Connected=True&ClientID=2");
            var _ = http.put(FOCUSER + "move", "Position=6000&ClientID=2");

            var _ = http.put(FOCUSER + "connected", "Connected=False&ClientID=1");

            assertThat(http.get(FOCUSER + "ismoving?ClientID=2").value().booleanValue()).isTrue();
            await(() -> !focuser.state().moving());
            assertThat(focuser.state().positionSteps()).isEqualTo(6_000);
        }
    }

    @Test
    void aMoveBeyondTheLimitsGoesAsFarAsTheyAllowAndIsLogged() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client();
                var watch = bench.hub.events().watch()) {
            HubFocuser focuser = bench.hub.focusers().getFirst();
            bench.treat(
                    focuser,
                    FocuserSettings.unknown().withLimits(Optional.of(new Travel(4_500, 5_500))));
            var _ = http.put(FOCUSER + "connected", "Connected=True");

            assertThat(http.put(FOCUSER + "move", "Position=99999&ClientID=7").error()).isZero();

            await(() -> !focuser.state().moving());
            assertThat(focuser.state().positionSteps()).isEqualTo(5_500);
            assertThat(saidIn(watch))
                    .contains(
                            "Alpaca 7 asked for 99999; it can go from 4500 to 5500, and goes to 5500.");
        }
    }

    private static java.util.List<String> saidIn(parfocal.hub.Events.Watch watch) throws Exception {
        var said = new java.util.ArrayList<String>();
        for (var event = watch.next(Duration.ZERO);
                event.isPresent();
                event = watch.next(Duration.ZERO)) {
            if (event.get() instanceof HubEvent.Said(_, _, _, String sentence)) {
                said.add(sentence);
            }
        }
        return said;
    }

    @Test
    void aLostLineIsNotConnectedUntilItIsBack() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            var _ = http.put(FOCUSER + "connected", "Connected=True");

            bench.line().trouble(new LineTrouble.Unplugged());
            await(() -> !bench.hub.focusers().getFirst().state().availability().isReady());

            Reply gone = http.get(FOCUSER + "position");
            assertThat(gone.error()).isEqualTo(0x407);
            assertThat(gone.json().get("ErrorMessage").stringValue()).contains("USB_Focus");
            assertThat(http.get(FOCUSER + "connecting").error()).isZero();
        }
    }

    @Test
    void aFailedConnectIsToldByConnecting() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            bench.line().trouble(new LineTrouble.Unplugged());
            await(() -> !bench.hub.focusers().getFirst().state().availability().isReady());

            assertThat(http.put(FOCUSER + "connect", "ClientID=5").error()).isZero();

            await(() -> errorOf(http, FOCUSER + "connecting?ClientID=5") != 0);
            assertThat(http.get(FOCUSER + "connecting?ClientID=5").error()).isEqualTo(0x407);
            assertThat(http.get(FOCUSER + "connected?ClientID=5").value().booleanValue()).isFalse();
        }
    }

    @Test
    void anIdOf32BitsComesBackExactlyAndOneOf33IsRefused() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            Reply reply = http.get(FOCUSER + "name?CLIENTID=1&clienttransactionid=4294967295");

            assertThat(reply.json().get("ClientTransactionID").longValue()).isEqualTo(4294967295L);
            assertThat(http.get(FOCUSER + "name?ClientTransactionID=4294967296").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void valuesAreDecodedAndTruthHasAnyCasing() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            assertThat(http.put(FOCUSER + "connected", "Connected=%54rUE").error()).isZero();
            assertThat(http.put(FOCUSER + "move", "Position=5%300%30").error()).isZero();
            for (String bad : new String[] {"5.5", "1,5", "0x10", "", "99999999999", "+5", "%zz"}) {
                assertThat(http.put(FOCUSER + "move", "Position=" + bad).status())
                        .as(bad)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void anOrderThatIsAskedForIsToldHowItIsSent() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            assertThat(http.get(FOCUSER + "move?Position=100"))
                    .matches(reply ->
                            reply.status() == 400 && reply.text().contains("send it by PUT"));
            assertThat(http.put(FOCUSER + "position", ""))
                    .matches(reply ->
                            reply.status() == 400 && reply.text().contains("ask for it by GET"));
            assertThat(http.get(FOCUSER + "mowe").text()).contains("Focuser has no member mowe");
        }
    }

    @Test
    void everyReplyHasATransactionOfItsOwn() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            long first =
                    http.get("/management/apiversions")
                            .json()
                            .get("ServerTransactionID")
                            .longValue();
            long second = http.get(FOCUSER + "name").json().get("ServerTransactionID").longValue();

            assertThat(first).isEqualTo(1);
            assertThat(second).isEqualTo(2);
        }
    }

    @Test
    void configuredDevicesKeepTheirIdentityAndTheirNumber() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            var _ = bench.addFocuser("astrolink");
            bench.addCamera();
            bench.addWheel();

            Reply before = http.get("/management/v1/configureddevices");
            bench.hub.removeFocuser("usb-focus");
            Reply after = http.get("/management/v1/configureddevices");

            assertThat(before.value().findValuesAsString("DeviceType"))
                    .containsExactlyInAnyOrder(
                            "Focuser",
                            "Focuser",
                            "ObservingConditions",
                            "ObservingConditions",
                            "Camera",
                            "FilterWheel");
            assertThat(before.value().findValuesAsString("UniqueID")).doesNotHaveDuplicates();
            assertThat(after.text())
                    .contains(bench.hub.focuser("astrolink").orElseThrow().identity().toString());
            assertThat(statusOf(http, bench, "astrolink")).isEqualTo(200);
            assertThat(statusOf(http, bench, "usb-focus")).isEqualTo(400);
        }
    }

    private static int statusOf(RawHttp http, AlpacaBench bench, String focuser) throws Exception {
        int number = bench.hub.number("focuser", focuser);
        return http.get("/api/v1/focuser/%d/name".formatted(number)).status();
    }

    @Test
    void theDescriptionHasFourTexts() throws Exception {
        try (var bench = new AlpacaBench();
                RawHttp http = bench.client()) {
            assertThat(http.get("/management/v1/description").value().propertyNames())
                    .containsExactlyInAnyOrder(
                            "ServerName", "Manufacturer", "ManufacturerVersion", "Location");
            assertThat(http.get("/management/apiversions").value().toString()).isEqualTo("[1]");
        }
    }

    @Test
    void actionsReadInAnyCasingAndAnswerJson() throws Exception {
        try (var bench = AlpacaBench.withFocuser("moonlite");
                RawHttp http = bench.client()) {
            HubFocuser focuser = bench.hub.focusers().getFirst();
            focuser.preset("Ha", Optional.of(5_200), new Client("test", ""));
            var _ = http.put(FOCUSER + "connected", "Connected=True");

            assertThat(action(http, "presets", "").stringValue()).isEqualTo("{\"Ha\":5200}");
            assertThat(action(http, "AUTOFOCUSSTATUS", "").stringValue())
                    .isEqualTo("{\"state\":\"none\"}");
            assertThat(action(http, "PresetGo", "Ha").stringValue())
                    .isEqualTo("{\"positionSteps\":5200}");
            await(() -> !focuser.state().moving());
            assertThat(focuser.state().positionSteps()).isEqualTo(5_200);
            assertThat(action(http, "Sync", "{\"position\":6000}").stringValue()).isEqualTo("{}");
            assertThat(http.get(FOCUSER + "position").value().intValue()).isEqualTo(6_000);
            assertThat(http.put(FOCUSER + "action", "Action=Dance").error()).isEqualTo(0x40C);
        }
    }

    private static tools.jackson.databind.JsonNode action(
            RawHttp http, String name, String parameters) throws Exception {
        Reply reply = http.put(FOCUSER + "action", "Action=" + name + "&Parameters=" + parameters);
        assertThat(reply.error()).as(reply.text()).isZero();
        return reply.value();
    }

    @Test
    void backlashIsReadByAllAndSetWithTheTokenOnly() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            var _ = http.put(FOCUSER + "connected", "Connected=True");
            String order = "Action=Backlash&Parameters={\"steps\":90,\"token\":\"%s\"}";

            assertThat(http.put(FOCUSER + "action", order.formatted("guess")).error())
                    .isEqualTo(0x40B);
            assertThat(action(http, "Backlash", "").stringValue()).contains("\"mode\":\"off\"");
            assertThat(http.put(FOCUSER + "action", order.formatted(bench.token.text())).error())
                    .isZero();
            assertThat(action(http, "Backlash", "").stringValue()).contains("\"steps\":90");
        }
    }

    @Test
    void theManualsCommandCompensatesWhereTheDeviceCanAndIsHonestWhereNot() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            var _ = http.put(FOCUSER + "connected", "Connected=True");

            assertThat(http.put(FOCUSER + "commandstring", "Command=S:20&Raw=False").error())
                    .isEqualTo(0x400);
            assertThat(http.put(FOCUSER + "commandstring", "Command=X&Raw=False").error())
                    .isEqualTo(0x400);
        }
    }

    @Test
    void setupPagesChangeNothingWithoutTheToken() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            HubFocuser focuser = bench.hub.focusers().getFirst();
            String page = "/setup/v1/focuser/0/setup";
            assertThat(http.get("/setup").text()).contains("Parfocal", page);
            assertThat(http.get(page).text()).contains("step-microns", "device.maximum-steps");

            Reply refused = http.exchange("POST", page, "step-microns=3.5");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(focuser.settings().stepMicrons()).isEmpty();

            Reply done =
                    http.exchange(
                            "POST",
                            page,
                            "step-microns=3.5&backlash=overshoot&backlash-steps=90&token="
                                    + bench.token.text());
            assertThat(done.status()).as(done.text()).isEqualTo(200);
            assertThat(focuser.settings().stepMicrons()).isEqualTo(OptionalDouble.of(3.5));
            assertThat(focuser.settings().backlash().widthSteps()).isEqualTo(90);
            var _ = http.put(FOCUSER + "connected", "Connected=True");
            assertThat(http.get(FOCUSER + "stepsize").value().doubleValue()).isEqualTo(3.5);
        }
    }

    @Test
    void setupPagesEscapeWhatTheyShow() throws Exception {
        try (var bench = AlpacaBench.withFocuser("usb-focus");
                RawHttp http = bench.client()) {
            Reply page =
                    http.exchange(
                            "POST",
                            "/setup/v1/focuser/0/setup",
                            "step-microns=<script>&token=" + bench.token.text());

            assertThat(page.text()).contains("&lt;script&gt;").doesNotContain("<script>");
        }
    }

    @Test
    void aLoginCoversDevicesManagementAndSetup() throws Exception {
        try (var bench = new AlpacaBench(Optional.of(new BasicLogin("ann", "se:cret")));
                RawHttp http = bench.client()) {
            var _ = bench.addFocuser("usb-focus");
            String right = "Authorization: Basic " + base64("ann:se:cret");
            String wrong = "Authorization: Basic " + base64("ann:secret");
            for (String target :
                    new String[] {
                        FOCUSER + "name",
                        "/management/apiversions",
                        "/setup",
                        "/setup/v1/focuser/0/setup"
                    }) {
                assertThat(http.get(target).status()).as(target).isEqualTo(401);
                assertThat(http.get(target, wrong).status()).as(target).isEqualTo(401);
                assertThat(http.get(target, right).status()).as(target).isEqualTo(200);
            }
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static int errorOf(RawHttp http, String target) {
        try {
            return http.get(target).error();
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = AlpacaBench.PACE.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean() && AlpacaBench.PACE.now().isBefore(deadline)) {
            AlpacaBench.PACE.pause(Duration.ofMillis(5));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
