package parfocal.server.alpaca;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parfocal.device.Travel;
import parfocal.driver.Drivers;
import parfocal.server.RawHttp;
import parfocal.wire.alpaca.AlpacaType;

/// ConformU's rules against the running server: one server with the emulator of every driver there is, all examined at once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformuTest {
    private final Map<String, CompletableFuture<List<String>>> focusers = new HashMap<>();
    private final Map<String, CompletableFuture<List<String>>> sensors = new HashMap<>();
    private AlpacaBench bench;

    static Stream<String> everyDriver() {
        return Drivers.all().stream().map(driver -> driver.info().id());
    }

    private interface Examination {
        List<String> findings(RawHttp http) throws Exception;
    }

    @BeforeAll
    void examineAll() throws Exception {
        bench = new AlpacaBench();
        for (String driver : everyDriver().toList()) {
            var focuser = bench.addFocuser(driver);
            int number = bench.hub.number("focuser", driver);
            focusers.put(
                    driver, begin(http -> examineFocuser(http, number, focuser.state().travel())));
            if (Air.of(focuser.state()).isPresent()) {
                int sensor = bench.hub.number("observingconditions", driver);
                sensors.put(driver, begin(http -> examineSensors(http, sensor)));
            }
        }
        bench.addCamera();
        bench.addWheel();
    }

    private CompletableFuture<List<String>> begin(Examination examination) {
        Executor threads = Thread::startVirtualThread;
        return CompletableFuture.supplyAsync(
                () -> {
                    try (RawHttp http = bench.client()) {
                        return examination.findings(http);
                    } catch (Exception broken) {
                        throw new IllegalStateException(broken);
                    }
                },
                threads);
    }

    @AfterAll
    void close() {
        bench.close();
    }

    private static List<String> examineFocuser(RawHttp http, int number, Travel travel)
            throws Exception {
        var protocol = new ProtocolRules(http, "focuser", number);
        protocol.connectsInAnyOrderOfParameters();
        protocol.badAddressesAreRefused();
        readAll(protocol, "focuser");
        int position = http.get("/api/v1/focuser/" + number + "/position").value().intValue();
        protocol.writes("tempcomp", "TempComp=False");
        protocol.writes("halt", "");
        protocol.writes("move", "Position=" + position);
        protocol.writes("connect", "");
        protocol.writes("disconnect", "");
        protocol.disconnects();
        var findings = new ArrayList<>(protocol.found());
        var conformance = new ConformanceRules(http, "/api/v1/focuser/" + number + "/");
        awaitRest(http, number);
        conformance.connection(AlpacaType.FOCUSER.firstAsynchronousVersion());
        conformance.deviceState(Set.of("IsMoving", "Position", "Temperature"));
        conformance.focuser(travel);
        conformance.disconnection();
        findings.addAll(conformance.found());
        return findings;
    }

    private static void awaitRest(RawHttp http, int number) throws Exception {
        var _ = http.put("/api/v1/focuser/" + number + "/connected", "Connected=True");
        for (int i = 0; i < 500 && !isAtRest(http, number); i++) {
            AlpacaBench.PACE.pause(java.time.Duration.ofMillis(20));
        }
        var _ = http.put("/api/v1/focuser/" + number + "/connected", "Connected=False");
    }

    private static boolean isAtRest(RawHttp http, int number) throws Exception {
        return !http.get("/api/v1/focuser/" + number + "/ismoving").value().booleanValue();
    }

    private static List<String> examineSensors(RawHttp http, int number) throws Exception {
        var protocol = new ProtocolRules(http, "observingconditions", number);
        protocol.connectsInAnyOrderOfParameters();
        protocol.badAddressesAreRefused();
        readAll(protocol, "observingconditions");
        protocol.reads("sensordescription", "SensorName=Temperature");
        protocol.reads("timesincelastupdate", "SensorName=Temperature");
        protocol.writes("averageperiod", "AveragePeriod=0.0");
        protocol.writes("refresh", "");
        protocol.disconnects();
        var findings = new ArrayList<>(protocol.found());
        var conformance = new ConformanceRules(http, "/api/v1/observingconditions/" + number + "/");
        conformance.connection(AlpacaType.OBSERVING_CONDITIONS.firstAsynchronousVersion());
        conformance.deviceState(Set.of("DewPoint", "Humidity", "Temperature"));
        conformance.sensors();
        conformance.disconnection();
        findings.addAll(conformance.found());
        return findings;
    }

    private static void readAll(ProtocolRules protocol, String type) throws Exception {
        for (String member : ProtocolRules.COMMON) {
            protocol.reads(member, "");
        }
        for (String member : ProtocolRules.READABLE.getOrDefault(type, List.of())) {
            protocol.reads(member, "");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void focusersKeepTheRules(String driver) throws Exception {
        assertThat(requireNonNull(focusers.get(driver)).get()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void sensorsKeepTheRules(String driver) throws Exception {
        CompletableFuture<List<String>> examined = sensors.get(driver);
        assumeThat(examined).as("%s has sensors", driver).isNotNull();
        assertThat(requireNonNull(examined).get()).isEmpty();
    }

    @Test
    void theFilterWheelKeepsTheRules() throws Exception {
        try (RawHttp http = bench.client()) {
            var protocol = new ProtocolRules(http, "filterwheel", 0);
            protocol.connectsInAnyOrderOfParameters();
            protocol.badAddressesAreRefused();
            readAll(protocol, "filterwheel");
            assertThat(protocol.found()).isEmpty();
            var conformance = new ConformanceRules(http, "/api/v1/filterwheel/0/");
            conformance.connection(AlpacaType.FILTER_WHEEL.firstAsynchronousVersion());
            conformance.deviceState(Set.of("Position"));
            assertThat(conformance.found()).isEmpty();
        }
    }

    @Test
    void theCameraKeepsTheRules() throws Exception {
        try (RawHttp http = bench.client()) {
            var protocol = new ProtocolRules(http, "camera", 0);
            protocol.connectsInAnyOrderOfParameters();
            var _ = http.put("/api/v1/camera/0/startexposure", "Duration=0.001&Light=True");
            for (int i = 0; i < 500 && !isImageReady(http); i++) {
                AlpacaBench.PACE.pause(java.time.Duration.ofMillis(10));
            }
            protocol.badAddressesAreRefused();
            readAll(protocol, "camera");
            for (String put :
                    List.of("BinX=1", "BinY=1", "StartX=0", "StartY=0", "NumX=6", "NumY=4")) {
                protocol.writes(
                        put.substring(0, put.indexOf('=')).toLowerCase(java.util.Locale.ROOT), put);
            }
            protocol.writes("readoutmode", "ReadoutMode=0");
            protocol.writes("abortexposure", "");
            assertThat(protocol.found()).isEmpty();
            var conformance = new ConformanceRules(http, "/api/v1/camera/0/");
            conformance.connection(AlpacaType.CAMERA.firstAsynchronousVersion());
            conformance.deviceState(Set.of("CameraState", "ImageReady", "PercentCompleted"));
            assertThat(conformance.found()).isEmpty();
        }
    }

    private static boolean isImageReady(RawHttp http) throws Exception {
        return http.get("/api/v1/camera/0/imageready").value().booleanValue();
    }
}
