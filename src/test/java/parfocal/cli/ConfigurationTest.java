package parfocal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.compensation.CompensationWish;
import parfocal.device.Approach;
import parfocal.device.Travel;
import parfocal.filters.FilterWish;
import parfocal.hub.CameraCare;
import parfocal.hub.SensorFiles;
import parfocal.link.Address;
import parfocal.motion.BacklashMode;

final class ConfigurationTest {
    @TempDir Path directory = Path.of("");

    private Configuration read(String toml) throws Exception {
        return Configuration.read(Files.writeString(directory.resolve("parfocal.toml"), toml));
    }

    @Test
    void anEmptyFileMeansTheDefaults() throws Exception {
        assertThat(read("")).isEqualTo(Configuration.empty());
    }

    @Test
    void oneFocuserNeedsThreeLines() throws Exception {
        Configuration configuration =
                read(
                        """
                        [[focuser]]
                        name = "Main focuser"
                        driver = "usb-focus"
                        address = "/dev/ttyACM0"
                        """);

        assertThat(configuration.focusers())
                .singleElement()
                .isEqualTo(
                        new Configuration.FocuserEntry(
                                "main-focuser",
                                "Main focuser",
                                "usb-focus",
                                new Address.Serial("/dev/ttyACM0"),
                                Optional.empty(),
                                Map.of(),
                                false,
                                false,
                                CompensationWish.none(),
                                FilterWish.none()));
        assertThat(Configuration.idOf("Main focuser")).isEqualTo("main-focuser");
    }

    @Test
    void everythingCanBeSaid() throws Exception {
        Configuration configuration =
                read(
                        """
                        [server]
                        http = "0.0.0.0:8080"
                        indi = "7625"
                        discovery = "off"
                        lan = true
                        password = "me:secret"

                        [[focuser]]
                        name = "C11"
                        driver = "celestron"
                        address = "tcp://pi:4001"
                        minimum-steps = 100
                        maximum-steps = 9000
                        backlash-steps = -90
                        backlash-for-clients = true
                        reversed = true
                        step-microns = 0.25
                        [focuser.settings]
                        direction = "reversed"

                        [[camera]]
                        name = "Main"
                        address = "indi://pi/CCD%20Simulator"
                        focuser = "C11"

                        [[filter-wheel]]
                        name = "Filters"
                        address = "http://pi:11111/api/v1/filterwheel/0"

                        [[rig]]
                        name = "refractor-toa150"
                        seed = 3
                        [rig.set]
                        seeing-arcsec = 4
                        """);

        assertThat(configuration.http()).contains(new HostPort("0.0.0.0", 8080));
        assertThat(configuration.discovery())
                .contains(new Configuration.Discovery(OptionalInt.empty()));
        assertThat(configuration.focusers().getFirst().own())
                .hasValueSatisfying(own -> {
                    assertThat(own.limits()).contains(new Travel(100, 9_000));
                    assertThat(own.backlash())
                            .isEqualTo(new BacklashMode.Overshoot(Approach.UP, 90));
                    assertThat(own.approach()).isEqualTo(Approach.UP);
                    assertThat(own.reversed()).isTrue();
                });
        assertThat(configuration.cameras().getFirst().remote().focuser()).contains("C11");
        assertThat(configuration.rigs().getFirst().plan())
                .isEqualTo(SimulatedNight.plan("refractor-toa150", Map.of("seeing-arcsec", "4")));
    }

    @Test
    void howAFocuserIsHeldInFocusCanBeSaid() throws Exception {
        Configuration configuration =
                read(
                        """
                        [[focuser]]
                        name = "C11"
                        driver = "celestron"
                        address = "tcp://pi:4001"
                        [focuser.compensation]
                        mode = "automatic"
                        steps-per-celsius = -12.5
                        threshold-steps = 5
                        sensor = "Roof station"
                        averaging-seconds = 120
                        learning = true
                        [focuser.filters]
                        reference-filter = "L"
                        move-on-change = true
                        offset-steps = { Ha = 32, OIII = -2.5 }
                        exposure-factor = { Ha = 8 }

                        [[sensor]]
                        name = "Roof station"
                        address = "indi://pi/Weather%20Simulator"
                        """);

        Configuration.FocuserEntry focuser = configuration.focusers().getFirst();
        assertThat(focuser.compensation())
                .isEqualTo(
                        new CompensationWish(
                                Optional.of(Mode.AUTOMATIC),
                                OptionalDouble.of(-12.5),
                                OptionalInt.of(5),
                                Optional.of("roof-station"),
                                Optional.of(Duration.ofMinutes(2)),
                                Optional.of(true)));
        assertThat(focuser.filters())
                .isEqualTo(
                        new FilterWish(
                                Optional.of("L"),
                                Optional.of(true),
                                new TreeMap<>(Map.of("Ha", 32.0, "OIII", -2.5)),
                                new TreeMap<>(Map.of("Ha", 8.0))));
        assertThat(configuration.sensors()).hasSize(1);
    }

