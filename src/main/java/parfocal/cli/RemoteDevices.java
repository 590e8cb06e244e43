package parfocal.cli;

import java.net.URI;
import java.util.Locale;
import parfocal.camera.AlpacaCamera;
import parfocal.camera.AlpacaFilterWheel;
import parfocal.camera.AlpacaProbe;
import parfocal.camera.AlpacaWeather;
import parfocal.camera.IndiCamera;
import parfocal.camera.IndiFilterWheel;
import parfocal.camera.IndiWeather;
import parfocal.device.Camera;
import parfocal.device.FilterWheel;
import parfocal.device.WeatherStation;
import parfocal.hub.Plug;
import parfocal.link.Address;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.indi.IndiAddress;

/// How cameras, filter wheels and sensors are opened, which are always another server's: of Alpaca or of INDI.
final class RemoteDevices {
    private RemoteDevices() {}

    /// @param type what is wanted there
    /// @throws IllegalArgumentException with a sentence for people, when the address leads to no such device
    static void requireFit(Address address, AlpacaType type) {
        if (isIndi(address)) {
            var _ = indi(address);
        } else {
            var _ = alpaca(address, type);
        }
    }

    static Plug<Camera> camera(Address address, WireLog log, Pace pace) {
        if (isIndi(address)) {
            IndiAddress there = indi(address);
            return () -> IndiCamera.connect(there.host(), there.port(), there.device());
        }
        AlpacaAddress there = alpaca(address, AlpacaType.CAMERA);
        return () -> AlpacaCamera.connect(there, log, pace);
    }

    static Plug<FilterWheel> wheel(Address address, WireLog log, Pace pace) {
        if (isIndi(address)) {
            IndiAddress there = indi(address);
            return () -> IndiFilterWheel.connect(there.host(), there.port(), there.device());
        }
        AlpacaAddress there = alpaca(address, AlpacaType.FILTER_WHEEL);
        return () -> AlpacaFilterWheel.connect(there, log, pace);
    }

    static Plug<WeatherStation> sensor(Address address, WireLog log) {
        if (isIndi(address)) {
            IndiAddress there = indi(address);
            return () -> IndiWeather.connect(there.host(), there.port(), there.device());
        }
        AlpacaAddress there = alpaca(address, AlpacaType.OBSERVING_CONDITIONS);
        return there.type() == AlpacaType.FOCUSER
                ? () -> AlpacaProbe.connect(there, log)
                : () -> AlpacaWeather.connect(there, log);
    }

    private static boolean isIndi(Address address) {
        return scheme(address).equals("indi");
    }

    private static String scheme(Address address) {
        return address instanceof Address.Url(URI uri)
                ? uri.getScheme().toLowerCase(Locale.ROOT)
                : "";
    }

    private static IndiAddress indi(Address address) {
        return IndiAddress.parse(URI.create(address.toString()));
    }

    /// A sensor may also be the thermometer of a focuser.
    private static AlpacaAddress alpaca(Address address, AlpacaType type) {
        switch (scheme(address)) {
            case "http", "https", "alpaca" -> {}
            default ->
                    throw new IllegalArgumentException(
                            "%s cannot be reached there: a camera, filter wheel or sensor is another server's, http://HOST:11111/api/v1/%s/0 (Alpaca) or indi://HOST/Device%%20Name."
                                    .formatted(address, type.path()));
        }
        URI uri = URI.create(address.toString());
        if (type != AlpacaType.OBSERVING_CONDITIONS) {
            return AlpacaAddress.parse(uri, type);
        }
        String path = uri.getPath() == null ? "" : uri.getPath().toLowerCase(Locale.ROOT);
        if (path.contains("/focuser/")) {
            return AlpacaAddress.parse(uri, AlpacaType.FOCUSER);
        }
        if (path.startsWith("/api/v1/") && !path.contains("/" + type.path() + "/")) {
            throw new IllegalArgumentException(
                    "%s tells no temperature to a [[sensor]]. Give it a weather station, …/api/v1/%s/0, or a focuser with a thermometer, …/api/v1/%s/0."
                            .formatted(address, type.path(), AlpacaType.FOCUSER.path()));
        }
        return AlpacaAddress.parse(uri, type);
    }
}
