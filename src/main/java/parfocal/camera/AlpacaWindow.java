package parfocal.camera;

import java.util.Map;
import parfocal.device.DeviceException;
import parfocal.wire.alpaca.AlpacaClient;
import parfocal.wire.alpaca.AlpacaValue;

/// Binning and the part of the sensor that is read out, in binned pixels.
record AlpacaWindow(int binX, int binY, int left, int top, int width, int height) {

    static AlpacaWindow read(AlpacaClient client) throws DeviceException {
        return new AlpacaWindow(
                client.get("binx", AlpacaValue::asWhole),
                client.get("biny", AlpacaValue::asWhole),
                client.get("startx", AlpacaValue::asWhole),
                client.get("starty", AlpacaValue::asWhole),
                client.get("numx", AlpacaValue::asWhole),
                client.get("numy", AlpacaValue::asWhole));
    }

    /// Sets all of it: another program may have changed any of it. The camera judges the whole only when an exposure is started.
    void set(AlpacaClient client) throws DeviceException {
        put(client, "BinX", binX);
        put(client, "BinY", binY);
        put(client, "StartX", left);
        put(client, "StartY", top);
        put(client, "NumX", width);
        put(client, "NumY", height);
    }

    private static void put(AlpacaClient client, String name, int value) throws DeviceException {
        var _ =
                client.put(
                        name.toLowerCase(java.util.Locale.ROOT),
                        Map.of(name, Integer.toString(value)));
    }

    long pixels() {
        return (long) width * height;
    }
}
