package parfocal.driver.indi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.SetVector;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.Member;
import parfocal.wire.indi.NumberChange;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Permission;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;
import parfocal.wire.indi.Value;

/// The properties of an emulated device: what they are, and that every change is told.
final class IndiBoard {
    private static final double TIMEOUT_SECONDS = 60;

    private final String device;
    private final Consumer<IndiMessage> out;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> ofFocuser = new HashSet<>();

    IndiBoard(String device, Consumer<IndiMessage> out) {
        this.device = device;
        this.out = out;
    }

    void switches(
            String name, SwitchRule rule, PropertyState state, String on, String... elements) {
        List<Member> members =
                Stream.of(elements)
                        .map(element ->
                                new Member(element, element, new Value.Switch(element.equals(on))))
                        .toList();
        add(name, PropertyKind.SWITCH, state, Permission.READ_WRITE, Optional.of(rule), members);
    }

    void text(String name, String element, String text) {
        add(
                name,
                PropertyKind.TEXT,
                PropertyState.IDLE,
                Permission.READ_ONLY,
                Optional.empty(),
                List.of(new Member(element, element, new Value.Text(text))));
    }

    void number(String name, String element, double value, double minimum, double maximum) {
        add(
                name,
                PropertyKind.NUMBER,
                PropertyState.OK,
                Permission.READ_WRITE,
                Optional.empty(),
                List.of(numeric(element, "%.f", value, minimum, maximum)));
    }

    /// A number nobody can set.
    void shown(String name, String element, double value, double minimum, double maximum) {
        add(
                name,
                PropertyKind.NUMBER,
                PropertyState.IDLE,
                Permission.READ_ONLY,
                Optional.empty(),
                List.of(numeric(element, "%6.2f", value, minimum, maximum)));
    }

    /// Answers a request for one property, or for all.
    void define(Optional<String> name) {
        properties.values().stream()
                .filter(property -> name.isEmpty() || name.get().equals(property.name()))
                .filter(property -> shows(property.name()))
                .forEach(this::tell);
    }

    boolean shows(String name) {
        return properties.containsKey(name) && !hidden.contains(name);
    }

    void hide(String... names) {
        for (String name : names) {
            ofFocuser.add(name);
            if (shows(name)) {
                out.accept(
                        new IndiMessage.DelProperty(
                                device, Optional.of(name), Optional.empty(), Optional.empty()));
            }
            hidden.add(name);
        }
    }

    void hideFocuser() {
        hide(ofFocuser.toArray(String[]::new));
    }

    void showFocuser(Set<String> without) {
        List<String> shown =
                properties.keySet().stream()
                        .filter(hidden::contains)
                        .filter(name -> !without.contains(name))
                        .toList();
        shown.forEach(hidden::remove);
        shown.forEach(name -> define(Optional.of(name)));
    }

    PropertyState state(String name) {
        Property property = properties.get(name);
        return property == null ? PropertyState.IDLE : property.state();
    }

    boolean isOn(String name, String element) {
        Property property = properties.get(name);
        return property != null && property.isOn(element);
    }

    boolean allows(String name, String element, double number) {
        Property property = properties.get(name);
        return property != null
                && property.member(element)
                        .flatMap(Member::shape)
                        .filter(shape -> shape.allows(number))
                        .isPresent();
    }

    /// A new state with the old values.
    void state(String name, PropertyState state) {
        Property property = properties.get(name);
        if (property != null) {
            var items = new ArrayList<Item>();
            property.members()
                    .forEach(member -> items.add(new Item(member.name(), member.value())));
            set(new SetVector(property.kind(), device, name, state, items));
        }
    }

    void number(String name, PropertyState state, String element, double number) {
        set(
                new SetVector(
                        PropertyKind.NUMBER,
                        device,
                        name,
                        state,
                        List.of(new Item(element, new Value.Numeric(number)))));
    }

    /// A new value that is told with the next state.
    void keep(String name, String element, double number) {
        properties.computeIfPresent(
                name,
                (_, property) ->
                        property.updatedBy(
                                new SetVector(
                                        PropertyKind.NUMBER,
                                        device,
                                        name,
                                        property.state(),
                                        List.of(new Item(element, new Value.Numeric(number))))));
    }

    void limit(String name, String element, NumberChange change) {
        Property property = properties.get(name);
        if (property != null) {
            OptionalDouble value = property.number(element);
            set(
                    new SetVector(
                            PropertyKind.NUMBER,
                            device,
                            name,
                            property.state(),
                            List.of(
                                    new Item(
                                            element, new Value.Numeric(value.orElse(0)), change))));
        }
    }

    /// One switch on and the others off; with none of this name all are off.
    void press(String name, PropertyState state, String on) {
        Property property = properties.get(name);
        if (property != null) {
            set(
                    new SetVector(
                            PropertyKind.SWITCH,
                            device,
                            name,
                            state,
                            property.members().stream()
                                    .map(member ->
                                            new Item(
                                                    member.name(),
                                                    new Value.Switch(member.name().equals(on))))
                                    .toList()));
        }
    }

    void line(String text) {
        out.accept(new IndiMessage.Note(Optional.of(device), Optional.empty(), text));
    }

    private void set(SetVector change) {
        Property property = properties.get(change.name());
        if (property == null) {
            return;
        }
        properties.put(change.name(), property.updatedBy(change));
        if (shows(change.name())) {
            out.accept(change);
        }
    }

    private void tell(Property property) {
        out.accept(new IndiMessage.DefVector(property, Optional.empty(), Optional.empty()));
    }

    private void add(
            String name,
            PropertyKind kind,
            PropertyState state,
            Permission permission,
            Optional<SwitchRule> rule,
            List<Member> members) {
        properties.put(
                name,
                new Property(
                        kind,
                        device,
                        name,
                        name,
                        "Main Control",
                        state,
                        permission,
                        rule,
                        TIMEOUT_SECONDS,
                        members));
    }

    private static Member numeric(
            String element, String format, double value, double minimum, double maximum) {
        return new Member(
                element,
                element,
                new Value.Numeric(value),
                Optional.of(new NumberShape(format, minimum, maximum, 0)));
    }
}
