package parfocal.wire.indi;

/// One element of an update or an order.
///
/// @param change changed limits of a number; [NumberChange#NONE] in orders and for every other kind
public record Item(String name, Value value, NumberChange change) {

    public Item(String name, Value value) {
        this(name, value, NumberChange.NONE);
    }
}
