package parfocal.cli;

import java.util.List;
import java.util.Locale;
import parfocal.driver.Drivers;
import parfocal.driver.FocuserDriver;

/// What was typed, as one of the things there are.
final class Choice {
    private Choice() {}

    /// @throws Misuse with all there are, when there is no such driver
    static FocuserDriver driver(String id) throws Misuse {
        return Drivers.byId(id)
                .orElseThrow(() ->
                        new Misuse(
                                "There is no driver '%s'. There are: %s."
                                        .formatted(id, String.join(", ", driverIds()))));
    }

    static List<String> driverIds() {
        return Drivers.all().stream().map(driver -> driver.info().id()).toList();
    }

    /// A constant as it stands in JSON: `KEPT_AWAY` is `kept-away`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
