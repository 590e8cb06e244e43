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
import java.util.OptionalInt;
import java.util.stream.Stream;
import parfocal.compensation.CompensationWish;
import parfocal.filters.FilterWish;
import parfocal.hub.FocuserSettings;
import parfocal.link.Address;
import parfocal.rig.RigPlan;
import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

/// What the hub's configuration file says. Everything has a default; a file with one `[[focuser]]` is enough for one focuser.
///
/// @param focusers in the order of the file; `cameras`, `wheels`, `sensors`, `rigs` likewise
/// @param history  what is kept of the nights
/// @param mqtt     the broker that is told of everything, where wanted
record Configuration(
        Servers servers,
        List<FocuserEntry> focusers,
        List<RemoteEntry> cameras,
        List<RemoteEntry> wheels,
        List<RemoteEntry> sensors,
        List<RigEntry> rigs,
        HistoryEntry history,
        Optional<MqttEntry> mqtt) {

    /// `[server]`.
    ///
    /// @param http      where Alpaca, setup pages and the panel are served
    /// @param indi      where INDI is served
    /// @param discovery UDP port of Alpaca discovery, or off
    /// @param lan       whether servers without a host of their own are open to the network
    /// @param password  user and password of HTTP Basic, `USER:PASSWORD`, where wanted
    record Servers(
            Optional<HostPort> http,
            Optional<HostPort> indi,
            Optional<Discovery> discovery,
            boolean lan,
            Optional<String> password) {
        static final Servers DEFAULTS =
                new Servers(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty());
    }

    /// On which UDP port, or off.
    record Discovery(OptionalInt port) {}

    /// One `[[focuser]]`.
    record FocuserEntry(
            String id,
            String name,
            String driverId,
            Address address,
            Optional<FocuserSettings> own,
            Map<String, String> device,
            boolean trace,
            boolean resetOnConnect,
            CompensationWish compensation,
            FilterWish filters)
            implements Named {

        /// What it takes to open it: whatever else the file says is heard while it is open.
        FocuserEntry wiring() {
            return new FocuserEntry(
                    id,
                    name,
                    driverId,
                    address,
                    own,
                    device,
                    trace,
                    resetOnConnect,
                    CompensationWish.none(),
                    FilterWish.none());
        }

        FocuserEntry withName(String newName) {
            return new FocuserEntry(
                    id,
                    newName,
                    driverId,
                    address,
                    own,
                    device,
                    trace,
                    resetOnConnect,
                    compensation,
                    filters);
        }
    }

    /// One `[[camera]]`, `[[filter-wheel]]` or `[[sensor]]`, reached over Alpaca or INDI.
    ///
    /// @param focuser the name of the focuser in front of a camera, or behind a wheel
    record RemoteEntry(String id, String name, Address address, Optional<String> focuser)
            implements Named {
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
                Servers.DEFAULTS,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                HistoryEntry.DEFAULTS,
                Optional.empty());
    }

    Optional<HostPort> http() {
        return servers.http();
    }

    Optional<HostPort> indi() {
        return servers.indi();
    }

    Optional<Discovery> discovery() {
        return servers.discovery();
    }

    boolean lan() {
        return servers.lan();
    }

    Optional<String> password() {
        return servers.password();
    }

    /// @throws Misuse when it is not there, cannot be read, or says something impossible; the message says where and what instead
    static Configuration read(Path file) throws Misuse {
        try {
            String text = Files.readString(file);
            return of(
                    new Table(
                            file.getFileName().toString(),
                            KeyLines.of(text),
                            new TomlMapper().readTree(text)));
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

    private interface Section<T> {
        T read(Table table) throws Misuse;
    }

    private static Configuration of(Table root) throws Misuse {
        Servers servers = one(root, "server", ServerSection::read).orElse(Servers.DEFAULTS);
        var read =
                new Configuration(
                        servers,
                        all(root, "focuser", FocuserSection::read),
                        all(
                                root,
                                "camera",
                                table -> remote(table, "http://HOST:11111/api/v1/camera/0", true)),
                        all(
                                root,
                                "filter-wheel",
                                table ->
                                        remote(
                                                table,
                                                "indi://127.0.0.1:7624/Filter%20Simulator",
                                                true)),
                        all(
                                root,
                                "sensor",
                                table ->
                                        remote(
                                                table,
                                                "http://HOST:11111/api/v1/observingconditions/0",
                                                false)),
                        all(root, "rig", Configuration::rig),
                        one(root, "history", BookkeepingSections::history)
                                .orElse(HistoryEntry.DEFAULTS),
                        one(root, "mqtt", BookkeepingSections::mqtt));
        root.requireNothingElse();
        Agreement.require(read);
        return read;
    }

    private static <T> Optional<T> one(Table root, String key, Section<T> section) throws Misuse {
        Optional<Table> table = root.table(key);
        return table.isPresent() ? Optional.of(section.read(table.get())) : Optional.empty();
    }

    private static <T> List<T> all(Table root, String key, Section<T> section) throws Misuse {
        var all = new ArrayList<T>();
        for (Table table : root.tables(key)) {
            all.add(section.read(table));
        }
        return List.copyOf(all);
    }

    /// The same with other rigs.
    Configuration withRigs(List<RigEntry> wanted) {
        return new Configuration(
                servers, focusers, cameras, wheels, sensors, List.copyOf(wanted), history, mqtt);
    }

    /// The same with other focusers.
    Configuration withFocusers(List<FocuserEntry> wanted) {
        return new Configuration(
                servers, List.copyOf(wanted), cameras, wheels, sensors, rigs, history, mqtt);
    }

    /// The same with other addresses.
    Configuration withServers(
            Optional<HostPort> newHttp,
            Optional<HostPort> newIndi,
            Optional<Discovery> newDiscovery,
            boolean newLan) {
        return new Configuration(
                new Servers(newHttp, newIndi, newDiscovery, newLan, servers.password()),
                focusers,
                cameras,
                wheels,
                sensors,
                rigs,
                history,
                mqtt);
    }

    /// @param example  of an address
    /// @param attached whether it can belong to one focuser
    private static RemoteEntry remote(Table table, String example, boolean attached) throws Misuse {
        String name = table.required("name", "Main camera");
        String id = id(table, name);
        Address address = table.address(example);
        Optional<String> focuser = attached ? table.text("focuser") : Optional.empty();
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

    static String id(Table table, String name) throws Misuse {
        String id = table.text("id").orElseGet(() -> idOf(name));
        if (!id.equals(idOf(id))) {
            throw table.wrong(
                    "id",
                    "has lower-case letters, digits and single hyphens; '%s' would be '%s'"
                            .formatted(id, idOf(id)));
        }
        return id;
    }

    /// The id of the focuser or sensor that is meant by a name; a rig's is its name.
    String idOfMeant(String wanted) {
        return Stream.<Named>concat(focusers.stream(), sensors.stream())
                .filter(entry -> entry.isMeantBy(wanted))
                .findFirst()
                .map(Named::id)
                .orElseGet(() -> idOf(wanted));
    }

    /// What a name looks like where it is typed: lower case, with hyphens.
    static String idOf(String name) {
        String id =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() ? "device" : id;
    }
}
