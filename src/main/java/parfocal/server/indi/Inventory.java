package parfocal.server.indi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import parfocal.hub.Hub;

/// The devices of a house, kept in line with the hub's. Not for several threads at once: the house's lock guards it.
final class Inventory {
    private final House house;
    private final Hub hub;
    private final Predicate<String> offered;
    private final Optional<String> calledName;
    // By what the hub calls them: "focuser main".
    private final Map<String, Device> devices = new LinkedHashMap<>();
    // What the hub called each of them when it was put there.
    private final Map<String, String> called = new HashMap<>();

    /// @param offered    which of the hub's devices are shown, by id
    /// @param calledName how the first focuser is called instead of by its own name
    Inventory(House house, Predicate<String> offered, Optional<String> calledName) {
        this.house = house;
        this.hub = house.hub();
        this.offered = offered;
        this.calledName = calledName;
    }

    List<Device> all() {
        return List.copyOf(devices.values());
    }

    Optional<Device> find(String name) {
        return devices.values().stream().filter(device -> device.name().equals(name)).findFirst();
    }

    /// @param key such as `focuser main`
    Optional<Device> at(String key) {
        return Optional.ofNullable(devices.get(key));
    }

    Optional<Device> calledByTheHub(String hubName) {
        return devices.entrySet().stream()
                .filter(each -> hubNames(each.getKey()).equals(hubName))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// Brings the devices in line with the hub's.
    void furnish() {
        var wanted = new LinkedHashMap<String, Supplier<Device>>();
        for (var focuser : hub.focusers()) {
            if (offered.test(focuser.id())) {
                wanted.put(
                        "focuser " + focuser.id(),
                        () -> FocuserTrade.device(house, focuser, name(focuser.name(), "focuser")));
            }
        }
        for (var camera : hub.cameras()) {
            if (offered.test(camera.id())) {
                wanted.put(
                        "camera " + camera.id(),
                        () -> CameraTrade.device(house, camera, name(camera.name(), "camera")));
            }
        }
        for (var wheel : hub.wheels()) {
            if (offered.test(wheel.id())) {
                wanted.put(
                        "wheel " + wheel.id(),
                        () -> WheelTrade.device(house, wheel, name(wheel.name(), "filters")));
            }
        }
        for (var sensor : hub.sensors()) {
            if (offered.test(sensor.id())) {
                wanted.put(
                        "sensor " + sensor.id(),
                        () -> SensorTrade.device(house, sensor, name(sensor.name(), "sensor")));
            }
        }
        for (String key : List.copyOf(devices.keySet())) {
            // To INDI, a device under another name is another device.
            if (!wanted.containsKey(key) || !hubNames(key).equals(called.get(key))) {
                Device gone = devices.remove(key);
                if (gone != null) {
                    gone.close();
                }
            }
        }
        wanted.forEach((key, maker) -> {
            if (!devices.containsKey(key)) {
                Device device = maker.get();
                devices.put(key, device);
                called.put(key, hubNames(key));
                device.start();
            }
        });
    }

    /// A name that no other device has, of a length that libindi has room for.
    private String name(String wanted, String kind) {
        if (kind.equals("focuser")
                && calledName.isPresent()
                && devices.keySet().stream().noneMatch(key -> key.startsWith("focuser "))) {
            return Draft.shortened(calledName.get());
        }
        var candidates = new ArrayList<String>(List.of(wanted, wanted + " " + kind));
        for (int i = 2; i <= devices.size() + 2; i++) {
            candidates.add(wanted + " " + i);
        }
        return candidates.stream()
                .map(Draft::shortened)
                .filter(name -> find(name).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private String hubNames(String key) {
        String id = key.substring(key.indexOf(' ') + 1);
        return switch (key.substring(0, key.indexOf(' '))) {
            case "focuser" -> hub.focuser(id).map(each -> each.name()).orElse("");
            case "camera" -> hub.camera(id).map(each -> each.name()).orElse("");
            case "sensor" -> hub.sensor(id).map(each -> each.name()).orElse("");
            default -> hub.wheel(id).map(each -> each.name()).orElse("");
        };
    }
}
