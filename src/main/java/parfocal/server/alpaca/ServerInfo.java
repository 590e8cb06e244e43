package parfocal.server.alpaca;

import java.util.Map;
import java.util.Optional;
import parfocal.wire.alpaca.AlpacaValue;

/// What the server says of itself.
///
/// @param location where it stands, as its owner calls it; may be empty
public record ServerInfo(String location) {
    /// Of all our devices; Alpaca wants two numbers.
    static final String DRIVER_VERSION = "0.1";

    static final String NAME = "Parfocal";

    /// As the jar was built, where there is one.
    static String version() {
        return Optional.ofNullable(ServerInfo.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
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
