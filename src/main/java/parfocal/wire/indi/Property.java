package parfocal.wire.indi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// A property with the values it has.
///
/// @param label          for people; the name where the device gives none
/// @param group          the page of a control panel it belongs on, or empty
/// @param permission     read-only for lights
/// @param rule           of switches; empty for every other kind
/// @param timeoutSeconds how long a change may take at worst; 0 is at once
/// @param members        in the device's order; their names differ
public record Property(
        PropertyKind kind,
        String device,
        String name,
        String label,
        String group,
        PropertyState state,
        Permission permission,
        Optional<SwitchRule> rule,
        double timeoutSeconds,
        List<Member> members) {
    public Property {
        members = List.copyOf(members);
    }

    public Optional<Member> member(String element) {
        return members.stream().filter(member -> member.name().equals(element)).findFirst();
    }

    /// The number under this name; empty when there is none or it could not be read.
    public OptionalDouble number(String element) {
        return member(element).map(Member::value).orElse(null)
                        instanceof Value.Numeric(double number)
                ? OptionalDouble.of(number)
                : OptionalDouble.empty();
    }

    /// The text under this name; empty when there is none.
    public Optional<String> text(String element) {
        return member(element).map(Member::value).orElse(null) instanceof Value.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /// Whether a switch of this name is on.
    public boolean isOn(String element) {
        return member(element).map(Member::value).orElse(null) instanceof Value.Switch(boolean on)
                && on;
    }

    /// The same property after an update. Elements it does not have are passed over, BLOBs are not kept.
    public Property updatedBy(IndiMessage.SetVector update) {
        Map<String, Item> items = new HashMap<>();
        update.items().forEach(item -> items.put(item.name(), item));
        List<Member> updated = members;
        if (!items.isEmpty()) {
            updated = new ArrayList<>(members.size());
            for (Member member : members) {
                Item item = items.get(member.name());
                updated.add(item == null ? member : member.updatedBy(item));
            }
        }
        return new Property(
                kind,
                device,
                name,
                label,
                group,
                update.state().orElse(state),
                permission,
                rule,
                update.timeoutSeconds().orElse(timeoutSeconds),
                updated);
    }
}
