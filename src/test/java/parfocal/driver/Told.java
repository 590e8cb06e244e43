package parfocal.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;

/// What a driver tells when something goes wrong, and what a person does then.
public final class Told {
    private Told() {}

    /// @throws AssertionError when nothing goes wrong, or not in the words of the fault
    public static DeviceFault faultOf(ThrowingCallable call) {
        DeviceException thrown = catchThrowableOfType(DeviceException.class, call);
        assertThat(thrown).as("a refusal").isNotNull();
        assertThat(thrown.getMessage()).isNotBlank().isEqualTo(thrown.fault().message());
        return thrown.fault();
    }

    /// What is tried until it works.
    public interface Attempt<T> {
        T make() throws DeviceException, InterruptedException;
    }

    /// What a person does on being told: try again, so many times in all.
    ///
    /// @param device what each message has to name
    /// @throws AssertionError when it is still in trouble then
    public static <T> T patiently(int attempts, String device, Attempt<T> attempt)
            throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (DeviceException trouble) {
                assertThat(trouble).hasMessageContaining(device);
                if (tried == attempts) {
                    throw new AssertionError("still in trouble", trouble);
                }
            }
        }
    }
}
