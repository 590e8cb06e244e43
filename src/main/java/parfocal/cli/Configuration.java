package parfocal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.driver.Drivers;
import parfocal.hub.FocuserSettings;
import parfocal.link.Address;
import parfocal.motion.BacklashMode;
import parfocal.rig.RigPlan;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/// What the hub's configuration file says. Everything has a default; a file with one `[[focuser]]` is enough for one focuser.
///
/// @param http      where Alpaca, setup pages and the panel are served
/// @param indi      where INDI is served; empty: nowhere
/// @param discovery UDP port of Alpaca discovery; empty: off
/// @param lan       whether servers without a host of their own are open to the network
/// @param password  user and password of HTTP Basic, `USER:PASSWORD`, where wanted
/// @param focusers  in the order of the file; `cameras`, `wheels`, `rigs` likewise
/// @param history   what is kept of the nights
/// @param mqtt      the broker that is told of everything, where wanted
record Configuration(
        Optional<HostPort> http,
        Optional<HostPort> indi,
        Optional<Discovery> discovery,
        boolean lan,
        Optional<String> password,
        List<FocuserEntry> focusers,
        List<RemoteEntry> cameras,
        List<RemoteEntry> wheels,
        List<RigEntry> rigs,
        HistoryEntry history,
        Optional<MqttEntry> mqtt) {

    /// On which UDP port, or off.
    record Discovery(OptionalInt port) {}

    /// One `[[focuser]]`.
    ///
    /// @param id under which everything is remembered of it; where the file names none, made of the name
    record FocuserEntry(
            String id,
            String name,
            String driverId,
            Address address,
            Optional<FocuserSettings> own,
            Map<String, String> device,
            boolean trace,
            boolean resetOnConnect) {
        FocuserEntry withName(String newName) {
            return new FocuserEntry(
                    id, newName, driverId, address, own, device, trace, resetOnConnect);
        }

        boolean isMeantBy(String wanted) {
            return id.equals(idOf(wanted)) || idOf(name).equals(idOf(wanted));
        }
    }

    /// One `[[camera]]` or `[[filter-wheel]]`, reached over Alpaca or INDI.
    ///
    /// @param id      as a focuser's
    /// @param focuser the name or id of the focuser in front of a camera
    record RemoteEntry(String id, String name, Address address, Optional<String> focuser) {
        RemoteEntry withName(String newName) {
            return new RemoteEntry(id, newName, address, focuser);
        }
    }

    /// `[history]`: what is kept, where and for how long.
    record HistoryEntry(
            Optional<String> database,
            Optional<String> hub,
            OptionalInt intervalSeconds,
            OptionalInt keepYears,
            OptionalInt megabytes,
            OptionalInt nights) {
        static final HistoryEntry DEFAULTS =
                new HistoryEntry(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty());
    }

    /// `[mqtt]`: a broker that is told everything.
    record MqttEntry(
            String address,
            Optional<String> user,
            Optional<String> password,
            Optional<String> topic,
            Optional<String> discovery) {
        @Override
        public String toString() {
            return address;
        }
    }

    /// One `[[rig]]`: a simulated one.
    record RigEntry(RigPlan plan, long seed) {}

    static Configuration empty() {
        return new Configuration(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                HistoryEntry.DEFAULTS,
                Optional.empty());
    }

    /// @throws Misuse when it is not there, cannot be read, or says something impossible; the message says where and what instead
    static Configuration read(Path file) throws Misuse {
        try {
            return of(
                    new Table(
                            file.getFileName().toString(),
                            new TomlMapper().readTree(Files.readString(file))));
        } catch (NoSuchFileException missing) {
            throw new Misuse("There is no configuration file %s.".formatted(file), missing);
        } catch (IOException unreadable) {
            throw new Misuse(
                    "%s cannot be read: %s.".formatted(file, unreadable.getMessage()), unreadable);
        } catch (JacksonException malformed) {
            throw new Misuse(
                    "%s, line %d: %s."
                            .formatted(
                                    file,
                                    malformed.getLocation().getLineNr(),
                                    malformed.getOriginalMessage()),
                    malformed);
        }
    }

    private static Configuration of(Table root) throws Misuse {
        Optional<Table> server = root.table("server");
        Configuration addresses =
                server.isPresent() ? addresses(server.get()) : Configuration.empty();
        var focusers = new ArrayList<FocuserEntry>();
        for (Table table : root.tables("focuser")) {
            focusers.add(focuser(table));
        }
        var cameras = new ArrayList<RemoteEntry>();
        for (Table table : root.tables("camera")) {
            cameras.add(remote(table, true));
        }
        var wheels = new ArrayList<RemoteEntry>();
        for (Table table : root.tables("filter-wheel")) {
            wheels.add(remote(table, false));
        }
        var rigs = new ArrayList<RigEntry>();
        for (Table table : root.tables("rig")) {
            rigs.add(rig(table));
        }
        Optional<Table> historyTable = root.table("history");
        HistoryEntry history =
                historyTable.isPresent() ? history(historyTable.get()) : HistoryEntry.DEFAULTS;
        Optional<Table> mqttTable = root.table("mqtt");
        Optional<MqttEntry> mqtt =
                mqttTable.isPresent() ? Optional.of(mqtt(mqttTable.get())) : Optional.empty();
        root.requireNothingElse();
        Agreement.require(focusers, cameras, wheels, rigs);
        return new Configuration(
                addresses.http(),
                addresses.indi(),
                addresses.discovery(),
                addresses.lan(),
                addresses.password(),
                List.copyOf(focusers),
                List.copyOf(cameras),
                List.copyOf(wheels),
                List.copyOf(rigs),
                history,
                mqtt);
    }

    /// The same with other rigs.
    Configuration withRigs(List<RigEntry> wanted) {
        return new Configuration(
                http,
                indi,
                discovery,
                lan,
                password,
                focusers,
                cameras,
                wheels,
                List.copyOf(wanted),
                history,
                mqtt);
    }

    /// The same with other devices.
    Configuration withDevices(
            List<FocuserEntry> newFocusers,
            List<RemoteEntry> newCameras,
            List<RemoteEntry> newWheels) {
        return new Configuration(
                http,
                indi,
                discovery,
                lan,
                password,
                List.copyOf(newFocusers),
                List.copyOf(newCameras),
                List.copyOf(newWheels),
                rigs,
                history,
                mqtt);
    }

    /// The same with other focusers.
    Configuration withFocusers(List<FocuserEntry> wanted) {
        return new Configuration(
                http,
                indi,
                discovery,
                lan,
                password,
                List.copyOf(wanted),
                cameras,
                wheels,
                rigs,
                history,
                mqtt);
    }

    /// The same with other addresses.
    Configuration withServers(
            Optional<HostPort> newHttp,
            Optional<HostPort> newIndi,
            Optional<Discovery> newDiscovery,
            boolean newLan) {
        return new Configuration(
                newHttp,
                newIndi,
                newDiscovery,
                newLan,
                password,
                focusers,
                cameras,
                wheels,
                rigs,
                history,
                mqtt);
    }

    private static HistoryEntry history(Table table) throws Misuse {
        var entry =
                new HistoryEntry(
                        table.text("database"),
                        table.text("hub"),
                        table.whole("interval-seconds"),
                        table.whole("keep-years"),
                        table.whole("largest-megabytes"),
                        table.whole("nights"));
        table.requireNothingElse();
        requireBetween(table, "interval-seconds", entry.intervalSeconds(), 1, 3_600);
        requireBetween(table, "keep-years", entry.keepYears(), 1, 100);
        requireBetween(table, "largest-megabytes", entry.megabytes(), 10, 1_000_000);
        requireBetween(table, "nights", entry.nights(), 1, 100_000);
        return entry;
    }

    private static void requireBetween(
            Table table, String key, OptionalInt value, int least, int most) throws Misuse {
        if (value.isPresent() && (value.getAsInt() < least || value.getAsInt() > most)) {
            throw table.wrong(
                    key, "goes from %d to %d; it is %d".formatted(least, most, value.getAsInt()));
        }
    }

    private static MqttEntry mqtt(Table table) throws Misuse {
        var entry =
                new MqttEntry(
                        table.required("address", "mqtt://127.0.0.1:1883"),
                        table.text("user"),
                        table.text("password"),
                        table.text("topic"),
                        table.text("discovery"));
        table.requireNothingElse();
        return entry;
    }

    private static Configuration addresses(Table table) throws Misuse {
        Optional<String> http = table.text("http");
        Optional<String> indi = table.text("indi");
        Optional<String> discovery = table.text("discovery");
        boolean lan = table.flag("lan").orElse(false);
        Optional<String> password = table.text("password");
        table.requireNothingElse();
        return new Configuration(
                http.isPresent()
                        ? Optional.of(HostPort.parse("http", http.get()))
                        : Optional.empty(),
                indi.isPresent()
                        ? Optional.of(HostPort.parse("indi", indi.get()))
                        : Optional.empty(),
                discovery.isPresent() ? Optional.of(discovery(discovery.get())) : Optional.empty(),
                lan,
                password,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                HistoryEntry.DEFAULTS,
                Optional.empty());
    }

    static Discovery discovery(String text) throws Misuse {
        return text.equals("off")
                ? new Discovery(OptionalInt.empty())
                : new Discovery(OptionalInt.of(HostPort.parse("discovery", text).port()));
    }

    private static FocuserEntry focuser(Table table) throws Misuse {
        String name = table.required("name", "Main focuser");
        String id = id(table, name);
        String driverId = table.required("driver", "usb-focus");
        if (Drivers.byId(driverId).isEmpty()) {
            throw table.wrong(
                    "driver",
                    "'%s' does not exist; there are %s"
                            .formatted(driverId, String.join(", ", Choice.driverIds())));
        }
        Address address = address(table, "/dev/ttyACM0");
        Optional<FocuserSettings> own = own(table);
        Map<String, String> device = table.texts("settings");
        boolean trace = table.flag("trace").orElse(false);
        boolean reset = table.flag("reset-on-connect").orElse(false);
        if (reset && !(address instanceof Address.Serial)) {
            throw table.wrong(
                    "reset-on-connect",
                    "is for boards at a serial port; %s is none".formatted(address));
        }
        table.requireNothingElse();
        return new FocuserEntry(id, name, driverId, address, own, device, trace, reset);
    }

    private static Address address(Table table, String example) throws Misuse {
        String text = table.required("address", example);
        try {
            return Address.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse("%s: %s".formatted(table.title(), wrong.getMessage()), wrong);
        }
    }

    /// Present as soon as one of these keys is: then the file has the say over all of them.
    private static Optional<FocuserSettings> own(Table table) throws Misuse {
        OptionalInt minimum = table.whole("minimum-steps");
        OptionalInt maximum = table.whole("maximum-steps");
        Optional<String> approach = table.text("approach");
        OptionalInt overshoot = table.whole("backlash-steps");
        OptionalInt play = table.whole("play-steps");
        Optional<Boolean> forClients = table.flag("backlash-for-clients");
        Optional<Boolean> reversed = table.flag("reversed");
        OptionalDouble microns = table.number("step-microns");
        boolean named =
                minimum.isPresent()
                        || maximum.isPresent()
                        || approach.isPresent()
                        || overshoot.isPresent()
                        || play.isPresent()
                        || forClients.isPresent()
                        || reversed.isPresent()
                        || microns.isPresent();
        if (!named) {
            return Optional.empty();
        }
        return Optional.of(
                new FocuserSettings(
                        limits(table, minimum, maximum),
                        approach(table, approach, overshoot),
                        backlash(table, overshoot, play),
                        forClients.orElse(false),
                        reversed.orElse(false),
                        microns));
    }

    private static Optional<Travel> limits(Table table, OptionalInt minimum, OptionalInt maximum)
            throws Misuse {
        if (minimum.isEmpty() && maximum.isEmpty()) {
            return Optional.empty();
        }
        int inner = minimum.orElse(0);
        int outer = maximum.orElse(Integer.MAX_VALUE);
        if (inner > outer) {
            throw table.wrong(
                    "minimum-steps", "is %d, beyond maximum-steps, %d".formatted(inner, outer));
        }
        return Optional.of(new Travel(inner, outer));
    }

    private static Approach approach(Table table, Optional<String> word, OptionalInt overshoot)
            throws Misuse {
        if (word.isEmpty()) {
            return overshoot.orElse(1) < 0 ? Approach.UP : Approach.DOWN;
        }
        return switch (word.get()) {
            case "up" -> Approach.UP;
            case "down" -> Approach.DOWN;
            default -> throw table.wrong("approach", "is \"up\" or \"down\"");
        };
    }

    private static BacklashMode backlash(Table table, OptionalInt overshoot, OptionalInt play)
            throws Misuse {
        if (overshoot.isPresent() && play.isPresent()) {
            throw table.wrong(
                    "play-steps", "and backlash-steps are two ways of one thing; keep one");
        }
        if (play.orElse(0) < 0) {
            throw table.wrong("play-steps", "is 0 or more");
        }
        return play.orElse(0) > 0
                ? new BacklashMode.Absolute(play.getAsInt())
                : BacklashMode.signed(overshoot.orElse(0));
    }

    private static RemoteEntry remote(Table table, boolean camera) throws Misuse {
        String name = table.required("name", camera ? "Main camera" : "Filters");
        String id = id(table, name);
        Address address =
                address(
                        table,
                        camera
                                ? "http://127.0.0.1:11111/api/v1/camera/0"
                                : "indi://127.0.0.1:7624/Filter%20Simulator");
        Optional<String> focuser = camera ? table.text("focuser") : Optional.empty();
        table.requireNothingElse();
        return new RemoteEntry(id, name, address, focuser);
    }

    private static RigEntry rig(Table table) throws Misuse {
        String name = table.required("name", "refractor-80");
        long seed = table.whole("seed").orElse(1);
        RigPlan plan;
        try {
            plan = SimulatedNight.plan(name, table.texts("set"));
        } catch (Misuse wrong) {
            throw new Misuse("%s: %s".formatted(table.title(), wrong.getMessage()), wrong);
        }
        table.requireNothingElse();
        return new RigEntry(plan, seed);
    }

    private static String id(Table table, String name) throws Misuse {
        String id = table.text("id").orElseGet(() -> idOf(name));
        if (!id.equals(idOf(id))) {
            throw table.wrong(
                    "id",
                    "has lower-case letters, digits and single hyphens; '%s' would be '%s'"
                            .formatted(id, idOf(id)));
        }
        return id;
    }

    /// The id of the focuser that is meant by a name, the one of today or the one by which it was first known.
    String idOfFocuser(String wanted) {
        return focusers.stream()
                .filter(entry -> entry.isMeantBy(wanted))
                .findFirst()
                .map(FocuserEntry::id)
                .orElseGet(() -> idOf(wanted));
    }

    /// What a name looks like where it is typed: lower case, with hyphens.
    static String idOf(String name) {
        String id =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() ? "device" : id;
    }
}
