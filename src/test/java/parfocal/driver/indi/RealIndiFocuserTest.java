package parfocal.driver.indi;

import static org.assertj.core.api.Assertions.assertThat;
import static parfocal.driver.Told.faultOf;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Travel;
import parfocal.link.Address;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiServerProcess;

/// libindi's own focuser simulator behind Debian's server. It is deaf while it moves, which is a habit of some real drivers too.
final class RealIndiFocuserTest {
    @TempDir private static Path home;
    private static IndiServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = IndiServerProcess.start(home, "indi_simulator_focus");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static Focuser connect(String device) throws Exception {
        return new Indi()
                .connect(
                        Address.parse("indi://127.0.0.1:" + server.port() + "/" + device),
                        WireLog.none(),
                        Pace.wall());
    }

    private static int settled(Focuser focuser) throws Exception {
        for (int looks = 0; looks < 400; looks++) {
            FocuserStatus status = focuser.status();
            if (!status.moving()) {
                return status.positionSteps();
            }
            Pace.wall().pause(Duration.ofMillis(25));
        }
        throw new AssertionError("it never settled");
    }

    @Test
    void theSimulatorMovesCannotBeHaltedRefusesAndIsFoundByName() throws Exception {
        try (Focuser focuser = connect("Focuser%20Simulator")) {
            assertThat(focuser.name()).isEqualTo("Focuser Simulator");
            assertThat(focuser.travel()).isEqualTo(new Travel(0, 100_000));
            int start = settled(focuser);

            focuser.moveTo(start + 1_500);
            assertThat(settled(focuser)).isEqualTo(start + 1_500);
            focuser.moveTo(start - 200);
            assertThat(settled(focuser)).isEqualTo(start - 200);

            // It offers no abort, and is deaf while it moves.
            focuser.moveTo(start + 20_000);
            assertThat(faultOf(focuser::halt)).isInstanceOf(DeviceFault.Unsupported.class);
            assertThat(faultOf(() -> focuser.moveTo(start)))
                    .isInstanceOf(DeviceFault.Unsupported.class);
            assertThat(settled(focuser)).isEqualTo(start + 20_000);
            focuser.halt();

            assertThat(faultOf(() -> focuser.sync(30_000)))
                    .isInstanceOf(DeviceFault.Unsupported.class);
            assertThat(faultOf(() -> focuser.moveTo(100_001)))
                    .isInstanceOf(DeviceFault.OutOfRange.class);
            focuser.change("maximum-steps", "60000");
            assertThat(focuser.travel()).isEqualTo(new Travel(0, 60_000));
        }
        assertThat(faultOf(() -> connect("Moon%20Focuser")).message())
                .startsWith("Moon Focuser is not connected: the INDI server says nothing of such");
    }

    @Test
    void theFirstFocuserIsTakenWhereNoneIsNamed() throws Exception {
        try (Focuser focuser = connect("")) {
            assertThat(focuser.name()).isEqualTo("Focuser Simulator");
        }
    }
}
