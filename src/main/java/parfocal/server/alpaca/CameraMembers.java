package parfocal.server.alpaca;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import parfocal.device.DeviceException;
import parfocal.wire.alpaca.AlpacaError;
import parfocal.wire.alpaca.AlpacaValue;

/// The members of a camera. What only cooled, gained or guided cameras have is answered as not implemented: the hub leaves that alone.
final class CameraMembers {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LARGEST_ADU = 65_535;
    private static final DateTimeFormatter FITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");
    private static final int MONOCHROME = 0;
    private static final int BAYER = 2;

    /// Where red is in the first four pixels, for each pattern: column, row.
    private static final Map<String, List<Integer>> RED =
            Map.of(
                    "RGGB", List.of(0, 0),
                    "GRBG", List.of(1, 0),
                    "GBRG", List.of(0, 1),
                    "BGGR", List.of(1, 1));

    private CameraMembers() {}

    static final Members<ServedCamera> MEMBERS =
            new Members<ServedCamera>()
                    .without(
                            List.of(
                                    "ccdtemperature",
                                    "cooleron",
                                    "coolerpower",
                                    "electronsperadu",
                                    "fastreadout",
                                    "fullwellcapacity",
                                    "gain",
                                    "gainmax",
                                    "gainmin",
                                    "gains",
                                    "heatsinktemperature",
                                    "imagearrayvariant",
                                    "ispulseguiding",
                                    "offset",
                                    "offsetmax",
                                    "offsetmin",
                                    "offsets",
                                    "setccdtemperature",
                                    "subexposureduration"),
                            List.of(
                                    "cooleron",
                                    "fastreadout",
                                    "gain",
                                    "offset",
                                    "pulseguide",
                                    "setccdtemperature",
                                    "stopexposure",
                                    "subexposureduration"))
                    .get("canabortexposure", (_, _) -> AlpacaValue.of(true))
                    .get("canasymmetricbin", (_, _) -> AlpacaValue.of(false))
                    .get("canfastreadout", (_, _) -> AlpacaValue.of(false))
                    .get("cangetcoolerpower", (_, _) -> AlpacaValue.of(false))
                    .get("canpulseguide", (_, _) -> AlpacaValue.of(false))
                    .get("cansetccdtemperature", (_, _) -> AlpacaValue.of(false))
                    .get("canstopexposure", (_, _) -> AlpacaValue.of(false))
                    .get("hasshutter", (_, _) -> AlpacaValue.of(false))
                    .get("cameraxsize", (c, _) -> AlpacaValue.of(c.info().widthPixels()))
                    .get("cameraysize", (c, _) -> AlpacaValue.of(c.info().heightPixels()))
                    .get("pixelsizex", (c, _) -> AlpacaValue.of(pixelMicrons(c)))
                    .get("pixelsizey", (c, _) -> AlpacaValue.of(pixelMicrons(c)))
                    .get("maxbinx", (c, _) -> AlpacaValue.of(c.info().maximumBinning()))
                    .get("maxbiny", (c, _) -> AlpacaValue.of(c.info().maximumBinning()))
                    .get("maxadu", (c, _) -> AlpacaValue.of(maximumAdu(c)))
                    .get("sensorname", (c, _) -> AlpacaValue.of(c.name()))
                    .get(
                            "sensortype",
                            (c, _) ->
                                    AlpacaValue.of(
                                            c.info().colourPattern().isEmpty()
                                                    ? MONOCHROME
                                                    : BAYER))
                    .get("bayeroffsetx", (c, _) -> AlpacaValue.of(red(c).getFirst()))
                    .get("bayeroffsety", (c, _) -> AlpacaValue.of(red(c).getLast()))
                    .get("exposuremin", (_, _) -> AlpacaValue.of(ServedCamera.SHORTEST_SECONDS))
                    .get("exposuremax", (_, _) -> AlpacaValue.of(ServedCamera.LONGEST_SECONDS))
                    .get("exposureresolution", (_, _) -> AlpacaValue.of(0.001))
                    .get("readoutmode", (_, _) -> AlpacaValue.of(0))
                    .put("readoutmode", (c, ask) -> requireFirst(c, ask.whole("ReadoutMode")))
                    .get("readoutmodes", (_, _) -> AlpacaValue.of(ServedCamera.READOUT_MODES))
                    .get("binx", (c, _) -> AlpacaValue.of(c.wish().binX()))
                    .get("biny", (c, _) -> AlpacaValue.of(c.wish().binY()))
                    .get("startx", (c, _) -> AlpacaValue.of(c.wish().startX()))
                    .get("starty", (c, _) -> AlpacaValue.of(c.wish().startY()))
                    .get("numx", (c, _) -> AlpacaValue.of(c.wish().numX()))
                    .get("numy", (c, _) -> AlpacaValue.of(c.wish().numY()))
                    .put("binx", (c, ask) -> c.wish(c.wish().binX(binning(c, ask.whole("BinX")))))
                    .put("biny", (c, ask) -> c.wish(c.wish().binY(binning(c, ask.whole("BinY")))))
                    .put("startx", (c, ask) -> c.wish(c.wish().startX(ask.whole("StartX"))))
                    .put("starty", (c, ask) -> c.wish(c.wish().startY(ask.whole("StartY"))))
                    .put("numx", (c, ask) -> c.wish(c.wish().numX(ask.whole("NumX"))))
                    .put("numy", (c, ask) -> c.wish(c.wish().numY(ask.whole("NumY"))))
                    .get("camerastate", (c, _) -> AlpacaValue.of(c.stateNumber()))
                    .get("imageready", (c, _) -> AlpacaValue.of(c.isImageReady()))
                    .get("percentcompleted", (c, _) -> AlpacaValue.of(percent(c)))
                    .get("lastexposureduration", (c, _) -> AlpacaValue.of(seconds(last(c))))
                    .get(
                            "lastexposurestarttime",
                            (c, _) ->
                                    AlpacaValue.of(
                                            FITS.format(
                                                    LocalDateTime.ofInstant(
                                                            last(c).beganAt(), ZoneOffset.UTC))))
                    .put(
                            "startexposure",
                            (c, ask) -> {
                                double seconds = ask.decimal("Duration");
                                var _ = ask.truth("Light");
                                c.expose(seconds, ask.client());
                            })
                    .put("abortexposure", (c, _) -> c.abort());

