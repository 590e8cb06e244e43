package parfocal.wire.indi;

import java.util.Optional;

/// One element of a property as it is defined.
///
/// @param label for people; the name where the device gives none
/// @param shape of a number; empty for every other kind
public record Member(String name, String label, Value value, Optional<NumberShape> shape) {

    public Member(String name, String label, Value value) {
        this(name, label, value, Optional.empty());
    }

    /// The same element after an update.
    Member updatedBy(Item item) {
        return new Member(
                name,
                label,
                item.value() instanceof Value.Blob ? Value.Blob.empty() : item.value(),
                shape.map(item.change()::appliedTo));
    }
}
