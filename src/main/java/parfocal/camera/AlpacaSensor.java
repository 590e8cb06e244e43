package parfocal.camera;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Shot;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// What an Alpaca camera says of itself, read once.
record AlpacaSensor(
        String model,
        CameraInfo info,
        OptionalDouble shortestSeconds,
        OptionalDouble longestSeconds,
        boolean canAbort,
        boolean canStop) {
    private static final int RGGB = 2;

    static AlpacaSensor read(AlpacaClient client) throws DeviceException {
        int width = client.get("cameraxsize", AlpacaValue::asWhole);
        int height = client.get("cameraysize", AlpacaValue::asWhole);
        if (width < 1 || height < 1) {
            throw new DeviceException(
                    new DeviceFault.CameraFailed(
                            client.device(),
                            "it says that its sensor has %d × %d pixels. Is the camera itself connected to its server?"
                                    .formatted(width, height)));
        }
        return new AlpacaSensor(
                client.find("sensorname", AlpacaValue::asText)
                        .filter(name -> !name.isBlank())
                        .or(() -> Optional.of(client.device()))
                        .orElseThrow(),
                new CameraInfo(
                        width,
                        height,
                        Math.max(0, client.find("pixelsizex", AlpacaValue::asDecimal).orElse(0.0)),
                        Math.max(1, client.find("maxbinx", AlpacaValue::asWhole).orElse(1)),
                        Math.max(0, client.find("maxadu", AlpacaValue::asWhole).orElse(0)),
                        bayer(client)),
                seconds(client, "exposuremin"),
                seconds(client, "exposuremax"),
                client.find("canabortexposure", AlpacaValue::asTruth).orElse(false),
                client.find("canstopexposure", AlpacaValue::asTruth).orElse(false));
    }

    private static OptionalDouble seconds(AlpacaClient client, String member)
            throws DeviceException {
        Optional<Double> seconds = client.find(member, AlpacaValue::asDecimal);
        return seconds.isPresent() ? OptionalDouble.of(seconds.get()) : OptionalDouble.empty();
    }

    private static Optional<String> bayer(AlpacaClient client) throws DeviceException {
        if (client.find("sensortype", AlpacaValue::asWhole).orElse(0) != RGGB) {
            return Optional.empty();
        }
        return Optional.of(
                shifted(
                        "RGGB",
                        client.find("bayeroffsetx", AlpacaValue::asWhole).orElse(0),
                        client.find("bayeroffsety", AlpacaValue::asWhole).orElse(0)));
    }

    /// The 2 × 2 pattern as seen from another pixel.
    static String shifted(String pattern, int right, int down) {
        var seen = new StringBuilder(4);
        for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 2; x++) {
                seen.append(pattern.charAt(((y + down) & 1) * 2 + ((x + right) & 1)));
            }
        }
        return seen.toString();
    }

    /// The pattern of a picture; binned pixels have none.
    Optional<String> colourPattern(Shot shot, AlpacaWindow window) {
        return info.colourPattern()
                .filter(_ -> shot.binning() == 1)
                .map(pattern -> shifted(pattern, window.left(), window.top()));
    }

    /// What has to be set for a shot.
    ///
    /// @throws DeviceException [DeviceFault.CameraFailed] when the camera cannot make it
    AlpacaWindow window(String camera, Shot shot) throws DeviceException {
        requireExposure(camera, shot.exposure());
        int binning = shot.binning();
        if (binning > info.maximumBinning()) {
            throw impossible(
                    camera,
                    "it bins %d × %d at most; %d × %d was asked."
                            .formatted(
                                    info.maximumBinning(),
                                    info.maximumBinning(),
                                    binning,
                                    binning));
        }
        int width = info.widthPixels() / binning;
        int height = info.heightPixels() / binning;
        Shot.Window asked = shot.window().orElse(new Shot.Window(0, 0, width, height));
        if ((long) asked.left() + asked.widthPixels() > width
                || (long) asked.top() + asked.heightPixels() > height) {
            throw impossible(
                    camera,
                    "a window of %d × %d at (%d, %d) reaches beyond its %d × %d pixels."
                            .formatted(
                                    asked.widthPixels(),
                                    asked.heightPixels(),
                                    asked.left(),
                                    asked.top(),
                                    width,
                                    height));
        }
        return new AlpacaWindow(
                binning,
                binning,
                asked.left(),
                asked.top(),
                asked.widthPixels(),
                asked.heightPixels());
    }

    private void requireExposure(String camera, Duration exposure) throws DeviceException {
        double seconds = exposure.toNanos() / 1e9;
        double shortest = shortestSeconds.orElse(0);
        double longest = longestSeconds.orElse(Double.MAX_VALUE);
        // Some servers say 0 for "no limit told".
        if (seconds < shortest || (longest > 0 && seconds > longest)) {
            throw impossible(
                    camera,
                    "it exposes from %s s to %s s; %s s was asked."
                            .formatted(shortest, longest, seconds));
        }
    }

    private static DeviceException impossible(String camera, String reason) {
        return new DeviceException(new DeviceFault.CameraFailed(camera, reason));
    }
}
