package parfocal.server.indi;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.server.indi.Observatory.FOCUSER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import parfocal.driver.Drivers;
import parfocal.wire.indi.Permission;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.PropertyState;

/// INDI's own command line programs on every driver's emulator.
final class DebianToolsTest {
    private static final String ABS = FOCUSER + ".ABS_FOCUS_POSITION.FOCUS_ABSOLUTE_POSITION";
    private static final String ABS_VALUE = "\"" + ABS + "\"";
    private static final String ABS_STATE = "\"" + FOCUSER + ".ABS_FOCUS_POSITION._STATE\"";

    static Stream<String> everyDriver() {
        return Drivers.all().stream().map(driver -> driver.info().id());
    }

    @BeforeAll
    static void installed() {
        Tools.requireInstalled();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyDriver")
    void allIsReadAndWrittenAndMovesGoFromBusyToOk(String driverId) throws Exception {
        try (var observatory = new Observatory(driverId, 20_000, Optional.empty());
                var client = observatory.connectedClient()) {
            client.awaitDefined(FOCUSER, "AUTOFOCUS");
            var tools = new Tools(observatory.server.port());

            Map<String, String> read = tools.get(FOCUSER + ".*.*");
            assertThat(read).containsKeys(ABS, FOCUSER + ".DRIVER_INFO.DRIVER_INTERFACE");
            assertThat(Integer.parseInt(read.get(FOCUSER + ".DRIVER_INFO.DRIVER_INTERFACE")) & 8)
                    .isEqualTo(8);

            List<String> same = writable(client.heardProperties(FOCUSER));
            assertThat(same).hasSizeGreaterThan(5);
            tools.set(same.toArray(String[]::new));
            client.roundTrip();

            int target = (int) Double.parseDouble(read.get(ABS)) + 400;
            tools.set(ABS + "=" + target);
            client.awaitStates(FOCUSER, "ABS_FOCUS_POSITION", PropertyState.BUSY, PropertyState.OK);
            // A lens that is only counted lands as near as it can count.
            assertThat(tools.becomes("%s>%d".formatted(ABS_VALUE, target - 60))).isTrue();
            assertThat(tools.becomes("%s<%d".formatted(ABS_VALUE, target + 60))).isTrue();
            assertThat(tools.becomes(ABS_STATE + "==1")).isTrue();

            String before = tools.one(ABS);
            client.number(FOCUSER, "ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", 99_999_999);
            assertThat(tools.becomes(ABS_STATE + "==3")).isTrue();
            assertThat(tools.one(ABS)).isEqualTo(before);
        }
    }

    /// Every number and text that may be set, to what it is; switches are left out where pressing one does something.
    private static List<String> writable(List<Property> properties) {
        var assignments = new ArrayList<String>();
        for (Property property : properties) {
            boolean plain =
                    property.kind() == PropertyKind.NUMBER
                            && property.permission() == Permission.READ_WRITE
                            && !property.name()
                                    .matches(
                                            "ABS_FOCUS_POSITION|REL_FOCUS_POSITION|FOCUS_TIMER|FOCUS_SYNC|FOCUS_BACKLASH_STEPS|.*COMPENSATE_.*");
            if (plain) {
                property.members()
                        .forEach(member ->
                                assignments.add(
                                        "%s.%s.%s=%s"
                                                .formatted(
                                                        FOCUSER,
                                                        property.name(),
                                                        member.name(),
                                                        property.number(member.name())
                                                                .orElseThrow())));
            }
            boolean choice =
                    property.kind() == PropertyKind.SWITCH
                            && property.permission() == Permission.READ_WRITE
                            && property.members().size() > 1
                            && !property.name().matches("CONFIG_PROCESS|AUTOFOCUS|Goto");
            if (choice) {
                property.members().stream()
                        .filter(member -> property.isOn(member.name()))
                        .findFirst()
                        .ifPresent(on ->
                                assignments.add(
                                        "%s.%s.%s=On"
                                                .formatted(FOCUSER, property.name(), on.name())));
            }
        }
        return assignments;
    }
}
