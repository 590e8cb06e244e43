package parfocal.autofocus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Shot;
import parfocal.device.Travel;
import parfocal.image.Frame;
import parfocal.time.VirtualPace;

/// What the loop owes its caller when something dies.
final class AutofocusTest {

    /// Stands wherever it was last told, and remembers every order.
    private static final class Obedient implements Focuser {
        final List<Integer> orders = new ArrayList<>(List.of(914));
        boolean halted;

        @Override
        public String name() {
            return "focuser";
        }

        @Override
        public FocuserStatus status() {
            return new FocuserStatus(orders.getLast(), false, OptionalDouble.empty());
        }

        @Override
        public Travel travel() {
            return new Travel(0, 2000);
        }

        @Override
        public void moveTo(int positionSteps) throws DeviceException, InterruptedException {
            orders.add(positionSteps);
        }

        @Override
        public void halt() {
            halted = true;
        }

        @Override
        public void close() {}
    }

    private interface Shutter {
        Frame open() throws DeviceException, InterruptedException;
    }

    private static Camera camera(Shutter shutter) {
        return new Camera() {
            @Override
            public String name() {
                return "camera";
            }

            @Override
            public CameraInfo info() {
                return new CameraInfo(100, 100, 5.4, 1, 65_535, Optional.empty());
            }

            @Override
            public Frame expose(Shot shot) throws DeviceException, InterruptedException {
                return shutter.open();
            }

            @Override
            public void close() {}
        };
    }

    private final Obedient focuser = new Obedient();

    private FocusResult run(Shutter shutter) throws Exception {
        return new Autofocus(focuser, camera(shutter), new VirtualPace(Instant.EPOCH), _ -> {})
                .run(FocusPlan.defaults());
    }

    @Test
    void aCameraThatDiesEndsTheRunWithWordsAndTheFocuserBackAtItsStart() throws Exception {
        FocusResult result =
                run(() -> {
                    throw new DeviceException(
                            new DeviceFault.CameraFailed("camera", "the cable was pulled."));
                });

        assertThat(result.accepted()).isFalse();
        assertThat(result.refusal().orElseThrow().reason()).contains("the cable was pulled");
        assertThat(result.diagnoses().getFirst().cause()).isEqualTo(Cause.CAMERA_FAULT);
        assertThat(result.finalPositionSteps()).hasValue(914);
    }

    @Test
    void theWayBackIsMadeInTheDirectionOfTheSamples() throws Exception {
        FocusResult result = run(() -> new Frame(64, 64, new float[64 * 64]));

        assertThat(result.refusal().orElseThrow().cause()).isEqualTo(Cause.NO_STARS);
        assertThat(focuser.orders.getLast()).isEqualTo(914);
        assertThat(focuser.orders.get(focuser.orders.size() - 2)).isGreaterThan(914);
    }

    @Test
    void aFocuserThatSomebodyElseMovesTwiceDuringAnExposureEndsTheRun() throws Exception {
        FocusResult result =
                run(() -> {
                    focuser.orders.add(focuser.orders.getLast() + 12);
                    return new Frame(64, 64, new float[64 * 64]);
                });

        assertThat(result.refusal().orElseThrow().reason())
                .contains(
                        "stood at 914 when the exposure began and at 926 when it ended",
                        "not the first time");
        assertThat(result.exposures()).isEqualTo(2);
        assertThat(result.diagnoses().getFirst().cause()).isEqualTo(Cause.FOREIGN_MOVE);
        assertThat(result.finalPositionSteps()).hasValue(914);
    }

    @Test
    void aFrameInWhichTheFocuserWasMovedOnceIsTakenAgain() throws Exception {
        var frames = new AtomicInteger();
        FocusResult result =
                run(() -> {
                    if (frames.incrementAndGet() == 1) {
                        focuser.orders.add(focuser.orders.getLast() + 12);
                    }
                    return new Frame(64, 64, new float[64 * 64]);
                });

        assertThat(result.refusal().orElseThrow().cause()).isEqualTo(Cause.NO_STARS);
        assertThat(result.exposures()).isEqualTo(frames.get());
        assertThat(result.run().samples()).hasSize(frames.get() - 1);
        assertThat(result.diagnoses())
                .extracting(Diagnosis::cause)
                .containsExactly(Cause.NO_STARS, Cause.FOREIGN_MOVE);
    }

    @Test
    void aCancelledRunHaltsAndGoesBack() {
        assertThatThrownBy(() ->
                        run(() -> {
                            throw new InterruptedException();
                        }))
                .isInstanceOf(InterruptedException.class);

        assertThat(focuser.halted).isTrue();
        assertThat(focuser.orders.getLast()).isEqualTo(914);
    }
}
