package parfocal.server.indi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.wire.indi.Member;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Permission;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.SwitchRule;
import parfocal.wire.indi.Value;

/// A property being written down, element by element.
final class Draft {
    /// Bytes that libindi has room for in a name or a label.
    static final int LONGEST_NAME = 63;

    /// The same one every time, so that two properties without a file are equal.
    private static final Value NO_FILE = Value.Blob.empty();

    private static final double USUAL_TIMEOUT_SECONDS = 60;

    private final PropertyKind kind;
    private final String device;
    private final String name;
    private final String label;
    private final String group;
    private final List<Member> members = new ArrayList<>();
    private PropertyState state = PropertyState.IDLE;
    private Permission permission = Permission.READ_WRITE;
    private Optional<SwitchRule> rule = Optional.empty();
    private double timeoutSeconds = USUAL_TIMEOUT_SECONDS;

    private Draft(PropertyKind kind, String device, String name, String label, String group) {
        this.kind = kind;
        this.device = device;
        this.name = name;
        this.label = shortened(label);
        this.group = group;
    }

    static Draft numbers(String device, String name, String label, String group) {
        return new Draft(PropertyKind.NUMBER, device, name, label, group);
    }

    static Draft texts(String device, String name, String label, String group) {
        return new Draft(PropertyKind.TEXT, device, name, label, group);
    }

    static Draft lights(String device, String name, String label, String group) {
        return new Draft(PropertyKind.LIGHT, device, name, label, group).readOnly();
    }

    static Draft blobs(String device, String name, String label, String group) {
        return new Draft(PropertyKind.BLOB, device, name, label, group).readOnly();
    }

    static Draft switches(String device, String name, String label, String group, SwitchRule rule) {
        var draft = new Draft(PropertyKind.SWITCH, device, name, label, group);
        draft.rule = Optional.of(rule);
        return draft;
    }

    /// A switch of one element that does something when it is pressed and goes off again.
    static Draft button(
            String device,
            String name,
            String label,
            String group,
            String element,
            String caption) {
        return switches(device, name, label, group, SwitchRule.AT_MOST_ONE)
                .onOff(element, caption, false);
    }

    /// Enabled or disabled, as libindi names the two since 1.8.5.
    static Draft toggle(String device, String name, String label, String group, boolean enabled) {
        return switches(device, name, label, group, SwitchRule.ONE_OF_MANY)
                .onOff("INDI_ENABLED", "Enabled", enabled)
                .onOff("INDI_DISABLED", "Disabled", !enabled);
    }

    Draft state(PropertyState newState) {
        state = newState;
        return this;
    }

    Draft readOnly() {
        permission = Permission.READ_ONLY;
        return this;
    }

    Draft writeOnly() {
        permission = Permission.WRITE_ONLY;
        return this;
    }

    /// Done as soon as it is said.
    Draft atOnce() {
        timeoutSeconds = 0;
        return this;
    }

    Draft number(String element, String caption, NumberShape shape, double value) {
        members.add(
                new Member(
                        element, shortened(caption), new Value.Numeric(value), Optional.of(shape)));
        return this;
    }

    Draft onOff(String element, String caption, boolean on) {
        return member(element, caption, new Value.Switch(on));
    }

    Draft text(String element, String caption, String text) {
        return member(element, caption, new Value.Text(text));
    }

    Draft light(String element, String caption, PropertyState light) {
        return member(element, caption, new Value.Light(light));
    }

    Draft file(String element, String caption) {
        return member(element, caption, NO_FILE);
    }

    private Draft member(String element, String caption, Value value) {
        members.add(new Member(element, shortened(caption), value));
        return this;
    }

    Property property() {
        return new Property(
                kind, device, name, label, group, state, permission, rule, timeoutSeconds, members);
    }

    /// What fits into libindi's arrays, never half a letter.
    static String shortened(String text) {
        String shorter = text;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }
}
