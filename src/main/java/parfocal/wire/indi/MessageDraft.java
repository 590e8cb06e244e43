package parfocal.wire.indi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One message on its way: from the start of its element, through its children, to its end.
///
/// Habits of different ages are read alike: what a definition leaves out has the value that harms least, text is trimmed, and of the
/// sizes of a BLOB (`size`, `len`, `enclen`) none is relied on.
final class MessageDraft {
    private enum Sort {
        DEFINITION("def"),
        UPDATE("set"),
        ORDER("new"),
        OTHER("");

        private final String prefix;

        Sort(String prefix) {
            this.prefix = prefix;
        }

        String child(PropertyKind kind) {
            return (this == DEFINITION ? "def" : "one") + kind.word();
        }
    }

    /// What a vector of each sort and kind is called, and what its children are.
    private record Form(Sort sort, PropertyKind kind, String child) {}

    private static final Map<String, Form> FORMS = new HashMap<>();

    static {
        for (Sort sort : new Sort[] {Sort.UPDATE, Sort.DEFINITION, Sort.ORDER}) {
            for (PropertyKind kind : PropertyKind.values()) {
                FORMS.put(
                        sort.prefix + kind.word() + "Vector",
                        new Form(sort, kind, sort.child(kind)));
            }
        }
    }

    private final IndiLimits limits;
    private final String element;
    private final @Nullable Form form;
    private final @Nullable String device;
    private final @Nullable String name;
    private final Optional<String> timestamp;
    private final Optional<String> message;
    private final Optional<PropertyState> state;
    private final OptionalDouble timeoutSeconds;
    private final String label;
    private final String group;
    private final String special;
    private final Optional<Permission> permission;
    private final Optional<SwitchRule> rule;
    private final List<Item> items = new ArrayList<>(4);
    private final List<Member> members = new ArrayList<>(0);

    // Of the child that is open.
    private @Nullable String childName;
    private String childLabel = "";
    private Optional<NumberShape> shape = Optional.empty();
    private NumberChange change = NumberChange.NONE;
    private String blobFormat = "";
    private OptionalLong blobSize = OptionalLong.empty();
    private @Nullable BlobText blob;
    private long blobBytesLeft;

    MessageDraft(IndiLimits limits, String element, Attributes attributes) {
        this.limits = limits;
        this.element = element;
        this.form = FORMS.get(element);
        this.device = attributes.find("device");
        this.name = attributes.find("name");
        this.timestamp = attributes.optional("timestamp");
        this.message = attributes.optional("message");
        String stateWord = attributes.find("state");
        this.state = stateWord == null ? Optional.empty() : PropertyState.of(stateWord);
        this.timeoutSeconds = form == null ? OptionalDouble.empty() : attributes.number("timeout");
        boolean defines = form != null && form.sort == Sort.DEFINITION;
        this.label = defines ? attributes.text("label") : "";
        this.group = defines ? attributes.text("group") : "";
        this.permission =
                defines ? Permission.of(attributes.text("perm").strip()) : Optional.empty();
        this.rule = defines ? SwitchRule.of(attributes.text("rule").strip()) : Optional.empty();
        this.special = form != null ? "" : special(element, attributes);
        this.blobBytesLeft = limits.blobBytes();
    }

    private static String special(String element, Attributes attributes) {
        return switch (element) {
            case "pingRequest", "pingReply" -> attributes.text("uid");
            case "getProperties" -> attributes.text("version");
            default -> "";
        };
    }

    /// Whether the text between the tags of the message itself says something.
    boolean hasText() {
        return element.equals("enableBLOB");
    }

    /// A child begins.
    ///
    /// @return whether its text says something
    /// @throws IndiSyntaxException when there are too many
    boolean open(String child, Attributes attributes) throws IndiSyntaxException {
        childName = attributes.find("name");
        if (form == null || !form.child.equals(child) || childName == null) {
            childName = null;
            return false;
        }
        if (items.size() + members.size() >= limits.elements()) {
            throw new IndiSyntaxException(
                    "sends more than %d elements in one message".formatted(limits.elements()));
        }
        boolean defines = form.sort == Sort.DEFINITION;
        childLabel = defines ? attributes.text("label") : "";
        if (form.kind == PropertyKind.NUMBER) {
            openNumber(defines, attributes);
        } else if (form.kind == PropertyKind.BLOB && !defines) {
            openBlob(attributes);
        }
        return true;
    }

    /// The BLOB of the open child, where it is one and wanted.
    @Nullable BlobText blob() {
        return blob;
    }

    /// The open child ends.
    void close(byte[] text, int length) {
        if (childName == null || form == null) {
            return;
        }
        Value value = value(form, text, length);
        if (form.sort == Sort.DEFINITION) {
            members.add(
                    new Member(
                            childName,
                            childLabel.isBlank() ? childName : childLabel,
                            value,
                            shape));
        } else {
            items.add(new Item(childName, value, change));
        }
        childName = null;
        blob = null;
        shape = Optional.empty();
        change = NumberChange.NONE;
    }

