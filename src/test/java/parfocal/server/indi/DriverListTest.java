package parfocal.server.indi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import parfocal.hub.Program;

/// The entry by which KStars and others find `parfocal indi-driver` among their drivers.
final class DriverListTest {
    private static final Path FOLDER = Path.of("packaging", "indi");

    @Test
    void theEntryNamesAProgramThatLiesBesideIt() throws Exception {
        Element list =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(FOLDER.resolve("indi_parfocal.xml").toFile())
                        .getDocumentElement();
        Element group = (Element) list.getElementsByTagName("devGroup").item(0);
        Element driver = (Element) list.getElementsByTagName("driver").item(0);
        Element device = (Element) driver.getParentNode();

        assertThat(list.getTagName()).isEqualTo("driversList");
        assertThat(group.getAttribute("group")).isEqualTo("Focusers");
        // KStars starts `indiserver` with this name, which our driver takes for its focuser's.
        assertThat(driver.getAttribute("name")).isEqualTo(device.getAttribute("label"));
        assertThat(Files.isExecutable(FOLDER.resolve(driver.getTextContent()))).isTrue();
        assertThat(device.getElementsByTagName("version").item(0).getTextContent())
                .isEqualTo(Program.VERSION);
    }
}
