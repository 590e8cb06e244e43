package parfocal.server.indi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.IndiNumber;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.Member;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.SwitchRule;
import parfocal.wire.indi.Value;

/// An order that fits its property: every element exists, every value is one, every number is in its range, and as many switches
/// are on as the rule wants.
///
/// @param property as it was when the order came
/// @param values   of the elements that the order names
record Asked(Property property, Map<String, Value> values) {

    /// @throws Unfit with the reason; nothing of the order is to be carried out
    static Asked of(Property property, NewVector order) throws Unfit {
        String called = "%s (%s)".formatted(property.label(), property.name());
        if (order.kind() != property.kind()) {
            throw new Unfit(
                    "Error: %s is a %s property; a %s was sent."
                            .formatted(called, property.kind().word(), order.kind().word()));
        }
        if (order.items().isEmpty()) {
            throw new Unfit("Error: the order for %s names no element.".formatted(called));
        }
        var values = new LinkedHashMap<String, Value>();
        for (Item item : order.items()) {
            Member member =
                    property.member(item.name())
                            .orElseThrow(() ->
                                    new Unfit(
                                            "Error: %s is not a member of %s property."
                                                    .formatted(item.name(), called)));
            requireFit(called, member, item.value());
            values.put(item.name(), item.value());
        }
        var asked = new Asked(property, values);
        if (property.kind() == PropertyKind.SWITCH) {
            asked.requireRule(called);
        }
        return asked;
    }

    String name() {
        return property.name();
    }

    /// As asked, or as it was where the order leaves it out.
    double number(String element) {
        return values.get(element) instanceof Value.Numeric(double number)
                ? number
                : property.number(element).orElse(0);
    }

    OptionalDouble named(String element) {
        return values.get(element) instanceof Value.Numeric(double number)
                ? OptionalDouble.of(number)
                : OptionalDouble.empty();
    }

    Optional<String> text(String element) {
        return values.get(element) instanceof Value.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /// The first switch that is asked to be on.
    Optional<String> pressed() {
        return values.entrySet().stream()
                .filter(value -> value.getValue() instanceof Value.Switch(boolean on) && on)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    boolean isPressed(String element) {
        return pressed().filter(element::equals).isPresent();
    }

    private static void requireFit(String called, Member member, Value value) throws Unfit {
        if (value instanceof Value.Unreadable(String text)) {
            throw new Unfit(
                    "Error: '%s' is no value for %s of %s."
                            .formatted(Draft.shortened(text), member.name(), called));
        }
        if (value instanceof Value.Numeric(double number)) {
            var shape = member.shape();
            if (shape.isPresent() && !shape.get().allows(number)) {
                throw new Unfit(
                        "Error: Invalid range for %s. Valid range is from %s to %s. Requested value is %s"
                                .formatted(
                                        called,
                                        IndiNumber.plain(shape.get().minimum()),
                                        IndiNumber.plain(shape.get().maximum()),
                                        IndiNumber.plain(number)));
            }
        }
    }

    private void requireRule(String called) throws Unfit {
        long on =
                values.values().stream()
                        .filter(value -> value instanceof Value.Switch(boolean set) && set)
                        .count();
        SwitchRule rule = property.rule().orElse(SwitchRule.ANY_OF_MANY);
        boolean broken =
                switch (rule) {
                    case ONE_OF_MANY -> on != 1;
                    case AT_MOST_ONE -> on > 1;
                    case ANY_OF_MANY -> false;
                };
        if (broken) {
            throw new Unfit(
                    "Error: invalid state switch for %s. %d switches were asked to be on, and the rule is %s."
                            .formatted(called, on, rule.word()));
        }
    }
}
