package parfocal.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parfocal.driver.Told.faultOf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.alpaca.FakeAlpaca;
import parfocal.wire.alpaca.FakeAlpaca.Answer;

final class AlpacaCameraTest {
    private static final Shot SHOT = Shot.whole(Duration.ofMillis(2_500));

    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private FakeAlpaca server;

    @BeforeEach
    void open() throws Exception {
        server =
                new FakeAlpaca()
                        .has("connected", "true")
                        .has("cameraxsize", "4")
                        .has("cameraysize", "2")
                        .has("pixelsizex", "3.76")
                        .has("maxbinx", "2")
                        .has("maxadu", "65535")
                        .has("sensortype", "2")
                        .has("bayeroffsetx", "1")
                        .has("bayeroffsety", "0")
                        .has("exposuremin", "0.001")
                        .has("exposuremax", "3600.0")
                        .has("canabortexposure", "true")
                        .has("binx", "2")
                        .has("biny", "2")
                        .has("startx", "0")
                        .has("starty", "0")
                        .has("numx", "2")
                        .has("numy", "1")
                        .has("imageready", "false", "false", "true")
                        .has("camerastate", "2")
                        .takes("binx", "biny", "startx", "starty", "numx", "numy")
                        .takes("startexposure", "abortexposure")
                        .says("GET imagearray", Answer.image(image(4, 2)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static byte[] image(int width, int height) {
        ByteBuffer bytes = ByteBuffer.allocate(44 + width * height).order(ByteOrder.LITTLE_ENDIAN);
        for (int field : new int[] {1, 0, 0, 9, 44, 2, 6, 2, width, height, 0}) {
            bytes.putInt(field);
        }
        for (int i = 0; i < width * height; i++) {
            bytes.put((byte) i);
        }
        return bytes.array();
    }

    private AlpacaCamera connect() throws Exception {
        return connect(pace);
    }

    private AlpacaCamera connect(Pace time) throws Exception {
        return AlpacaCamera.connect(server.device(AlpacaType.CAMERA), WireLog.none(), time);
    }

    @Test
    void introducesItself() throws Exception {
        try (var camera = connect()) {
            assertThat(camera.info().widthPixels()).isEqualTo(4);
            assertThat(camera.info().pixelMicrons()).isEqualTo(3.76);
            assertThat(camera.info().maximumAdu()).isEqualTo(65_535);
            assertThat(camera.info().colourPattern()).hasValue("GRBG");
        }
    }

    @Test
    void exposesTheWholeSensorAndWaitsForThePicture() throws Exception {
        try (var camera = connect()) {
            Frame frame = camera.expose(SHOT);

            assertThat(frame.adu()).containsExactly(0, 2, 4, 6, 1, 3, 5, 7);
            assertThat(frame.keywords())
                    .containsEntry("EXPTIME", "2.5")
                    .containsEntry("XPIXSZ", "3.76")
                    .containsEntry("BAYERPAT", "GRBG");
        }
        assertThat(server.orders())
                .containsExactly(
                        "PUT binx BinX=1",
                        "PUT biny BinY=1",
                        "PUT startx StartX=0",
                        "PUT starty StartY=0",
                        "PUT numx NumX=4",
                        "PUT numy NumY=2",
                        "PUT startexposure Duration=2.5&Light=True",
                        // As it was found.
                        "PUT binx BinX=2",
                        "PUT biny BinY=2",
                        "PUT startx StartX=0",
                        "PUT starty StartY=0",
                        "PUT numx NumX=2",
                        "PUT numy NumY=1");
    }

    @Test
    void aWindowOfABinnedSensorIsInBinnedPixels() throws Exception {
        server.says("GET imagearray", Answer.image(image(1, 1)));
        try (var camera = connect()) {
            var window = new Shot.Window(1, 0, 1, 1);

            Frame frame = camera.expose(new Shot(Duration.ofSeconds(1), 2, Optional.of(window)));

            assertThat(frame.keywords())
                    .containsEntry("XBINNING", "2")
                    .doesNotContainKey("BAYERPAT");
        }
        assertThat(server.orders()).contains("PUT startx StartX=1", "PUT numx NumX=1");
    }

    @Test
    void anImpossibleShotIsRefusedBeforeAnythingIsSet() throws Exception {
        try (var camera = connect()) {
            for (Shot shot :
                    List.of(
                            Shot.whole(Duration.ofHours(2)),
                            Shot.whole(Duration.ofNanos(1)),
                            new Shot(Duration.ofSeconds(1), 3, Optional.empty()),
                            new Shot(
                                    Duration.ofSeconds(1),
                                    1,
                                    Optional.of(new Shot.Window(3, 0, 2, 1))))) {
                assertThat(faultOf(() -> camera.expose(shot)))
                        .isInstanceOf(DeviceFault.CameraFailed.class);
            }
            assertThat(server.orders()).isEmpty();
        }
    }

    @Test
    void aCameraThatDiesInTheExposureSaysWhy() throws Exception {
        server.says(
                "GET imageready",
                Answer.value("false"),
                Answer.error(0x500, "USB cable pulled out"));
        try (var camera = connect()) {
            assertThat(faultOf(() -> camera.expose(SHOT)))
                    .isInstanceOf(DeviceFault.CameraFailed.class)
                    .extracting(DeviceFault::message)
                    .asString()
                    .contains("gave no frame", "USB cable pulled out");
            assertThat(server.orders()).contains("PUT abortexposure");
        }
    }

    @Test
    void aCameraInErrorIsNotWaitedFor() throws Exception {
        server.has("imageready", "false").has("camerastate", "2", "5");
        try (var camera = connect()) {
            assertThat(faultOf(() -> camera.expose(SHOT)).message()).contains("in error");
        }
    }

    @Test
    void aPictureThatNeverComesIsNotWaitedForForEver() throws Exception {
        server.has("imageready", "false");
        try (var camera = connect()) {
            Instant start = pace.now();
            assertThat(faultOf(() -> camera.expose(SHOT)).message()).contains("still not ready");
            assertThat(Duration.between(start, pace.now()))
                    .isBetween(Duration.ofSeconds(62), Duration.ofSeconds(64));
        }
    }

    @Test
    void aServerThatIsGoneEndsTheExposureWithWords() throws Exception {
        Pace closing =
                new Pace() {
                    @Override
                    public Instant now() {
                        return pace.now();
                    }

                    @Override
                    public void pause(Duration duration) throws InterruptedException {
                        server.close();
                        pace.pause(duration);
                    }
                };
        server.has("imageready", "false");
        try (var camera = connect(closing)) {
            assertThat(faultOf(() -> camera.expose(SHOT)))
                    .isInstanceOf(DeviceFault.CameraFailed.class)
                    .extracting(DeviceFault::message)
                    .asString()
                    .contains("is not connected");
        }
    }

    @Test
    void anInterruptAbortsTheExposure() throws Exception {
        server.has("imageready", "false");
        try (var camera = connect()) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> camera.expose(SHOT)).isInstanceOf(InterruptedException.class);
            assertThat(server.orders()).contains("PUT abortexposure");
        } finally {
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void aPictureOfAnotherSizeIsNoPicture() throws Exception {
        server.says("GET imagearray", Answer.image(image(2, 2)));
        try (var camera = connect()) {
            assertThat(faultOf(() -> camera.expose(SHOT)).message())
                    .contains("2 × 2 pixels; 4 × 2 were ordered");
        }
    }

    @Test
    void aTruncatedPictureIsFetchedOnceMore() throws Exception {
        byte[] whole = image(4, 2);
        server.says(
                "GET imagearray",
                Answer.image(java.util.Arrays.copyOf(whole, 47)).promising(whole.length),
                Answer.image(whole));
        try (var camera = connect()) {
            assertThat(camera.expose(SHOT).widthPixels()).isEqualTo(4);
        }
    }

    @Test
    void aServerWithoutImageBytesSendsJson() throws Exception {
        server.has("imagearray", "[[1,2],[3,4],[5,6],[7,8]]");
        try (var camera = connect()) {
            assertThat(camera.expose(SHOT).adu()).containsExactly(1, 3, 5, 7, 2, 4, 6, 8);
        }
    }

    @Test
    void aFilterWheelTurnsAndWaits() throws Exception {
        server.has("names", "[\"L\",\"Ha\"]")
                .has("position", "0", "-1", "-1", "1")
                .takes("position");
        try (var wheel =
                AlpacaFilterWheel.connect(
                        server.device(AlpacaType.FILTER_WHEEL), WireLog.none(), pace)) {
            assertThat(wheel.slot()).isZero();

            wheel.turnTo(1);

            assertThat(wheel.filters()).containsExactly("L", "Ha");
            assertThat(server.orders()).containsExactly("PUT position Position=1");
            assertThat(faultOf(() -> wheel.turnTo(2)).message()).contains("slots 0 to 1: L, Ha");
        }
    }

    @Test
    void aFilterWheelThatSticksIsTold() throws Exception {
        server.has("names", "[\"L\",\"Ha\"]").has("position", "-1").takes("position");
        try (var wheel =
                AlpacaFilterWheel.connect(
                        server.device(AlpacaType.FILTER_WHEEL), WireLog.none(), pace)) {
            assertThat(faultOf(() -> wheel.turnTo(1)).message()).contains("turning for 60 s");
        }
    }

    @Test
    void aWeatherStationIsReadAsFarAsItGoes() throws Exception {
        server.has("temperature", "-3.5").has("humidity", "81.0");
        try (var weather =
                AlpacaWeather.connect(
                        server.device(AlpacaType.OBSERVING_CONDITIONS), WireLog.none())) {
            assertThat(weather.weather())
                    .hasValueSatisfying(air -> {
                        assertThat(air.temperatureCelsius()).isEqualTo(-3.5);
                        assertThat(air.humidityPercent()).hasValue(81);
                        assertThat(air.dewPointCelsius()).isEmpty();
                    });
            server.says("GET temperature", Answer.error(0x40B, "warming up"));
            assertThat(weather.weather()).isEmpty();
        }
    }
}
