package parfocal.driver.astrolink;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Introduces.Introduction;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.device.WeatherSensor.Weather;
import parfocal.driver.EmulatorSettings;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// Ordinary nights with every box of the family.
final class AstroLinkFocuserTest {
    private static final Instant DUSK = Instant.parse("2026-11-21T18:00:00Z");

    private final VirtualPace pace = new VirtualPace(DUSK);

    static Stream<Arguments> connections() {
        return Stream.of(
                Arguments.of("focuser-link", List.of("#", "q", "u")),
                Arguments.of("mini", List.of("#", "q", "u", "e")),
                Arguments.of("usb", List.of("#", "q", "u", "e")),
                Arguments.of("mini-ii", List.of("#", "q", "A", "u")),
                Arguments.of("max", List.of("#", "q", "A", "u")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("connections")
    void connectingReadsAndChangesNothing(String model, List<String> questions) throws Exception {
        var bench = new Bench(Map.of("model", model));

        var focuser = bench.open();

        assertThat(bench.wire.orders).isEqualTo(questions);
        assertThat(focuser.travel()).isEqualTo(new Travel(0, 40_000));
        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_000, false, OptionalDouble.of(12.5)));
        assertThat(focuser.weather())
                .contains(new Weather(12.5, OptionalDouble.of(55), OptionalDouble.of(3.7)));
        assertThat(focuser.introduction().warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}, {3}, {4}")
    @CsvSource(
            textBlock =
                    """
                    focuser-link, FocuserLink,                  R:0:20500, H,   P:777
                    mini,         AstroLink 4 mini,             R:0:20500, H,   P:0:777
                    usb,          AstroLink 4 USB,              R:0:20500, H,   P:0:777
                    mini-ii,      AstroLink 4 mini II or micro, R:0:20500, H:0, P:0:777
                    max,          AstroLink 4 MAX,              R:0:20500, H:0, P:0:777
                    """)
    void everyBoxMovesHaltsAndSyncsInItsOwnWords(
            String model, String name, String move, String halt, String sync) throws Exception {
        var bench = new Bench(Map.of("model", model));
        var focuser = bench.open();
        assertThat(focuser.name()).isEqualTo(name);

        focuser.moveTo(20_500);
        assertThat(focuser.status().moving()).isTrue();
        assertThat(bench.settled(focuser)).isEqualTo(20_500);
        focuser.moveTo(10_000);
        pace.advance(Duration.ofSeconds(1));
        focuser.halt();
        int haltedSteps = focuser.status().positionSteps();
        assertThat(haltedSteps).isBetween(10_001, 20_499);
        assertThat(bench.settled(focuser)).isEqualTo(haltedSteps);
        focuser.sync(777);

        assertThat(focuser.status().positionSteps()).isEqualTo(777);
        assertThat(bench.wire.orders).contains(move, halt, sync);
    }

    @Test
    void theSecondMotorIsAnotherDriver() throws Exception {
        var bench = new Bench(Map.of("model", "mini-ii", "motor", "2"));
        var first = bench.open();
        var second = new AstroLinkSecondMotor().open(bench.line, pace);

        second.moveTo(20_100);

        assertThat(second.name()).isEqualTo("AstroLink 4 mini II or micro, motor 2");
        assertThat(bench.settled(second)).isEqualTo(20_100);
        assertThat(first.status().positionSteps()).isEqualTo(5_000);
        assertThat(bench.wire.count("R:1:20100")).isEqualTo(1);
    }

    @Test
    void aBoxWithOneMotorHasNoSecond() {
        var bench = new Bench(Map.of());

        assertThat(faultOf(() -> new AstroLinkSecondMotor().open(bench.line, pace)))
                .isEqualTo(new DeviceFault.Unsupported("FocuserLink", "second motor"));
    }

    @Test
    void aMoveToWhereItStandsSaysNothing() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();

        focuser.moveTo(20_000);

        assertThat(bench.wire.count("R:0:20000")).isZero();
    }

    @Test
    void aMoveBeyondTheLimitIsRefusedBeforeAnythingIsSaid() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();
        bench.wire.orders.clear();

        assertThat(faultOf(() -> focuser.moveTo(40_001)))
                .isEqualTo(new DeviceFault.OutOfRange("FocuserLink", 40_001, 0, 40_000));
        assertThat(faultOf(() -> focuser.sync(-1)))
                .isEqualTo(new DeviceFault.OutOfRange("FocuserLink", -1, 0, 40_000));
        assertThat(bench.wire.orders).isEmpty();
    }

