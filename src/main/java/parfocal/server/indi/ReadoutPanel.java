package parfocal.server.indi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.device.CameraInfo;
import parfocal.device.Shot;
import parfocal.hub.Client;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;

/// Which part of the sensor is read out and how. INDI's frame is in unbinned pixels.
///
/// What clients may choose with other cameras and not with ours (darks, files kept here, other formats) is offered with the one choice
/// there is, because clients look for it; asking for another is refused.
final class ReadoutPanel implements Panel {
    private static final String FRAME = "CCD_FRAME";
    private static final String RESET = "CCD_FRAME_RESET";
    private static final String BINNING = "CCD_BINNING";
    private static final String TYPE = "CCD_FRAME_TYPE";
    private static final String INFO = "CCD_INFO";
    private static final String COMPRESSION = "CCD_COMPRESSION";
    private static final String FORMAT = "CCD_TRANSFER_FORMAT";
    private static final String UPLOAD = "UPLOAD_MODE";
    private static final String CFA = "CCD_CFA";
    private static final String IMAGE_SETTINGS = "Image Settings";
    private static final String IMAGE_INFO = "Image Info";
    private static final String OPTIONS = "Options";
    private static final int BITS = 16;

    private final String device;
    private final States states;
    private volatile Optional<CameraInfo> opened = Optional.empty();
    private int left;
    private int top;
    private int width;
    private int height;
    private int binning = 1;
    private boolean flat;

    ReadoutPanel(String device, States states) {
        this.device = device;
        this.states = states;
    }

    void opened(CameraInfo info) {
        boolean another = !opened.equals(Optional.of(info));
        opened = Optional.of(info);
        if (another) {
            reset();
        }
    }

    void reset() {
        opened.ifPresent(info -> {
            left = 0;
            top = 0;
            width = info.widthPixels();
            height = info.heightPixels();
            binning = 1;
        });
    }

    List<String> kept() {
        return List.of(BINNING, FRAME);
    }

    String frameType() {
        return flat ? "Flat" : "Light";
    }

    Optional<CameraInfo> info() {
        return opened;
    }

    int binning() {
        return binning;
    }

    Shot shot(Duration exposure) throws Unfit {
        CameraInfo info = opened.orElseThrow(() -> new Unfit("Error: it is not connected."));
        boolean whole = width == info.widthPixels() && height == info.heightPixels();
        int columns = Math.min(width / binning, info.widthPixels() / binning - left / binning);
        int rows = Math.min(height / binning, info.heightPixels() / binning - top / binning);
        return new Shot(
                exposure,
                binning,
                whole
                        ? Optional.empty()
                        : Optional.of(
                                new Shot.Window(left / binning, top / binning, columns, rows)));
    }

    @Override
    public List<Property> properties() {
        if (opened.isEmpty()) {
            return List.of();
        }
        CameraInfo info = opened.get();
        int wide = info.widthPixels();
        int high = info.heightPixels();
        NumberShape bins = new NumberShape("%2.0f", 1, info.maximumBinning(), 1);
        var properties = new ArrayList<Property>();
        properties.add(
                Draft.numbers(device, FRAME, "Frame", IMAGE_SETTINGS)
                        .state(states.of(FRAME, PropertyState.IDLE))
                        .number("X", "Left", pixels(0, wide - 1), left)
                        .number("Y", "Top", pixels(0, high - 1), top)
                        .number("WIDTH", "Width", pixels(1, wide), width)
                        .number("HEIGHT", "Height", pixels(1, high), height)
                        .property());
        properties.add(
                Draft.button(device, RESET, "Frame Values", IMAGE_SETTINGS, "RESET", "Reset")
                        .writeOnly()
                        .state(states.of(RESET, PropertyState.IDLE))
                        .property());
        properties.add(
                Draft.numbers(device, BINNING, "Binning", IMAGE_SETTINGS)
                        .state(states.of(BINNING, PropertyState.IDLE))
                        .number("HOR_BIN", "X", bins, binning)
                        .number("VER_BIN", "Y", bins, binning)
                        .property());
        properties.add(
                choice(TYPE, "Type", IMAGE_SETTINGS)
                        .onOff("FRAME_LIGHT", "Light", !flat)
                        .onOff("FRAME_BIAS", "Bias", false)
                        .onOff("FRAME_DARK", "Dark", false)
                        .onOff("FRAME_FLAT", "Flat", flat)
                        .property());
        properties.add(
                choice(FORMAT, "Encode", IMAGE_SETTINGS)
                        .onOff("FORMAT_FITS", "FITS", true)
                        .onOff("FORMAT_NATIVE", "Native", false)
                        .property());
        properties.add(
                choice(COMPRESSION, "Compression", IMAGE_SETTINGS)
                        .onOff("INDI_ENABLED", "Enabled", false)
                        .onOff("INDI_DISABLED", "Disabled", true)
                        .property());
        properties.add(
                choice(UPLOAD, "Upload", OPTIONS)
                        .onOff("UPLOAD_CLIENT", "Client", true)
                        .onOff("UPLOAD_LOCAL", "Local", false)
                        .onOff("UPLOAD_BOTH", "Both", false)
                        .property());
        properties.add(info(info));
        info.colourPattern()
                .ifPresent(pattern ->
                        properties.add(
                                Draft.texts(device, CFA, "Bayer Info", IMAGE_INFO)
                                        .readOnly()
                                        .text("CFA_OFFSET_X", "X Offset", "0")
                                        .text("CFA_OFFSET_Y", "Y Offset", "0")
                                        .text("CFA_TYPE", "Filter", pattern)
                                        .property()));
        return properties;
    }

