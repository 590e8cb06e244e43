package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static parfocal.driver.Told.faultOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;

final class SettingValueTest {
    private static final List<Setting> SETTINGS =
            List.of(
                    new Setting("limit", "", new Kind.Whole(-5, 60), "0"),
                    new Setting(
                            "rotation", "", new Kind.Choice(List.of("standard", "reversed")), ""),
                    new Setting("reset", "", new Kind.Order(), ""));

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"limit,-5", "limit,60", "limit,+7", "rotation,reversed", "reset,yes"})
    void aPossibleValueIsTaken(String setting, String text) {
        assertThatCode(() -> new SettingValue("Toy", setting, text).requireAmong(SETTINGS))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "limit,-6,'a whole number from -5 to 60'",
        "limit,61,'a whole number from -5 to 60'",
        "limit,7.0,'a whole number from -5 to 60'",
        "limit,99999999999,'a whole number from -5 to 60'",
        "rotation,Standard,'standard, reversed'",
        "rotation,'','standard, reversed'",
        "reset,no,yes"
    })
    void anImpossibleValueIsToldWithWhatIsAllowed(String setting, String text, String allowed) {
        assertThat(faultOf(() -> new SettingValue("Toy", setting, text).requireAmong(SETTINGS)))
                .isEqualTo(new DeviceFault.BadValue("Toy", setting, text, allowed));
    }

    @Test
    void aNameNobodyKnowsIsTold() {
        assertThat(faultOf(() -> new SettingValue("Toy", "gears", "3").requireAmong(SETTINGS)))
                .isEqualTo(new DeviceFault.Unsupported("Toy", "setting 'gears'"));
    }
}