    @Test
    void aLimitThatSomebodyElseLoweredIsNoticedThoughTheDeviceSaysNothing() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();
        bench.open().change("maximum-steps", "25000");

        assertThat(faultOf(() -> focuser.moveTo(30_000)))
                .isEqualTo(new DeviceFault.OutOfRange("FocuserLink", 30_000, 0, 25_000));
        assertThat(focuser.travel()).isEqualTo(new Travel(0, 25_000));
        assertThat(bench.settled(focuser)).isEqualTo(20_000);
    }

    @Test
    void anOrderThatIsAcknowledgedAndNotCarriedOutIsNotBelieved() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();
        bench.wire.tamper(line -> line.startsWith("R:") ? "R:0:999999" : line);

        assertThat(faultOf(() -> focuser.moveTo(30_000)))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("30000", "did not carry it out", "12 V");
    }

    @Test
    void readingsHalfASecondOldAreWaitedOut() throws Exception {
        var bench = new Bench(Map.of("sampling", "half-second"));
        var focuser = bench.open();

        focuser.moveTo(20_500);
        assertThat(focuser.status().moving()).as("not yet, and never no").isTrue();
        assertThat(bench.settled(focuser)).isEqualTo(20_500);
        focuser.sync(100);
        assertThat(focuser.status().positionSteps()).isEqualTo(100);
        focuser.moveTo(5_000);
        focuser.halt();
        assertThat(bench.settled(focuser)).isEqualTo(bench.device.motor().positionSteps());
    }

    @Test
    void aBoardResetByTheOpeningOfItsPortIsWaitedFor() throws Exception {
        var bench = new Bench(Map.of("boot", "two-seconds"));

        var focuser = bench.open();

        assertThat(focuser.status().positionSteps()).isEqualTo(20_000);
        assertThat(Duration.between(DUSK, pace.now())).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void linesThatEndLikeAWindowsFileAreReadAllTheSame() throws Exception {
        var bench = new Bench(Map.of("line-end", "cr-lf", "model", "mini"));
        var focuser = bench.open();

        focuser.moveTo(20_010);

        assertThat(bench.settled(focuser)).isEqualTo(20_010);
    }

    @Test
    void aMoveFromTheButtonsIsSeen() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();

        bench.device.jog(500);
        pace.advance(Duration.ofSeconds(1));

        assertThat(focuser.status())
                .isEqualTo(new FocuserStatus(20_200, true, OptionalDouble.of(12.5)));
    }

    @Test
    void withoutASensorThereIsNoAir() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();

        bench.device.feel(OptionalDouble.empty());

        assertThat(focuser.status().temperatureCelsius()).isEmpty();
        assertThat(focuser.weather()).isEmpty();
    }

    @Test
    void theMiniIITellsItsFirmware() throws Exception {
        assertThat(new Bench(Map.of("model", "mini-ii")).open().introduction())
                .isEqualTo(
                        new Introduction(
                                "AstroLink 4 mini II or micro",
                                Optional.of("4.5.0 mini II"),
                                List.of()));
        assertThat(new Bench(Map.of()).open().introduction().firmware()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"focuser-link", "mini-ii"})
    void aFirmwareThatIsTooOldIsSaidAndUsedAsFarAsItGoes(String model) throws Exception {
        var bench = new Bench(Map.of("model", model, "firmware", "old"));
        var focuser = bench.open();

        assertThat(focuser.introduction().warnings())
                .singleElement()
                .asString()
                .contains("too old", "compensation-threshold-steps", "Update");
        assertThat(focuser.settings()).extracting(Setting::name).doesNotContain("compensation");
        assertThat(faultOf(() -> focuser.change("compensation-threshold-steps", "5")))
                .isInstanceOf(DeviceFault.Unsupported.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("too old");
        focuser.moveTo(20_010);
        assertThat(bench.settled(focuser)).isEqualTo(20_010);
    }

    @Test
    void aBoxThatCompensatesByItselfIsWarnedOf() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();
        focuser.change("compensation-steps-per-celsius", "35");
        focuser.change("compensation", "automatic");

        assertThat(bench.open().introduction().warnings())
                .singleElement()
                .asString()
                .contains("moves by itself", "compensation to manual");
    }

    @Test
    void anUnsetMaximumIsWarnedOf() throws Exception {
        var device =
                new AstroLinkEmulator(
                        new EmulatorSettings(0, 0, 0, 0, OptionalDouble.empty(), Map.of()), pace);
        var focuser =
                new AstroLinkFocuser(new MemoryLine("test", device, pace, WireLog.none()), pace, 0);

        assertThat(focuser.introduction().warnings())
                .singleElement()
                .asString()
                .contains("Set maximum-steps");
    }

    @Test
    void aTrippedProtectionIsWarnedOf() throws Exception {
        var bench = new Bench(Map.of("model", "usb"));
        bench.device.trip(2, 10.3);

        assertThat(bench.open().introduction().warnings())
                .containsExactly(
                        "AstroLink 4 USB has switched its outputs off: current too high (10.3 A).");
    }

    @Test
    void aMoveForgottenByALossOfPowerIsNotCalledArrived() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(10));
        assertThat(focuser.status().moving()).isTrue();
        bench.device.powerCycle();
        pace.advance(Duration.ofSeconds(3));

        assertThat(faultOf(focuser::status))
                .isInstanceOf(DeviceFault.Refused.class)
                .extracting(DeviceFault::message)
                .asString()
                .contains("20000, where the move began", "sync");
        assertThat(focuser.status().positionSteps()).as("told once").isEqualTo(20_000);
    }

    @Test
    void aCounterThatStandsStillIsToldOfAndDoesNotGoOnWhenReleased() throws Exception {
        var bench = new Bench(Map.of());
        var focuser = bench.open();
        focuser.moveTo(30_000);
        pace.advance(Duration.ofSeconds(1));
        int stuckSteps = focuser.status().positionSteps();
        bench.device.motor().stall(true);
        pace.advance(Duration.ofSeconds(3));
        assertThat(focuser.status().moving()).as("it may yet come loose").isTrue();
        pace.advance(Duration.ofSeconds(3));

        assertThat(faultOf(focuser::status))
                .isInstanceOfSatisfying(
                        DeviceFault.Stuck.class,
                        stuck -> {
                            assertThat(stuck.positionSteps()).isEqualTo(stuckSteps);
                            assertThat(stuck.targetSteps()).isEqualTo(30_000);
                        });
        bench.device.motor().stall(false);
        pace.advance(Duration.ofMinutes(2));
        assertThat(bench.settled(focuser)).isLessThan(stuckSteps + 100);
    }

    private final class Bench {
        final AstroLinkEmulator device;
        final Witness wire;
        final MemoryLine line;

        Bench(Map<String, String> quirks) {
            device =
                    new AstroLinkEmulator(
                            new EmulatorSettings(
                                    20_000, 40_000, 0, 0, OptionalDouble.of(12.5), quirks),
                            pace);
            wire = new Witness(device);
            line = new MemoryLine("test", wire, pace, WireLog.none());
        }

        AstroLinkFocuser open() throws DeviceException {
            return new AstroLinkFocuser(line, pace, 0);
        }

        int settled(Focuser focuser) throws DeviceException {
            while (true) {
                FocuserStatus status = focuser.status();
                if (!status.moving()) {
                    return status.positionSteps();
                }
                pace.advance(Duration.ofMillis(250));
            }
        }
    }
}