    /// The message ends.
    ///
    /// @param text between its tags, where it has one
    IndiMessage finish(String text) {
        if (form != null) {
            return device == null || name == null
                    ? new IndiMessage.Ignored(element, "it names no device and property")
                    : vector(form, device, name);
        }
        return switch (element) {
            case "getProperties" ->
                    new IndiMessage.GetProperties(
                            special.isEmpty() ? Optional.empty() : Optional.of(special),
                            Optional.ofNullable(device),
                            Optional.ofNullable(name));
            case "delProperty" ->
                    device == null
                            ? new IndiMessage.Ignored(element, "it names no device")
                            : new IndiMessage.DelProperty(
                                    device, Optional.ofNullable(name), timestamp, message);
            case "message" ->
                    new IndiMessage.Note(
                            Optional.ofNullable(device), timestamp, message.orElse(""));
            case "enableBLOB" -> {
                Optional<BlobPolicy> policy = BlobPolicy.of(text.strip());
                yield device == null || policy.isEmpty()
                        ? new IndiMessage.Ignored(element, "it names no device, or no policy")
                        : new IndiMessage.EnableBlob(
                                device, Optional.ofNullable(name), policy.get());
            }
            case "pingRequest" -> new IndiMessage.PingRequest(special);
            case "pingReply" -> new IndiMessage.PingReply(special);
            default -> new IndiMessage.Ignored(element, "nobody knows it");
        };
    }

    private IndiMessage vector(Form known, String ofDevice, String called) {
        return switch (known.sort) {
            case DEFINITION ->
                    new IndiMessage.DefVector(
                            new Property(
                                    known.kind,
                                    ofDevice,
                                    called,
                                    label.isBlank() ? called : label,
                                    group,
                                    state.orElse(PropertyState.IDLE),
                                    permission.orElse(
                                            known.kind == PropertyKind.LIGHT
                                                    ? Permission.READ_ONLY
                                                    : Permission.READ_WRITE),
                                    known.kind == PropertyKind.SWITCH
                                            ? Optional.of(rule.orElse(SwitchRule.ANY_OF_MANY))
                                            : Optional.empty(),
                                    timeoutSeconds.orElse(0),
                                    members),
                            timestamp,
                            message);
            case UPDATE ->
                    new IndiMessage.SetVector(
                            known.kind,
                            ofDevice,
                            called,
                            state,
                            timeoutSeconds,
                            timestamp,
                            message,
                            items);
            case ORDER, OTHER ->
                    new IndiMessage.NewVector(known.kind, ofDevice, called, timestamp, items);
        };
    }

    private void openNumber(boolean defines, Attributes attributes) {
        if (defines) {
            shape =
                    Optional.of(
                            new NumberShape(
                                    attributes.find("format") == null
                                            ? "%g"
                                            : attributes.text("format"),
                                    attributes.number("min").orElse(0),
                                    attributes.number("max").orElse(0),
                                    attributes.number("step").orElse(0)));
            return;
        }
        OptionalDouble minimum = attributes.number("min");
        OptionalDouble maximum = attributes.number("max");
        OptionalDouble step = attributes.number("step");
        if (minimum.isPresent() || maximum.isPresent() || step.isPresent()) {
            change = new NumberChange(minimum, maximum, step);
        }
    }

    private void openBlob(Attributes attributes) {
        blobFormat = attributes.text("format");
        blobSize = attributes.bytes("size");
        if (limits.blobBytes() == 0) {
            return;
        }
        OptionalLong claimed = attributes.bytes("len");
        OptionalLong characters = attributes.bytes("enclen");
        if (claimed.isEmpty() && characters.isPresent()) {
            claimed = OptionalLong.of(characters.getAsLong() / 4 * 3);
        }
        blob = new BlobText((int) blobBytesLeft, claimed);
    }

    private Value value(Form known, byte[] bytes, int length) {
        if (known.kind == PropertyKind.BLOB) {
            if (known.sort == Sort.DEFINITION) {
                return Value.Blob.empty();
            }
            if (blob == null) {
                return new Value.Unreadable("a BLOB, and none is wanted");
            }
            Value value = blob.finish(blobFormat, blobSize);
            blobBytesLeft -= value instanceof Value.Blob read ? read.bytes().length : 0;
            return value;
        }
        int from = 0;
        int to = length;
        while (from < to && blank(bytes[from])) {
            from++;
        }
        while (to > from && blank(bytes[to - 1])) {
            to--;
        }
        if (known.kind == PropertyKind.NUMBER) {
            OptionalDouble number = IndiNumber.parse(bytes, from, to);
            if (number.isPresent()) {
                return new Value.Numeric(number.getAsDouble());
            }
        } else if (known.kind == PropertyKind.SWITCH && to - from >= 2 && to - from <= 3) {
            if (bytes[from] == 'O' && bytes[from + 1] == 'n' && to - from == 2) {
                return new Value.Switch(true);
            }
            if (bytes[from] == 'O' && bytes[from + 1] == 'f' && bytes[to - 1] == 'f') {
                return new Value.Switch(false);
            }
        }
        String text = new String(bytes, from, to - from, UTF_8);
        if (known.kind == PropertyKind.TEXT) {
            return new Value.Text(text);
        }
        Optional<PropertyState> light =
                known.kind == PropertyKind.LIGHT ? PropertyState.of(text) : Optional.empty();
        return light.isPresent() ? new Value.Light(light.get()) : new Value.Unreadable(text);
    }

    private static boolean blank(byte one) {
        return one == ' ' || one == '\n' || one == '\t' || one == '\r';
    }
}
