package parfocal.server.alpaca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaType;

/// The devices of the hub as Alpaca counts them: a number for each within its kind, which is nobody else's while the program runs.
final class Devices {
    private record Key(AlpacaType type, int number) {}

    private final Hub hub;
    private final Pace pace;
    private final FocuserActions actions;
    private final Map<Key, Served> known = new ConcurrentHashMap<>();

    Devices(Hub hub, Pace pace, FocuserActions actions) {
        this.hub = hub;
        this.pace = pace;
        this.actions = actions;
    }

    Optional<Served> find(AlpacaType type, int number) {
        var key = new Key(type, number);
        Served device = known.get(key);
        if (device == null || !device.isStillThere()) {
            var _ = all();
            device = known.get(key);
        }
        return Optional.ofNullable(device);
    }

    /// Those that are there now.
    List<Map.Entry<Integer, Served>> all() {
        known.values().removeIf(device -> !device.isStillThere());
        hub.focusers()
                .forEach(focuser -> {
                    int number = hub.number("focuser", focuser.id());
                    known.computeIfAbsent(
                            new Key(AlpacaType.FOCUSER, number),
                            _ -> new ServedFocuser(hub, focuser, pace, actions));
                    addAir(focuser);
                });
        hub.cameras()
                .forEach(camera ->
                        known.computeIfAbsent(
                                new Key(AlpacaType.CAMERA, hub.number("camera", camera.id())),
                                _ -> new ServedCamera(hub, camera, pace)));
        hub.wheels()
                .forEach(wheel ->
                        known.computeIfAbsent(
                                new Key(AlpacaType.FILTER_WHEEL, hub.number("wheel", wheel.id())),
                                _ -> new ServedWheel(hub, wheel, pace)));
        hub.sensors()
                .forEach(sensor ->
                        known.computeIfAbsent(
                                new Key(
                                        AlpacaType.OBSERVING_CONDITIONS,
                                        // Numbered among the focusers' sensors, by a name that
                                        // no focuser's id can be.
                                        hub.number("observingconditions", "sensor " + sensor.id())),
                                _ -> new ServedAir(new AirSource.Elsewhere(hub, sensor), pace)));
        var all = new ArrayList<Map.Entry<Integer, Served>>();
        known.forEach((key, device) -> all.add(Map.entry(key.number(), device)));
        all.sort(
                Map.Entry.<Integer, Served>comparingByKey()
                        .thenComparing(entry -> entry.getValue().type()));
        return all;
    }

    Collection<Served> served() {
        return known.values();
    }

    /// Only focusers that have once felt something have sensors to offer.
    private void addAir(HubFocuser focuser) {
        if (Air.of(focuser.state()).isPresent()) {
            known.computeIfAbsent(
                    new Key(
                            AlpacaType.OBSERVING_CONDITIONS,
                            hub.number("observingconditions", focuser.id())),
                    _ -> new ServedAir(new AirSource.OfFocuser(hub, focuser), pace));
        }
    }
}
