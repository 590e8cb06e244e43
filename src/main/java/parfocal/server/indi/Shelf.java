package parfocal.server.indi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.SetVector;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.Member;
import parfocal.wire.indi.NumberChange;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.Value;

/// The properties of one device as guests know them. Whoever lays a property here says how it is now; what has to be told of that,
/// a definition, an update or nothing, the shelf finds out.
final class Shelf {
    /// @param limitsMoved since it was defined: from then on every update carries them, as an update that is overtaken takes what it
    ///                    alone had to tell with it
    private record Slot(Property property, boolean whileConnected, boolean limitsMoved) {}

    private final House house;
    private final String device;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    // Written down when first asked for, and until the property changes.
    private final Map<String, Letter> definitions = new HashMap<>();

    Shelf(House house, String device) {
        this.house = house;
        this.device = device;
    }

    String device() {
        return device;
    }

    Optional<Property> find(String name) {
        synchronized (house) {
            return Optional.ofNullable(slots.get(name)).map(Slot::property);
        }
    }

    /// Whether the property is there only while the device is connected.
    boolean whileConnected(String name) {
        synchronized (house) {
            Slot slot = slots.get(name);
            return slot != null && slot.whileConnected();
        }
    }

    /// Lays out everything there is now; what is not among it goes.
    void lay(List<Property> always, List<Property> whileConnected) {
        synchronized (house) {
            always.forEach(property -> show(property, false));
            Set<String> names =
                    whileConnected.stream().map(Property::name).collect(Collectors.toSet());
            always.forEach(property -> names.add(property.name()));
            for (String gone : List.copyOf(slots.keySet())) {
                if (!names.contains(gone)) {
                    remove(gone);
                }
            }
            whileConnected.forEach(property -> show(property, true));
        }
    }

    /// Tells how a property is even when nothing about it changed: the answer to an order.
    void answer(Property property, boolean whileConnected, Optional<String> message) {
        synchronized (house) {
            Slot before = slots.get(property.name());
            if (before == null || !alike(before.property(), property)) {
                show(property, whileConnected);
                message.ifPresent(words -> house.say(device, words));
                return;
            }
            Slot now = keep(property, whileConnected);
            house.publish(Letter.update(update(now, message), whileConnected));
        }
    }

    /// Sends a file; it is not kept.
    void send(String name, String element, PropertyState state, Value.Blob file) {
        synchronized (house) {
            Slot slot = slots.get(name);
            if (slot == null) {
                return;
            }
            house.publish(
                    Letter.update(
                            new SetVector(
                                    slot.property().kind(),
                                    device,
                                    name,
                                    Optional.of(state),
                                    OptionalDouble.empty(),
                                    Optional.of(house.timestamp()),
                                    Optional.empty(),
                                    List.of(new Item(element, file))),
                            slot.whileConnected()));
        }
    }

    /// Definitions for one guest.
    void define(Guest guest, Optional<String> name) {
        synchronized (house) {
            for (Slot slot : slots.values()) {
                String property = slot.property().name();
                if (name.isPresent() && !name.get().equals(property)) {
                    continue;
                }
                if (guest.hasLeft(device) && property.equals(Presence.CONNECTION)) {
                    guest.outbox().put(define(Presence.disconnected(device), false));
                } else {
                    Letter definition = definition(slot);
                    if (guest.wants(definition)) {
                        guest.outbox().put(definition);
                    }
                }
            }
        }
    }

    /// Takes away from one guest what is there only while the device is connected, and answers that it is not.
    void hideFrom(Guest guest) {
        synchronized (house) {
            var connection = new Slot(Presence.disconnected(device), false, false);
            guest.outbox().put(Letter.update(update(connection, Optional.empty()), false));
            for (Slot slot : slots.values()) {
                if (slot.whileConnected()) {
                    guest.outbox().put(deletion(slot.property()));
                }
            }
            guest.leave(device);
        }
    }

