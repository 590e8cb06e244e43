package parfocal.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parfocal.driver.Told.faultOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiClient;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.IndiServerProcess;
import parfocal.wire.indi.PropertyState;

/// Other people's server, camera and wheel, in one session from the first connection to the crash. In order, because a server takes
/// its time to start and the crashes come last.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RealIndiServerTest {
    private static final String CAMERA = "CCD Simulator";
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir private static Path home;
    private static IndiServerProcess server;
    private static IndiCamera camera;

    @BeforeAll
    static void start() throws Exception {
        server = IndiServerProcess.start(home, "indi_simulator_ccd", "indi_simulator_wheel");
        camera = IndiCamera.connect("127.0.0.1", server.port(), CAMERA);
    }

    @AfterAll
    static void stop() {
        if (camera != null) {
            camera.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Order(1)
    void theCameraIsWhatItSays() {
        assertThat(camera.name()).isEqualTo(CAMERA);
        assertThat(camera.info().widthPixels()).isEqualTo(1_280);
        assertThat(camera.info().heightPixels()).isEqualTo(1_024);
        assertThat(camera.info().pixelMicrons()).isBetween(5.19, 5.21);
        assertThat(camera.info().maximumBinning()).isEqualTo(4);
        assertThat(camera.info().maximumAdu()).isEqualTo(65_535);
    }

    @Test
    @Order(2)
    void aWholeFrameArrives() throws Exception {
        Frame frame = camera.expose(SHORT);

        assertThat(frame.widthPixels()).isEqualTo(1_280);
        assertThat(frame.heightPixels()).isEqualTo(1_024);
        assertThat(frame.keyword("EXPTIME").map(Double::parseDouble)).hasValue(0.05);
    }

    @Test
    @Order(3)
    void aBinnedWindowArrivesCompressedAsWell() throws Exception {
        order(NewVector.press(CAMERA, "CCD_COMPRESSION", "INDI_ENABLED"));
        var window = new Shot.Window(10, 20, 200, 150);

        Frame frame = camera.expose(new Shot(SHORT, 2, Optional.of(window)));

        assertThat(frame.widthPixels()).isEqualTo(200);
        assertThat(frame.heightPixels()).isEqualTo(150);
        assertThat(frame.keyword("XBINNING")).hasValue("2");
        order(NewVector.press(CAMERA, "CCD_COMPRESSION", "INDI_DISABLED"));
    }

    @Test
    @Order(4)
    void whatAnotherProgramHasSetIsSetBack() throws Exception {
        order(NewVector.press(CAMERA, "UPLOAD_MODE", "UPLOAD_LOCAL"));
        order(NewVector.press(CAMERA, "CCD_FRAME_TYPE", "FRAME_DARK"));

        Frame frame = camera.expose(SHORT);

        assertThat(frame.widthPixels()).isEqualTo(1_280);
        assertThat(frame.keyword("FRAME")).hasValue("Light");
    }

    @Test
    @Order(5)
    void whatItCannotExposeIsRefusedInWords() {
        assertThat(faultOf(() -> camera.expose(Duration.ofMillis(1))).message())
                .isEqualTo(
                        "CCD Simulator gave no frame: it exposes from 0.01 s to 3600 s; 0.0010 s was asked.");
        assertThat(faultOf(() -> camera.expose(new Shot(SHORT, 5, Optional.empty()))).message())
                .isEqualTo("CCD Simulator gave no frame: it bins up to 4; 5 was asked.");
    }

    @Test
    @Order(6)
    void anInterruptedExposureIsAbortedAndTheNextOneIsWhole() throws Exception {
        var cancelled = new CompletableFuture<Throwable>();
        Thread run =
                Thread.ofVirtual().start(() -> cancelled.complete(thrownBy(Duration.ofMinutes(5))));
        awaitExposing();

        run.interrupt();

        assertThat(cancelled.get()).isInstanceOf(InterruptedException.class);
        assertThat(camera.expose(SHORT).widthPixels()).isEqualTo(1_280);
    }

    @Test
    @Order(7)
    void theWheelTurns() throws Exception {
        try (var wheel = IndiFilterWheel.connect("127.0.0.1", server.port(), "Filter Simulator")) {
            assertThat(wheel.filters()).hasSize(8).startsWith("Red", "Green", "Blue");
            wheel.turnTo(2);
            assertThat(wheel.slot()).isEqualTo(2);
            wheel.turnTo(0);
            assertThat(wheel.slot()).isZero();
            assertThat(faultOf(() -> wheel.turnTo(8))).isInstanceOf(DeviceFault.Refused.class);
        }
    }

    @Test
    @Order(8)
    void aDeviceThatIsNotThereIsToldWithThoseThatAre() {
        assertThat(faultOf(() -> IndiCamera.connect("127.0.0.1", server.port(), "QHY")).message())
                .startsWith("QHY is not connected: the INDI server 127.0.0.1:" + server.port())
                .contains("has no such device, only ")
                .contains("CCD Simulator")
                .contains("Filter Simulator");
    }

    @Test
    @Order(9)
    void aDriverKilledWhileExposingIsToldAndTheCameraIsBackAfterwards() throws Exception {
        var told = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> told.complete(thrownBy(Duration.ofMinutes(5))));
        awaitExposing();

        server.killDriver("indi_simulator_ccd");

        assertThat(told.get())
                .hasMessage(
                        "CCD Simulator gave no frame: its INDI driver ended during the exposure. If it does so again, look into the log of the INDI server.");
        assertThat(camera.expose(SHORT).widthPixels()).isEqualTo(1_280);
    }

    @Test
    @Order(10)
    void aServerKilledWhileExposingIsToldAndTheCameraIsBackWhenItIs() throws Exception {
        var told = new CompletableFuture<Throwable>();
        Thread.ofVirtual().start(() -> told.complete(thrownBy(Duration.ofMinutes(5))));
        awaitExposing();

        server.kill();

        assertThat(told.get())
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("CCD Simulator")
                .hasMessageContaining("connection");
        server.startAgain();
        assertThat(camera.expose(SHORT).widthPixels()).isEqualTo(1_280);
    }

    @Test
    @Order(11)
    void whereNobodyListensIsSaid() {
        assertThatThrownBy(() -> IndiCamera.connect("127.0.0.1", 1, CAMERA))
                .hasMessageContaining("no INDI server answers on 127.0.0.1:1");
    }

    // Another program on the same server.
    private static void order(NewVector order) throws DeviceException, InterruptedException {
        try (var other = other()) {
            var answer =
                    other.ask(
                            List.of(order),
                            Duration.ofSeconds(5),
                            (_, mirror) ->
                                    mirror.property(CAMERA, order.name())
                                            .filter(known ->
                                                    known.isOn(order.items().getFirst().name())));
            assertThat(answer).isPresent();
        }
    }

    private static void awaitExposing() throws Exception {
        try (var other = other()) {
            assertThat(
                            other.await(
                                    Duration.ofMinutes(1),
                                    mirror ->
                                            mirror.property(CAMERA, "CCD_EXPOSURE")
                                                    .filter(known ->
                                                            known.state() == PropertyState.BUSY)))
                    .isPresent();
        }
        // The server tells all at once, and ours may read a moment later.
        Pace.wall().pause(Duration.ofMillis(100));
    }

    private static IndiClient other() throws DeviceException, InterruptedException {
        return IndiClient.connect(
                "another program",
                "127.0.0.1",
                server.port(),
                Optional.of(CAMERA),
                IndiLimits.ofAClient());
    }

    private static Throwable thrownBy(Duration exposure) {
        try {
            camera.expose(exposure);
            return new IOException("a frame came");
        } catch (DeviceException | InterruptedException told) {
            return told;
        }
    }
}
