package parfocal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/ttyUSB0",
                "COM3",
                "/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0",
                "./focuser"
            })
    void aNameWithoutASchemeIsASerialPort(String port) {
        assertThat(Address.parse(" " + port + " ")).isEqualTo(new Address.Serial(port));
    }

    @Test
    void tcpWantsHostAndPort() {
        assertThat(Address.parse("tcp://pi.local:4001"))
                .isEqualTo(new Address.Tcp("pi.local", 4001))
                .hasToString("tcp://pi.local:4001");
        assertThat(Address.parse("tcp://[::1]:4001")).isEqualTo(new Address.Tcp("[::1]", 4001));
        assertThatThrownBy(() -> Address.parse("tcp://pi.local"))
                .hasMessageContaining("tcp://HOST:PORT");
        assertThatThrownBy(() -> Address.parse("tcp://pi.local:70000"))
                .hasMessageContaining("tcp://HOST:PORT");
    }

    @Test
    void otherSchemesAreLeftToTheDrivers() {
        assertThat(Address.parse("gphoto2:usb:001,004"))
                .isEqualTo(new Address.Url(URI.create("gphoto2:usb:001,004")));
        assertThat(Address.parse("indi://pi:7624/Focuser%20Simulator"))
                .hasToString("indi://pi:7624/Focuser%20Simulator");
    }

    @Test
    void whatIsNoAddressIsToldInWords() {
        assertThatThrownBy(() -> Address.parse(" ")).hasMessageContaining("nothing was given");
        assertThatThrownBy(() -> Address.parse("indi://pi/Focuser Simulator"))
                .hasMessageContaining("%20");
    }
}
