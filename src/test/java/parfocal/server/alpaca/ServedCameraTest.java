package parfocal.server.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.alpaca.AlpacaFaceTest.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parfocal.server.RawHttp;
import parfocal.server.RawHttp.Reply;
import parfocal.wire.alpaca.ImageBytes;
import parfocal.wire.alpaca.ImageReply;

final class ServedCameraTest {
    private static final String CAMERA = "/api/v1/camera/0/";
    private AlpacaBench bench;
    private RawHttp http;

    @BeforeEach
    void connect() throws Exception {
        bench = new AlpacaBench();
        bench.addCamera();
        bench.addWheel();
        http = bench.client();
        var _ = http.put(CAMERA + "connected", "Connected=True");
        var _ = http.put("/api/v1/filterwheel/0/connected", "Connected=True");
    }

    @AfterEach
    void disconnect() throws Exception {
        http.close();
        bench.close();
    }

    @Test
    void aPictureAsJsonGoesColumnByColumn() throws Exception {
        expose("Duration=0.001&Light=True");
        await(this::isReady);

        Reply picture = http.get(CAMERA + "imagearray?ClientTransactionID=3");

        assertThat(picture.json().get("Type").intValue()).isEqualTo(2);
        assertThat(picture.json().get("Rank").intValue()).isEqualTo(2);
        assertThat(picture.json().get("ClientTransactionID").intValue()).isEqualTo(3);
        assertThat(picture.value().size()).isEqualTo(6);
        assertThat(picture.value().get(1).toString()).isEqualTo("[1,101,201,301]");
    }

    @Test
    void aBinnedWindowComesAsImageBytes() throws Exception {
        for (String put :
                new String[] {"BinX=2", "BinY=2", "StartX=1", "StartY=1", "NumX=2", "NumY=1"}) {
            String member = put.substring(0, put.indexOf('=')).toLowerCase(java.util.Locale.ROOT);
            assertThat(http.put(CAMERA + member, put).error()).isZero();
        }
        expose("Duration=0.001&Light=False");
        await(this::isReady);

        Reply picture = http.get(CAMERA + "imagearray", "Accept: application/imagebytes");

        assertThat(picture.contentType()).isEqualTo("application/imagebytes");
        assertThat(ImageBytes.read(new ByteArrayInputStream(picture.body()), 100))
                .isInstanceOfSatisfying(
                        ImageReply.Picture.class,
                        read -> assertThat(read.frame().adu()).containsExactly(101, 102));
    }

    @Test
    void aWindowBeyondTheSensorIsRefusedWhenTheExposureIsOrdered() throws Exception {
        assertThat(http.put(CAMERA + "startx", "StartX=1").error()).isZero();

        Reply refused = http.put(CAMERA + "startexposure", "Duration=1&Light=True");

        assertThat(refused.error()).isEqualTo(0x401);
        assertThat(refused.text()).contains("6 × 4 from (1, 0)");
        assertThat(http.put(CAMERA + "startexposure", "Duration=-1&Light=True").error())
                .isEqualTo(0x401);
    }

    @Test
    void withoutAPictureThereIsAnErrorInTheFormThatWasAskedFor() throws Exception {
        assertThat(http.get(CAMERA + "imagearray").error()).isEqualTo(0x40B);
        Reply bytes = http.get(CAMERA + "imagearray", "Accept: application/imagebytes");

        assertThat(ImageBytes.read(new ByteArrayInputStream(bytes.body()), 100))
                .isInstanceOfSatisfying(
                        ImageReply.Failure.class,
                        failure -> assertThat(failure.errorNumber()).isEqualTo(0x40B));
    }

    @Test
    void anExposureThatFailsIsToldByImageReady() throws Exception {
        expose("Duration=13&Light=True");
        await(() -> get("camerastate") == 5);

        Reply reply = http.get(CAMERA + "imageready");

        assertThat(reply.error()).isEqualTo(0x504);
        assertThat(reply.text()).contains("its cable is bad");
    }

    @Test
    void anAbortedExposureLeavesNoPictureAndNoError() throws Exception {
        expose("Duration=60&Light=True");
        assertThat(get("camerastate")).isEqualTo(2);
        assertThat(http.put(CAMERA + "startexposure", "Duration=1&Light=True").error())
                .isEqualTo(0x40B);

        assertThat(http.put(CAMERA + "abortexposure", "").error()).isZero();

        await(() -> get("camerastate") == 0);
        assertThat(http.get(CAMERA + "imageready").value().booleanValue()).isFalse();
    }

    @Test
    void aRedPixelIsWhereTheColourPatternPutsIt() throws Exception {
        assertThat(get("sensortype")).isEqualTo(2);
        assertThat(get("bayeroffsetx")).isEqualTo(1);
        assertThat(get("bayeroffsety")).isEqualTo(0);
    }

    @Test
    void aTurningWheelIsNowhere() throws Exception {
        String wheel = "/api/v1/filterwheel/0/";
        assertThat(http.get(wheel + "names").value().toString()).isEqualTo("[\"L\",\"R\",\"Ha\"]");
        assertThat(http.put(wheel + "position", "Position=3").error()).isEqualTo(0x401);

        assertThat(http.put(wheel + "position", "Position=2").error()).isZero();

        assertThat(http.get(wheel + "position").value().intValue()).isEqualTo(-1);
        await(() -> whole(wheel + "position") == 2);
    }

    private void expose(String form) throws IOException {
        Reply begun = http.put(CAMERA + "startexposure", form);
        assertThat(begun.error()).as(begun.text()).isZero();
    }

    private boolean isReady() {
        try {
            return http.get(CAMERA + "imageready").value().booleanValue();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private int get(String member) {
        return whole(CAMERA + member);
    }

    private int whole(String target) {
        try {
            return http.get(target).value().intValue();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
