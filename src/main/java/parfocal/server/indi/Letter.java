package parfocal.server.indi;

import java.util.Optional;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiWriter;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.PropertyState;

/// A message on its way to guests, written down once for all of them.
///
/// @param device         it is about
/// @param property       it is about; empty for a line of text, and when the whole device goes
/// @param kind           of that property
/// @param whileConnected whether it is about a property that is there only while the device is connected
/// @param state          that an update tells
/// @param says           whether people are told something with it: then it is not to be lost
/// @param bytes          as they go out; empty for a file, which is written when its turn comes
/// @param file           an update with a file
@SuppressWarnings("ArrayRecordComponent") // Sent once, never compared.
record Letter(
        Sort sort,
        String device,
        Optional<String> property,
        Optional<PropertyKind> kind,
        boolean whileConnected,
        Optional<PropertyState> state,
        boolean says,
        byte[] bytes,
        Optional<IndiMessage> file) {
    enum Sort {
        DEFINITION,
        UPDATE,
        FILE,
        DELETION,
        NOTE
    }

    static Letter definition(IndiMessage.DefVector message, boolean whileConnected) {
        return new Letter(
                Sort.DEFINITION,
                message.property().device(),
                Optional.of(message.property().name()),
                Optional.of(message.property().kind()),
                whileConnected,
                Optional.empty(),
                false,
                IndiWriter.bytes(message),
                Optional.empty());
    }

    static Letter update(IndiMessage.SetVector message, boolean whileConnected) {
        boolean file = message.kind() == PropertyKind.BLOB && !message.items().isEmpty();
        return new Letter(
                file ? Sort.FILE : Sort.UPDATE,
                message.device(),
                Optional.of(message.name()),
                Optional.of(message.kind()),
                whileConnected,
                message.state(),
                message.message().isPresent(),
                file ? new byte[0] : IndiWriter.bytes(message),
                file ? Optional.of(message) : Optional.empty());
    }

    static Letter deletion(IndiMessage.DelProperty message, Optional<PropertyKind> kind) {
        return new Letter(
                Sort.DELETION,
                message.device(),
                message.name(),
                kind,
                true,
                Optional.empty(),
                false,
                IndiWriter.bytes(message),
                Optional.empty());
    }

    static Letter note(String device, IndiMessage.Note message) {
        return new Letter(
                Sort.NOTE,
                device,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                true,
                IndiWriter.bytes(message),
                Optional.empty());
    }
}
