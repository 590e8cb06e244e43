package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.time.VirtualPace;

/// What a focuser says, held against what its motor does.
public final class Truth {
    private static final int LOOKS = 10_000;
    private static final Duration LOOK = Duration.ofMillis(250);

    private Truth() {}

    /// Where it comes to stand. Every reading on the way lies between what was true when it was asked for and when it came.
    ///
    /// @param complaints how often it may tell of trouble on the line meanwhile
    /// @throws DeviceException that it is stuck, or one complaint too many
    public static int settled(Focuser focuser, Motor motor, VirtualPace pace, int complaints)
            throws DeviceException {
        int told = 0;
        for (int looks = 0; looks < LOOKS; looks++) {
            pace.advance(LOOK);
            int before = motor.positionSteps();
            FocuserStatus status;
            try {
                status = focuser.status();
            } catch (DeviceException trouble) {
                assertThat(trouble.getMessage()).isNotBlank();
                told++;
                if (trouble.fault() instanceof DeviceFault.Stuck || told > complaints) {
                    throw trouble;
                }
                continue;
            }
            int after = motor.positionSteps();
            assertThat(status.positionSteps())
                    .isBetween(Math.min(before, after), Math.max(before, after));
            if (!status.moving()) {
                assertThat(motor.moving()).isFalse();
                return status.positionSteps();
            }
        }
        throw new AssertionError("it never settled");
    }
}
