package parfocal.server.alpaca;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.wire.alpaca.AlpacaError;
import parfocal.wire.alpaca.AlpacaValue;

/// What one kind of device can be asked and told, by the names in its addresses. Members that all kinds share are in every table.
final class Members<D extends Served> {

    /// Answers a GET.
    interface Read<D> {
        AlpacaValue of(D device, Ask ask)
                throws BadAsk, Refusal, DeviceException, InterruptedException;
    }

    /// Carries out a PUT.
    interface Write<D> {
        void to(D device, Ask ask) throws BadAsk, Refusal, DeviceException, InterruptedException;
    }

    /// Carries out a PUT that answers something.
    interface Call<D> {
        AlpacaValue on(D device, Ask ask)
                throws BadAsk, Refusal, DeviceException, InterruptedException;
    }

    private record Member<D>(boolean hardware, Call<D> call, boolean answers) {}

    private final Map<String, Member<D>> reads = new HashMap<>();
    private final Map<String, Member<D>> writes = new HashMap<>();

    Members() {
        addCommon();
    }

    /// A property that can be read only while somebody is connected.
    Members<D> get(String member, Read<D> read) {
        reads.put(member, new Member<>(true, read::of, true));
        return this;
    }

    /// A property that is known without any connection.
    Members<D> getAlways(String member, Read<D> read) {
        reads.put(member, new Member<>(false, read::of, true));
        return this;
    }

    Members<D> put(String member, Write<D> write) {
        return put(member, true, write);
    }

    /// Properties that no device of ours has.
    Members<D> without(List<String> readable, List<String> writable) {
        for (String member : readable) {
            get(
                    member,
                    (device, _) -> {
                        throw lacking(device, member);
                    });
        }
        for (String member : writable) {
            put(
                    member,
                    (device, _) -> {
                        throw lacking(device, member);
                    });
        }
        return this;
    }

    /// @param reading whether it is a GET
    /// @return empty for a PUT that answers nothing
    /// @throws BadAsk when this kind of device has no such member
    Optional<AlpacaValue> answer(D device, boolean reading, String name, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        Member<D> member = (reading ? reads : writes).get(name);
        if (member == null) {
            throw (reading ? writes : reads).containsKey(name)
                    ? otherVerb(reading, name)
                    : new BadAsk("%s has no member %s.".formatted(device.type().spelling(), name));
        }
        device.attendance().heardOf(ask.clientId());
        if (member.hardware()) {
            device.requireUsable();
        }
        AlpacaValue value = member.call().on(device, ask);
        return member.answers() ? Optional.of(value) : Optional.empty();
    }

    private static BadAsk otherVerb(boolean reading, String name) {
        return new BadAsk(
                reading
                        ? "%s is an order: send it by PUT, with its parameters in the body as a form."
                                .formatted(name)
                        : "%s can only be read: ask for it by GET.".formatted(name));
    }

    private static Refusal lacking(Served device, String member) {
        return Refusal.notImplemented("%s has no %s.".formatted(device.name(), member));
    }

    private Members<D> put(String member, boolean hardware, Write<D> write) {
        writes.put(
                member,
                new Member<>(
                        hardware,
                        (device, ask) -> {
                            write.to(device, ask);
                            return new AlpacaValue.Nothing();
                        },
                        false));
        return this;
    }

    private void call(String member, boolean hardware, Call<D> call) {
        writes.put(member, new Member<>(hardware, call, true));
    }

    private void addCommon() {
        getAlways(
                "connected",
                (device, ask) -> AlpacaValue.of(device.attendance().has(ask.clientId())));
        getAlways(
                "connecting",
                (device, ask) -> AlpacaValue.of(device.attendance().isArriving(ask.clientId())));
        getAlways("name", (device, _) -> AlpacaValue.of(device.name()));
        getAlways("description", (device, _) -> AlpacaValue.of(device.description()));
        getAlways("driverinfo", (device, _) -> AlpacaValue.of(device.driverInfo()));
        getAlways("driverversion", (_, _) -> AlpacaValue.of(ServerInfo.DRIVER_VERSION));
        getAlways(
                "interfaceversion",
                // The first versions with Platform 7 members are also the newest there are.
                (device, _) -> AlpacaValue.of(device.type().firstAsynchronousVersion()));
        getAlways("supportedactions", (device, _) -> AlpacaValue.of(device.actions()));
        get("devicestate", (device, _) -> DeviceState.listed(device));
        put(
                "connected",
                false,
                (device, ask) -> {
                    if (ask.truth("Connected")) {
                        device.attendance().arrive(ask.clientId());
                    } else {
                        device.attendance().leave(ask.clientId());
                    }
                });
        put("connect", false, (device, ask) -> device.attendance().beginToArrive(ask.clientId()));
        put("disconnect", false, (device, ask) -> device.attendance().leave(ask.clientId()));
        call(
                "action",
                true,
                (device, ask) ->
                        AlpacaValue.of(
                                device.act(ask.text("Action"), ask.text("Parameters", ""), ask)));
        call("commandstring", true, (device, ask) -> AlpacaValue.of(command(device, ask)));
        call(
                "commandbool",
                true,
                (device, ask) -> {
                    var _ = command(device, ask);
                    return AlpacaValue.of(true);
                });
        put(
                "commandblind",
                true,
                (device, ask) -> {
                    var _ = command(device, ask);
                });
    }

    private static String command(Served device, Ask ask)
            throws BadAsk, Refusal, DeviceException, InterruptedException {
        String command = ask.text("Command");
        if (ask.form().value("Raw").isPresent()) {
            var _ = ask.truth("Raw");
        }
        return device.command(command, ask);
    }

    static Refusal noSuchAction(Served device, String action) {
        return new Refusal(
                AlpacaError.ACTION_NOT_IMPLEMENTED,
                "%s has no action '%s'. It has: %s."
                        .formatted(
                                device.name(),
                                action,
                                device.actions().isEmpty()
                                        ? "none"
                                        : String.join(", ", device.actions())));
    }
}
