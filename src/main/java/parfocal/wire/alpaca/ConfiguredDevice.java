package parfocal.wire.alpaca;

/// One entry of a server's list of devices.
///
/// @param name     for people
/// @param type     in the sheet's spelling, such as `Focuser`; see [AlpacaType#of]
/// @param number   counted from 0 for each type
/// @param uniqueId never changes, wherever the server is found
public record ConfiguredDevice(String name, String type, long number, String uniqueId) {

    /// As in the reply to `configureddevices`.
    public AlpacaValue toValue() {
        var members = new java.util.LinkedHashMap<String, AlpacaValue>();
        members.put("DeviceName", AlpacaValue.of(name));
        members.put("DeviceType", AlpacaValue.of(type));
        members.put("DeviceNumber", AlpacaValue.of(number));
        members.put("UniqueID", AlpacaValue.of(uniqueId));
        return new AlpacaValue.Members(members);
    }

    /// @throws AlpacaFormatException when type or number is missing
    public static ConfiguredDevice of(AlpacaValue value) throws AlpacaFormatException {
        if (!(value instanceof AlpacaValue.Members members)) {
            throw new AlpacaFormatException("a device that is no object");
        }
        AlpacaValue nothing = new AlpacaValue.Nothing();
        return new ConfiguredDevice(
                members.member("DeviceName").orElse(AlpacaValue.of("")).asText(),
                members.member("DeviceType").orElse(nothing).asText(),
                members.member("DeviceNumber").orElse(nothing).asWhole(),
                members.member("UniqueID").orElse(AlpacaValue.of("")).asText());
    }
}
