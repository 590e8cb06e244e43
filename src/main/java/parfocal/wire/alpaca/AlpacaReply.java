package parfocal.wire.alpaca;

import java.util.Optional;
import parfocal.device.DeviceFault;

/// The envelope of every reply of a device.
///
/// @param value              what was asked; empty where the key is left out, as in most replies to PUT
/// @param clientTransaction  the asker's number given back, 0…4294967295; 0 where none was given
/// @param serverTransaction  the server's own count of requests, from 1
/// @param errorNumber        0 for success, otherwise as in [AlpacaError] or the server's own
/// @param errorMessage       empty for success
public record AlpacaReply(
        Optional<AlpacaValue> value,
        long clientTransaction,
        long serverTransaction,
        int errorNumber,
        String errorMessage) {

    /// Which request is answered.
    public record Transaction(long client, long server) {}

    /// The reply to a GET.
    public static AlpacaReply of(AlpacaValue value, Transaction transaction) {
        return new AlpacaReply(
                Optional.of(value), transaction.client(), transaction.server(), 0, "");
    }

    /// The reply to a PUT that went well.
    public static AlpacaReply done(Transaction transaction) {
        return new AlpacaReply(Optional.empty(), transaction.client(), transaction.server(), 0, "");
    }

    /// @param message for people; not empty
    public static AlpacaReply failed(AlpacaError error, String message, Transaction transaction) {
        // A value of null, because a strict client wants the key even here.
        return new AlpacaReply(
                Optional.of(new AlpacaValue.Nothing()),
                transaction.client(),
                transaction.server(),
                error.number(),
                message);
    }

    public static AlpacaReply failed(DeviceFault fault, Transaction transaction) {
        return failed(AlpacaError.of(fault), fault.message(), transaction);
    }

    /// Either is enough: some servers set only one of them.
    public boolean isError() {
        return errorNumber != 0 || !errorMessage.isEmpty();
    }

    /// As UTF-8 JSON, keys in the order and casing of the sheet.
    public byte[] toJson() {
        return AlpacaJson.write(this);
    }

    /// Reads a reply; keys in any casing, in any order, missing ones as 0 or empty.
    ///
    /// @throws AlpacaFormatException when it is no JSON object, or a key has a value of the wrong kind
    public static AlpacaReply fromJson(byte[] json) throws AlpacaFormatException {
        return AlpacaJson.read(json);
    }
}
