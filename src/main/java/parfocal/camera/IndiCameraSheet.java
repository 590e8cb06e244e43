package parfocal.camera;

import java.util.Optional;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.wire.indi.Property;

/// What an INDI camera says of itself.
final class IndiCameraSheet {
    private IndiCameraSheet() {}

    /// @throws DeviceException [parfocal.device.DeviceFault.NotConnected] when it does not say how many pixels it has
    static CameraInfo read(IndiDevice device) throws DeviceException, InterruptedException {
        // Defined with zeros, and filled in when the driver has asked the camera.
        Property info =
                device.client()
                        .await(
                                IndiDevice.ANSWER,
                                mirror ->
                                        mirror.property(device.name(), "CCD_INFO")
                                                .filter(known -> whole(known, "CCD_MAX_X") > 0))
                        .orElseThrow(() ->
                                device.notConnected(
                                        "it does not say how many pixels it has. Restart its INDI driver."));
        int bits = whole(info, "CCD_BITSPERPIXEL");
        return new CameraInfo(
                whole(info, "CCD_MAX_X"),
                whole(info, "CCD_MAX_Y"),
                Math.max(0, info.number("CCD_PIXEL_SIZE").orElse(0)),
                device.property("CCD_BINNING")
                        .flatMap(binning -> binning.member("HOR_BIN"))
                        .flatMap(member -> member.shape())
                        .map(shape -> (int) Math.max(1, shape.maximum()))
                        .orElse(1),
                bits > 0 && bits <= 30 ? (1 << bits) - 1 : 0,
                device.property("CCD_CFA").flatMap(IndiCameraSheet::pattern));
    }

    /// The pattern from the first pixel on: what the driver gives may begin elsewhere.
    private static Optional<String> pattern(Property colours) {
        String type = colours.text("CFA_TYPE").orElse("");
        if (!type.matches("[RGB]{4}")) {
            return Optional.empty();
        }
        int x = offset(colours, "CFA_OFFSET_X");
        int y = offset(colours, "CFA_OFFSET_Y");
        var shifted = new StringBuilder(4);
        for (int i = 0; i < 4; i++) {
            shifted.append(type.charAt(((i / 2 + y) % 2) * 2 + (i % 2 + x) % 2));
        }
        return Optional.of(shifted.toString());
    }

    private static int offset(Property colours, String element) {
        return colours.text(element).filter("1"::equals).isPresent() ? 1 : 0;
    }

    private static int whole(Property property, String element) {
        return (int) Math.round(property.number(element).orElse(0));
    }
}