    private static double seconds(Exposures.Taken taken) {
        return taken.exposure().toNanos() / NANOS_PER_SECOND;
    }

    private static double pixelMicrons(ServedCamera camera) throws Refusal, DeviceException {
        double microns = camera.info().pixelMicrons();
        if (microns <= 0) {
            throw Refusal.notImplemented(
                    "%s does not tell the size of its pixels.".formatted(camera.name()));
        }
        return microns;
    }

    private static int maximumAdu(ServedCamera camera) throws DeviceException {
        int maximum = camera.info().maximumAdu();
        return maximum > 0 ? maximum : LARGEST_ADU;
    }

    private static List<Integer> red(ServedCamera camera) throws Refusal, DeviceException {
        List<Integer> red = RED.get(camera.info().colourPattern().orElse(""));
        if (red == null) {
            throw Refusal.notImplemented("%s has no Bayer matrix.".formatted(camera.name()));
        }
        return red;
    }

    private static int binning(ServedCamera camera, int binning) throws Refusal, DeviceException {
        int most = camera.info().maximumBinning();
        if (binning < 1 || binning > most) {
            throw Refusal.invalid(
                    "%s bins from 1 to %d, not %d.".formatted(camera.name(), most, binning));
        }
        return binning;
    }

    private static void requireFirst(ServedCamera camera, int mode) throws Refusal {
        if (mode != 0) {
            throw Refusal.invalid(
                    "%s has one readout mode, 0, not %d.".formatted(camera.name(), mode));
        }
    }

    private static int percent(ServedCamera camera) throws Refusal {
        return camera.exposures()
                .percent()
                .orElseThrow(() ->
                        new Refusal(
                                AlpacaError.INVALID_OPERATION,
                                "%s is not exposing.".formatted(camera.name())));
    }

    private static Exposures.Taken last(ServedCamera camera) throws Refusal {
        return camera.exposures()
                .last()
                .orElseThrow(() ->
                        new Refusal(
                                AlpacaError.INVALID_OPERATION,
                                "%s has taken no picture yet.".formatted(camera.name())));
    }
}
