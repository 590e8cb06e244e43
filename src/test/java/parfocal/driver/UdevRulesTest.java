package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The rules file that ships, against what the drivers know.
final class UdevRulesTest {
    private static final Path RULES = Path.of("packaging/linux/60-parfocal.rules");

    private static Set<String> ids(String keyword, String effect) throws IOException {
        Pattern rule =
                Pattern.compile(
                        "%s\\{idVendor}==\"([0-9a-f]{4})\", %s\\{idProduct}==\"([0-9a-f|]+)\".*"
                                        .formatted(keyword, keyword)
                                + Pattern.quote(effect)
                                + ".*");
        var ids = new TreeSet<String>();
        for (String line : Files.readAllLines(RULES)) {
            Matcher matched = rule.matcher(line);
            if (matched.matches()) {
                for (String product : List.of(matched.group(2).split("\\|"))) {
                    ids.add(matched.group(1) + ":" + product);
                }
            }
        }
        return ids;
    }

    private static Set<String> known() {
        var ids = new TreeSet<>(SharedChips.all().keySet());
        Drivers.all().forEach(driver -> ids.addAll(driver.info().usbIds()));
        return ids;
    }

    @Test
    void everyIdOfEveryDriverIsKeptFromModemManagerAndNoOther() throws Exception {
        assertThat(ids("ATTRS", "ENV{ID_MM_DEVICE_IGNORE}=\"1\"")).isEqualTo(known());
        assertThat(ids("ATTR", "ENV{ID_MM_DEVICE_IGNORE}=\"1\"")).isEqualTo(known());
    }

    @Test
    void everyIdIsOpenToWhoSitsAtTheComputer() throws Exception {
        assertThat(ids("ATTRS", "TAG+=\"uaccess\"")).isEqualTo(known());
    }

    @Test
    void focusersWithIdsOfTheirOwnHaveANameThatLasts() throws Exception {
        var own = known();
        own.removeAll(SharedChips.all().keySet());

        assertThat(ids("ATTRS", "SYMLINK+=\"parfocal/")).isEqualTo(own);
    }

    @Test
    void eachLineIsARuleOrAComment() throws Exception {
        assertThat(Files.readAllLines(RULES))
                .allMatch(line ->
                        line.isBlank()
                                || line.startsWith("#")
                                || line.matches(
                                        "([A-Z]+(\\{[A-Za-z_]+})?(==|!=|=|\\+=)\"[^\"]*\"(, |$))+"));
    }
}
