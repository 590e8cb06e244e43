package parfocal.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import parfocal.compensation.CompensationWish;
import parfocal.filters.FilterWish;
import parfocal.hub.CameraCare;
import parfocal.hub.FocuserSettings;
import parfocal.link.Address;
import parfocal.rig.RigPlan;

/// What the hub's configuration file says. Everything has a default; a file with one `[[focuser]]` is enough for one focuser.
///
/// @param focusers in the order of the file; `cameras`, `wheels`, `sensors`, `rigs` likewise
/// @param history  what is kept of the nights
/// @param mqtt     the broker that is told of everything, where wanted
record Configuration(
        Servers servers,
        List<FocuserEntry> focusers,
        List<CameraEntry> cameras,
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

    /// A camera, a `[[filter-wheel]]` or a `[[sensor]]`, reached over Alpaca or INDI.
    ///
    /// @param focuser the name of the focuser in front of a camera, or behind a wheel
    record RemoteEntry(String id, String name, Address address, Optional<String> focuser)
            implements Named {
        RemoteEntry withName(String newName) {
            return new RemoteEntry(id, newName, address, focuser);
        }
    }

    /// One `[[camera]]`.
    ///
    /// @param care how runs use it
    record CameraEntry(RemoteEntry remote, CameraCare care) implements Named {
        @Override
        public String id() {
            return remote.id();
        }

        @Override
        public String name() {
            return remote.name();
        }

        CameraEntry withName(String newName) {
            return new CameraEntry(remote.withName(newName), care);
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
    ///
    /// @param care how runs use its camera
    record RigEntry(RigPlan plan, long seed, CameraCare care) {
        RigEntry(RigPlan plan, long seed) {
            this(plan, seed, CameraCare.USUAL);
        }
    }

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
        return ConfigurationFile.read(file);
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