    /// The device itself goes.
    void clear() {
        synchronized (house) {
            for (String name : List.copyOf(slots.keySet())) {
                remove(name);
            }
            house.publish(
                    Letter.deletion(
                            new IndiMessage.DelProperty(
                                    device,
                                    Optional.empty(),
                                    Optional.of(house.timestamp()),
                                    Optional.empty()),
                            Optional.empty()));
        }
    }

    private void show(Property property, boolean whileConnected) {
        Slot before = slots.get(property.name());
        if (before != null && before.property().equals(property)) {
            return;
        }
        Slot now = keep(property, whileConnected);
        house.publish(
                before == null || !alike(before.property(), property)
                        ? definition(now)
                        : Letter.update(update(now, Optional.empty()), whileConnected));
    }

    private Slot keep(Property property, boolean whileConnected) {
        Slot before = slots.get(property.name());
        boolean limitsMoved =
                before != null
                        && alike(before.property(), property)
                        && (before.limitsMoved() || !sameLimits(before.property(), property));
        var now = new Slot(property, whileConnected, limitsMoved);
        slots.put(property.name(), now);
        definitions.remove(property.name());
        return now;
    }

    private void remove(String name) {
        Slot gone = slots.remove(name);
        definitions.remove(name);
        if (gone != null) {
            house.publish(deletion(gone.property()));
        }
    }

    private Letter definition(Slot slot) {
        return definitions.computeIfAbsent(
                slot.property().name(), _ -> define(slot.property(), slot.whileConnected()));
    }

    private Letter define(Property property, boolean whileConnected) {
        return Letter.definition(
                new IndiMessage.DefVector(
                        property, Optional.of(house.timestamp()), Optional.empty()),
                whileConnected);
    }

    private Letter deletion(Property property) {
        return Letter.deletion(
                new IndiMessage.DelProperty(
                        device,
                        Optional.of(property.name()),
                        Optional.of(house.timestamp()),
                        Optional.empty()),
                Optional.of(property.kind()));
    }

    /// Always all elements: then a later update makes an earlier one worthless.
    private SetVector update(Slot slot, Optional<String> message) {
        Property now = slot.property();
        var items = new ArrayList<Item>();
        for (Member member : now.members()) {
            if (!(member.value() instanceof Value.Blob)) {
                NumberChange limits =
                        slot.limitsMoved()
                                ? member.shape().map(Shelf::limits).orElse(NumberChange.NONE)
                                : NumberChange.NONE;
                items.add(new Item(member.name(), member.value(), limits));
            }
        }
        return new SetVector(
                now.kind(),
                now.device(),
                now.name(),
                Optional.of(now.state()),
                OptionalDouble.of(now.timeoutSeconds()),
                Optional.of(house.timestamp()),
                message,
                items);
    }

    private static NumberChange limits(NumberShape shape) {
        return new NumberChange(
                OptionalDouble.of(shape.minimum()),
                OptionalDouble.of(shape.maximum()),
                OptionalDouble.of(shape.step()));
    }

    private static boolean sameLimits(Property a, Property b) {
        return a.members().stream()
                .map(Member::shape)
                .toList()
                .equals(b.members().stream().map(Member::shape).toList());
    }

    private static boolean alike(Property a, Property b) {
        if (a.kind() != b.kind()
                || a.permission() != b.permission()
                || !a.rule().equals(b.rule())
                || !a.label().equals(b.label())
                || !a.group().equals(b.group())
                || a.members().size() != b.members().size()) {
            return false;
        }
        for (int i = 0; i < a.members().size(); i++) {
            Member one = a.members().get(i);
            Member other = b.members().get(i);
            if (!one.name().equals(other.name())
                    || !one.label().equals(other.label())
                    || !Objects.equals(
                            one.shape().map(NumberShape::format),
                            other.shape().map(NumberShape::format))) {
                return false;
            }
        }
        return true;
    }
}
