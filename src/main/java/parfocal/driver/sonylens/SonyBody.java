package parfocal.driver.sonylens;

import static parfocal.driver.sonylens.SonyProperty.INT16;
import static parfocal.driver.sonylens.SonyProperty.INT8;
import static parfocal.driver.sonylens.SonyProperty.UINT16;
import static parfocal.driver.sonylens.SonyProperty.UINT8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.driver.sonylens.PtpPacket.Request;

/// The firmware of an emulated body: what it answers to each operation.
final class SonyBody {
    static final String MODEL = "ILCE-6400";

    /// @param data what is sent before the response, where the operation gives any
    record Answer(int code, Optional<byte[]> data) {
        static Answer of(int code) {
            return new Answer(code, Optional.empty());
        }
    }

    private static final int LARGEST_KEY = 7;
    private static final int CONTROL_NOTCH = 0x82;
    private static final DeviceInfo INFO =
            new DeviceInfo(
                    SonyWords.VENDOR,
                    List.of(
                            SonyWords.GET_DEVICE_INFO,
                            SonyWords.OPEN_SESSION,
                            SonyWords.CLOSE_SESSION,
                            SonyWords.GET_STORAGE_IDS,
                            SonyWords.CONNECT,
                            SonyWords.GET_EXTENDED_INFO,
                            SonyWords.SET_PROPERTY,
                            SonyWords.CONTROL,
                            SonyWords.GET_ALL_PROPERTIES),
                    "Sony Corporation",
                    MODEL,
                    "3.00");

    private final LensMechanics lens;
    private final LensQuirks quirks;
    private boolean sessionOpen;
    private int focusMode;

    SonyBody(LensMechanics lens, LensQuirks quirks) {
        this.lens = lens;
        this.quirks = quirks;
        this.focusMode = quirks.cameraInManual() ? SonyWords.MANUAL : SonyWords.AUTO_SINGLE;
    }

    void focusMode(int mode) {
        focusMode = mode;
    }

    void hungUp() {
        sessionOpen = false;
    }

    Answer carryOut(Request request, byte[] data) {
        int operation = request.operation();
        boolean free =
                operation == SonyWords.GET_DEVICE_INFO || operation == SonyWords.OPEN_SESSION;
        if (!sessionOpen && !free) {
            return Answer.of(SonyWords.SESSION_NOT_OPEN);
        }
        return switch (operation) {
            case SonyWords.GET_DEVICE_INFO ->
                    give(INFO.encode(List.of(SonyWords.PROPERTY_CHANGED)));
            case SonyWords.OPEN_SESSION -> {
                int code = sessionOpen ? SonyWords.SESSION_ALREADY_OPEN : SonyWords.OK;
                sessionOpen = true;
                yield Answer.of(code);
            }
            case SonyWords.CLOSE_SESSION -> {
                sessionOpen = false;
                yield Answer.of(SonyWords.OK);
            }
            case SonyWords.GET_STORAGE_IDS -> give(new byte[4]);
            case SonyWords.CONNECT -> give(new byte[8]);
            case SonyWords.GET_EXTENDED_INFO -> give(extendedInfo());
            case SonyWords.SET_PROPERTY -> Answer.of(set(parameter(request), data));
            case SonyWords.CONTROL -> Answer.of(control(parameter(request), data));
            case SonyWords.GET_ALL_PROPERTIES -> give(SonyProperty.encode(properties()));
            default -> Answer.of(SonyWords.NOT_SUPPORTED);
        };
    }

    private static Answer give(byte[] data) {
        return new Answer(SonyWords.OK, Optional.of(data));
    }

    private static int parameter(Request request) {
        return request.parameters().isEmpty() ? 0 : request.parameters().getFirst();
    }

    private byte[] extendedInfo() {
        List<Integer> codes = properties().stream().map(SonyProperty::code).toList();
        ByteBuffer out = ByteBuffer.allocate(12 + 2 * codes.size());
        out.order(ByteOrder.LITTLE_ENDIAN).putShort((short) SonyWords.OLD_VERSION);
        DeviceInfo.codes(out, codes.stream().filter(it -> it != SonyWords.NEAR_FAR).toList());
        DeviceInfo.codes(out, List.of(SonyWords.NEAR_FAR));
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private List<SonyProperty> properties() {
        boolean manual = focusMode == SonyWords.MANUAL;
        var all = new ArrayList<SonyProperty>();
        all.add(new SonyProperty(SonyWords.FOCUS_MODE, UINT16, 1, 1, focusMode, List.of()));
        all.add(new SonyProperty(SonyWords.FOCUS_INDICATION, UINT8, 0, 2, 1, List.of()));
        if (quirks.showsManualFocusEnabled()) {
            all.add(
                    new SonyProperty(
                            SonyWords.MANUAL_FOCUS_ENABLED,
                            UINT8,
                            0,
                            2,
                            manual ? 1 : 0,
                            List.of()));
        }
        if (quirks.showsPercent()) {
            all.add(
                    new SonyProperty(
                            SonyWords.FOCAL_POSITION,
                            UINT8,
                            0,
                            2,
                            lens.percent(),
                            List.of(0L, 0L, 0L)));
        }
        all.add(new SonyProperty(SonyWords.PRIORITY, INT8, 1, 1, 1, List.of()));
        all.add(
                new SonyProperty(
                        SonyWords.NEAR_FAR,
                        INT16,
                        CONTROL_NOTCH,
                        manual ? 1 : 0,
                        0,
                        List.of(-7L, 7L, 1L)));
        return all;
    }

    private int set(int property, byte[] data) {
        return switch (property) {
            case SonyWords.PRIORITY -> SonyWords.OK;
            case SonyWords.FOCUS_MODE ->
                    SonyProperty.number(UINT16, data)
                            .map(mode -> {
                                focusMode = mode.intValue();
                                return SonyWords.OK;
                            })
                            .orElse(SonyWords.BAD_VALUE);
            // Not the verb that moves; libgphoto2 2.5.28 to 2.5.30 says it after each press.
            case SonyWords.NEAR_FAR ->
                    quirks.refusesSecondWrite() ? SonyWords.ACCESS_DENIED : SonyWords.OK;
            default -> SonyWords.ACCESS_DENIED;
        };
    }

    private int control(int property, byte[] data) {
        if (property != SonyWords.NEAR_FAR) {
            return SonyWords.NOT_SUPPORTED;
        }
        long key = SonyProperty.number(INT16, data).orElse(0L);
        if (key == 0 || Math.abs(key) > LARGEST_KEY) {
            return SonyWords.BAD_VALUE;
        }
        if (focusMode != SonyWords.MANUAL) {
            return SonyWords.ACCESS_DENIED;
        }
        return lens.press((int) key) ? SonyWords.OK : SonyWords.BUSY;
    }
}