    @Override
    public PropertyState order(Asked asked, Client who) throws Unfit {
        CameraInfo info = opened.orElseThrow(() -> new Unfit("Error: it is not connected."));
        switch (asked.name()) {
            case FRAME -> frame(asked, info);
            case RESET -> {
                int kept = binning;
                reset();
                binning = kept;
            }
            case BINNING -> bin(asked);
            case TYPE -> {
                only(asked, "Frames are lights or flats here", "FRAME_LIGHT", "FRAME_FLAT");
                flat = asked.isPressed("FRAME_FLAT");
            }
            case FORMAT -> only(asked, "Frames are sent as FITS", "FORMAT_FITS");
            case COMPRESSION -> only(asked, "Frames are sent as they are", "INDI_DISABLED");
            case UPLOAD ->
                    only(asked, "Frames are sent to clients, and not kept here", "UPLOAD_CLIENT");
            default -> throw new Unfit("Error: %s cannot be set.".formatted(asked.name()));
        }
        return PropertyState.OK;
    }

    private void frame(Asked asked, CameraInfo info) throws Unfit {
        int x = (int) asked.number("X");
        int y = (int) asked.number("Y");
        int w = (int) asked.number("WIDTH");
        int h = (int) asked.number("HEIGHT");
        if (x + w > info.widthPixels() || y + h > info.heightPixels()) {
            throw new Unfit(
                    "Error: a frame of %d × %d at (%d, %d) lies beyond the sensor of %d × %d pixels."
                            .formatted(w, h, x, y, info.widthPixels(), info.heightPixels()));
        }
        requireSomething(w, h, binning);
        left = x;
        top = y;
        width = w;
        height = h;
    }

    private void bin(Asked asked) throws Unfit {
        int wanted = (int) asked.number("HOR_BIN");
        if (wanted != (int) asked.number("VER_BIN")) {
            throw new Unfit("Error: it bins alike in both directions.");
        }
        requireSomething(width, height, wanted);
        binning = wanted;
    }

    private static void requireSomething(int width, int height, int binning) throws Unfit {
        if (width / binning < 1 || height / binning < 1) {
            throw new Unfit(
                    "Error: nothing is left of a frame of %d × %d at binning %d."
                            .formatted(width, height, binning));
        }
    }

    private static void only(Asked asked, String why, String... possible) throws Unfit {
        String pressed = asked.pressed().orElse("");
        if (!List.of(possible).contains(pressed)) {
            throw new Unfit("%s; %s is not to be had.".formatted(why, pressed));
        }
    }

    private Draft choice(String property, String label, String group) {
        return Draft.switches(device, property, label, group, SwitchRule.ONE_OF_MANY)
                .state(states.of(property, PropertyState.IDLE));
    }

    private Property info(CameraInfo info) {
        NumberShape microns = new NumberShape("%5.2f", 0, 40, 0);
        return Draft.numbers(device, INFO, "CCD Information", IMAGE_INFO)
                .readOnly()
                .number("CCD_MAX_X", "Max. Width", pixels(1, 100_000), info.widthPixels())
                .number("CCD_MAX_Y", "Max. Height", pixels(1, 100_000), info.heightPixels())
                .number("CCD_PIXEL_SIZE", "Pixel size (um)", microns, info.pixelMicrons())
                .number("CCD_PIXEL_SIZE_X", "Pixel size X", microns, info.pixelMicrons())
                .number("CCD_PIXEL_SIZE_Y", "Pixel size Y", microns, info.pixelMicrons())
                .number(
                        "CCD_BITSPERPIXEL",
                        "Bits per pixel",
                        new NumberShape("%3.0f", 8, 64, 0),
                        BITS)
                .property();
    }

    private static NumberShape pixels(int least, int most) {
        return new NumberShape("%4.0f", least, most, 0);
    }
}
