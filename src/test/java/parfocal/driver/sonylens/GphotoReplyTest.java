package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import parfocal.driver.sonylens.CameraLink.Outcome;

/// What gphoto2 2.5.28 with libgphoto2 2.5.30 printed on a PTP/IP body; Nikon's and the USB lines as its source words them.
final class GphotoReplyTest {
    private static GphotoReply failedWith(String libraryLine) {
        return GphotoReply.of(
                """
                set-config manualfocus=-7
                set-config manualfocus=-7
                %s
                0.587739 gp_context_error            (0): Property 'manualfocus' not found.

                *** Error ***              \n\
                Property 'manualfocus' not found.
                0.587790 gp_camera_set_single_config [gphoto2-camera.c:1129](0): 'camera->functions->set_single_config ( camera, name, widget, context)' failed: -2

                *** Error ***              \n\
                Failed to set new configuration value -7 for configuration entry manualfocus.
                *** Error (-2: 'Bad parameters') ***
                gphoto2: {/tmp/here} /> \
                """
                        .formatted(libraryLine));
    }

    private static String control(String words) {
        return "0.587656 _put_Sony_ManualFocus [config.c:8648](0): 'ptp_sony_setdevicecontrolvalueb (params, PTP_DPC_SONY_NearFar, &xpropval, PTP_DTC_UINT16)' failed: "
                + words;
    }

    @Test
    void aPressWithoutAnErrorIsDoneWhateverElseIsGrumbled() {
        var reply =
                GphotoReply.of(
                        """
                        set-config manualfocus=3
                        set-config manualfocus=3
                        0.429506 _set_config [config.c:11610](0): Type of property 'Manual-Focus' expected: 0x0004 got: 0x0003
                        gphoto2: {/tmp/here} /> \
                        """);

        assertThat(reply.outcome()).isEqualTo(new Outcome.Done());
    }

    @Test
    void aBusyBodyAndOneInAutofocusAreToldApart() {
        assertThat(failedWith(control("PTP Device Busy (0x2019)")).outcome())
                .isEqualTo(new Outcome.Busy());
        assertThat(failedWith(control("PTP Access Denied (0x200f)")).outcome())
                .isEqualTo(new Outcome.Refused(Refusal.CAMERA_NOT_MANUAL));
    }

    @Test
    void aSecondWriteThatIsRefusedComesAfterAPressThatIsDone() {
        String line =
                "0.325877 _set_config [config.c:11626](0): 'ptp_generic_setdevicepropvalue (params, cursub->propid, &propval, cursub->type)' failed: PTP Access Denied (0x200f)";

        assertThat(failedWith(line).outcome()).isEqualTo(new Outcome.Done());
    }

    @Test
    void aNikonTellsThatTheLensIsAtItsEnd() {
        assertThat(
                        failedWith(
                                        "1.1 _put_Nikon_MFDrive [config.c:1](0): 'ptp_nikon_mfdrive (params, flag, xval)' failed: (0xa00c)")
                                .outcome())
                .isEqualTo(new Outcome.AtStop());
    }

    @Test
    void aValueIsRead() {
        var reply =
                GphotoReply.of(
                        "Label: PTP Property 0xd24c\nReadonly: 0\nType: RANGE\nCurrent: 50\nBottom: 0\nEND\n");

        assertThat(reply.current()).hasValue("50");
        assertThat(reply.type()).hasValue("RANGE");
        assertThat(reply.failed()).isFalse();
    }

    @Test
    void aKeyTheBodyHasNotIsNoLostCamera() {
        var reply =
                GphotoReply.of(
                        """
                        *** Error ***              \n\
                        nosuch not found in configuration tree.
                        *** Error (-1: 'Unspecified error') ***
                        """);

        assertThat(reply.unknownKey()).isTrue();
        assertThat(reply.cameraLost()).isEmpty();
    }

    @Test
    void aCameraThatIsHeldGoneOrAbsentIsSaidWithItsCure() {
        assertThat(
                        GphotoReply.of("*** Error (-53: 'Could not claim the USB device') ***")
                                .cameraLost())
                .hasValueSatisfying(it -> assertThat(it).contains("another program", "unmount"));
        assertThat(GphotoReply.of("*** Error (-7: 'I/O problem') ***").cameraLost())
                .hasValueSatisfying(it -> assertThat(it).contains("cable"));
        assertThat(GphotoReply.of("*** Error (-105: 'Unknown model') ***").cameraLost())
                .hasValueSatisfying(it -> assertThat(it).contains("finds no camera"));
    }
}
