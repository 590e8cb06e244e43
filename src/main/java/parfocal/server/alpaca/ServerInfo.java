package parfocal.server.alpaca;

import java.util.Map;
import parfocal.hub.Program;
import parfocal.wire.alpaca.AlpacaValue;

/// What the server says of itself.
///
/// @param location where it stands, as its owner calls it; may be empty
public record ServerInfo(String location) {
    /// Of all our devices; Alpaca wants two numbers.
    static final String DRIVER_VERSION =
            Program.VERSION.substring(0, Program.VERSION.lastIndexOf('.'));

    static final String NAME = "Parfocal";

    static String version() {
        return Program.VERSION;
    }

    AlpacaValue description() {
        return new AlpacaValue.Members(
                new java.util.TreeMap<>(
                        Map.of(
                                "ServerName",
                                AlpacaValue.of(NAME),
                                "Manufacturer",
                                AlpacaValue.of("The Parfocal project"),
                                "ManufacturerVersion",
                                AlpacaValue.of(version()),
                                "Location",
                                AlpacaValue.of(location))));
    }
}
