package parfocal.wire.indi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One message of the protocol, in either direction.
///
/// A `timestamp` is UTC without a zone letter, such as `2026-11-21T02:40:21`; a `message` is a line for people.
public sealed interface IndiMessage {

    /// "Tell me": answered with definitions, now and for whatever appears later in that scope.
    ///
    /// @param version `1.7` in an order of ours; real servers take offence at others and at none
    record GetProperties(Optional<String> version, Optional<String> device, Optional<String> name)
            implements IndiMessage {

        /// All properties of all devices.
        public static GetProperties all() {
            return new GetProperties(Optional.of(VERSION), Optional.empty(), Optional.empty());
        }

        public static GetProperties of(String device) {
            return new GetProperties(Optional.of(VERSION), Optional.of(device), Optional.empty());
        }

        public static GetProperties of(String device, String name) {
            return new GetProperties(Optional.of(VERSION), Optional.of(device), Optional.of(name));
        }
    }

    /// A property appears, or is replaced completely.
    record DefVector(Property property, Optional<String> timestamp, Optional<String> message)
            implements IndiMessage {}

    /// A property changed, or an order is answered.
    ///
    /// @param state          empty where it stays as it was
    /// @param timeoutSeconds empty where it stays as it was
    /// @param items          what changed, perhaps nothing
    record SetVector(
            PropertyKind kind,
            String device,
            String name,
            Optional<PropertyState> state,
            OptionalDouble timeoutSeconds,
            Optional<String> timestamp,
            Optional<String> message,
            List<Item> items)
            implements IndiMessage {
        public SetVector {
            items = List.copyOf(items);
        }

        public SetVector(
                PropertyKind kind,
                String device,
                String name,
                PropertyState state,
                List<Item> items) {
            this(
                    kind,
                    device,
                    name,
                    Optional.of(state),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    items);
        }
    }

    /// An order. Elements left out keep their value.
    record NewVector(
            PropertyKind kind,
            String device,
            String name,
            Optional<String> timestamp,
            List<Item> items)
            implements IndiMessage {
        public NewVector {
            items = List.copyOf(items);
        }

        public NewVector(PropertyKind kind, String device, String name, List<Item> items) {
            this(kind, device, name, Optional.empty(), items);
        }

        public static NewVector number(String device, String name, String element, double number) {
            return new NewVector(
                    PropertyKind.NUMBER,
                    device,
                    name,
                    List.of(new Item(element, new Value.Numeric(number))));
        }

        public static NewVector numbers(String device, String name, Map<String, Double> numbers) {
            return new NewVector(
                    PropertyKind.NUMBER,
                    device,
                    name,
                    numbers.entrySet().stream()
                            .map(each ->
                                    new Item(each.getKey(), new Value.Numeric(each.getValue())))
                            .toList());
        }

        /// One switch on; where exactly one may be on, the others go off.
        public static NewVector press(String device, String name, String element) {
            return new NewVector(
                    PropertyKind.SWITCH,
                    device,
                    name,
                    List.of(new Item(element, new Value.Switch(true))));
        }

        public static NewVector text(String device, String name, String element, String text) {
            return new NewVector(
                    PropertyKind.TEXT,
                    device,
                    name,
                    List.of(new Item(element, new Value.Text(text))));
        }
    }

    /// A property is gone; without a name the whole device is.
    record DelProperty(
            String device,
            Optional<String> name,
            Optional<String> timestamp,
            Optional<String> message)
            implements IndiMessage {}

    /// A line for people, from a device or from the server itself: `[WARNING] …`.
    record Note(Optional<String> device, Optional<String> timestamp, String text)
            implements IndiMessage {}

    /// Whether this connection gets BLOBs of a device, or of one of its properties.
    record EnableBlob(String device, Optional<String> name, BlobPolicy policy)
            implements IndiMessage {}

    /// To be answered by a reply with the same id.
    record PingRequest(String uid) implements IndiMessage {}

    record PingReply(String uid) implements IndiMessage {}

    /// Well-formed, and yet no message: an element nobody knows, or one without a name.
    record Ignored(String element, String reason) implements IndiMessage {}

    /// The only version there is.
    String VERSION = "1.7";
}
