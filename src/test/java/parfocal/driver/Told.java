package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;

/// What a driver tells when something cannot be done.
public final class Told {
    private Told() {}

    /// @throws AssertionError when nothing goes wrong
    public static DeviceFault faultOf(ThrowingCallable call) {
        DeviceException thrown = catchThrowableOfType(DeviceException.class, call);
        assertThat(thrown).as("a refusal").isNotNull();
        return thrown.fault();
    }
}