    @Test
    void whatIsKeptAndWhoIsToldCanBeSaid() throws Exception {
        Configuration configuration =
                read(
                        """
                        [history]
                        database = "postgresql://observer@server/parfocal"
                        hub = "dome-2"
                        interval-seconds = 10
                        keep-years = 2
                        largest-megabytes = 500
                        nights = 30

                        [mqtt]
                        address = "mqtt://broker"
                        user = "observer"
                        password = "secret"
                        topic = "dome"
                        discovery = "off"

                        [[focuser]]
                        name = "C11"
                        driver = "celestron"
                        address = "tcp://pi:4001"
                        trace = true
                        """);

        assertThat(configuration.history())
                .isEqualTo(
                        new Configuration.HistoryEntry(
                                Optional.of("postgresql://observer@server/parfocal"),
                                Optional.of("dome-2"),
                                OptionalInt.of(10),
                                OptionalInt.of(2),
                                OptionalInt.of(500),
                                OptionalInt.of(30)));
        assertThat(configuration.mqtt())
                .contains(
                        new Configuration.MqttEntry(
                                "mqtt://broker",
                                Optional.of("observer"),
                                Optional.of("secret"),
                                Optional.of("dome"),
                                Optional.of("off")));
        assertThat(configuration.focusers().getFirst().trace()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    [server]\\nhtpp = "1"                                        | means nothing. Did you mean
                    [server]\\nhttp = "70000"                                    | from 0 to 65535
                    [server]\\nhttp = 11111                                      | must be a text in quotes
                    [[focuser]]\\nname = "A"                                     | has no driver
                    [[focuser]]\\nname = "A"\\ndriver = "eaf"\\naddress = "x"     | 'eaf' does not exist; there are
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"               | has no address
                    [focuser]\\nname = "A"                                       | two brackets
                    [[rig]]\\nname = "hubble"                                    | There is no rig 'hubble'
                    [history]\\ninterval-seconds = 0                            | goes from 1 to 3600; it is 0
                    [mqtt]\\nuser = "me"                                       | has no address
                    a = = b                                                      | line 1
                    [server]\\nlan = true\\nhtpp = "1"                              | parfocal.toml, line 3: [server] has a key 'htpp' that means nothing. Did you mean 'http'? It can have: discovery, http
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n# cold\\n[focuser.compensation]\\nmode = "manual"\\nspeed = 3 | line 8: [[focuser]] "A", compensation has a key 'speed' that means nothing. It can have: averaging-seconds, learning, mode
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\ncompensation.mode = "auto" | line 5: [[focuser]] "A", compensation: mode is "off", "manual" or "automatic", not "auto"
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n[focuser.compensation]\\nthreshold-steps = 0 | threshold-steps is at least 1; it is 0
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n[focuser.compensation]\\nsensor = "Roof" | sensor "roof" does not exist. It can be own, A.
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n[[sensor]]\\nname = "a"\\naddress = "indi://pi/W" | "a" is called like a focuser
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n[focuser.filters.offset-steps]\\nHa = 3 | reference-filter is missing
                    [[sensor]]\\nname = "Roof"                                    | line 1: [[sensor]] "Roof" has no address. Add a line such as: address = "http://HOST:11111/api/v1/observingconditions/0"
                    [[filter-wheel]]\\nname = "F"\\naddress = "indi://pi/W"\\nfocuser = "X" | [[filter-wheel]] "F": focuser "X" does not exist
                    [[camera]]\\nname = "M"\\naddress = "indi://pi/C"\\nfocuser = "X" | focuser "X" does not exist. There is none.
                    [[rig]]\\nname = "sct-c11"\\n[[camera]]\\nname = "M"\\naddress = "indi://pi/C"\\nfocuser = "X" | There is sct-c11.
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n[[focuser]]\\nname = "B"\\ndriver = "celestron"\\naddress = "COM3" | "A" and "B" have one address, COM3
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "127.0.0.1:13101" | write tcp://127.0.0.1:13101
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "pi:4001" | write tcp://pi:4001
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\nadress = "COM3"   | line 4: [[focuser]] "A" has a key 'adress' that means nothing. Did you mean 'address'?
                    [[focuser]]\\nNme = "A"                                       | line 2: [[focuser]] has a key 'Nme' that means nothing. Did you mean 'name'?
                    [[focusser]]\\nname = "A"                                     | parfocal.toml, line 1: the file has a table 'focusser' that means nothing. Did you mean 'focuser'?
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n[focuser.compensation]\\nmode = "off"\\napproach = "up" | line 7: [[focuser]] "A", compensation has a key 'approach' that means nothing. It belongs to [[focuser]] "A": a line is part of the last table that begins above it.
                    [[sensor]]\\nname = "R"\\naddress = "indi://pi/W"\\nhttp = "1"  | line 4: [[sensor]] "R" has a key 'http' that means nothing. It belongs to [server]
                    [[rig]]\\nname = "sct-c11"\\n[rig.set]\\nwind = 1\\nlan = true | line 5: [[rig]] "sct-c11", set: A rig has no setting 'lan'
                    [[sensor]]\\nname = "R"\\naddress = "http://pi:1/api/v1/camera/0" | line 3: [[sensor]] "R": http://pi:1/api/v1/camera/0 tells no temperature to a [[sensor]]. Give it a weather station, …/api/v1/observingconditions/0, or a focuser
                    [[camera]]\\nname = "M"\\naddress = "/dev/ttyACM0"           | line 3: [[camera]] "M": /dev/ttyACM0 cannot be reached there
                    [server]\\nhttp = "70000"                                    | parfocal.toml, line 2: [server]: http is a port
                    [server]\\npassword = "x"                                    | line 2: [server]: password is written "USER:PASSWORD"
                    [focuser]\\nname = "A"                                       | parfocal.toml, line 1: Write [[focuser]]
                    a = = b                                                      | parfocal.toml, line 1: `a = = b` cannot be read. A line is written KEY = VALUE
                    [[focuser]]\\nname = Main                                    | line 2: `name = Main` cannot be read. A text stands in quotes: name = "Main".
                    [[focuser]]\\nname = "Main                                   | A quotation mark is not closed
                    [server\\nlan = true                                         | line 1: `[server` cannot be read. A bracket is not closed
                    [server]\\nlan = true\\nlan = false                          | line 3: `lan = false` cannot be read. It is in the file twice
                    [server]\\nlan = True                                        | Write true in small letters
                    [[focuser]]\\nname = "A"\\ndriver = "moonlite"\\naddress = "COM3"\\n[[focuser]]\\nname = "B"\\ndriver = "celestron"\\naddress = "COM3" | parfocal.toml, line 8: [[focuser]] "A" and "B"
                    """)
    void aMistakeIsToldWithWhatCouldBeWritten(String toml, String told) {
        assertThatThrownBy(() -> read(toml.replace("\\n", "\n")))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining(told);
    }

    @Test
    void aMissingFileIsTold() {
        assertThatThrownBy(() -> Configuration.read(directory.resolve("absent.toml")))
                .isInstanceOf(Misuse.class)
                .hasMessageContaining("There is no configuration file");
    }

    @Test
    void howRunsUseACameraCanBeSaid() throws Exception {
        Configuration configuration =
                read(
                        """
                        [[camera]]
                        name = "Main"
                        address = "indi://pi/CCD%20Simulator"
                        dark = "masters/dark-4s.fits"
                        bad-pixels = "/data/map.fits"
                        learn-pixels = true
                        advice = false

                        [[rig]]
                        name = "sct-c11"
                        advice = false
                        """);

        assertThat(configuration.cameras().getFirst().care())
                .isEqualTo(
                        new CameraCare(
                                new SensorFiles(
                                        Optional.of(directory.resolve("masters/dark-4s.fits")),
                                        Optional.of(Path.of("/data/map.fits"))),
                                true,
                                false));
        assertThat(configuration.rigs().getFirst().care())
                .isEqualTo(new CameraCare(SensorFiles.NONE, false, false));
    }
}
