package parfocal.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Travel;
import parfocal.time.VirtualPace;

final class LimitsTest {
    private final Drawtube drawtube = new Drawtube(new VirtualPace(Instant.EPOCH), 5_000, 0);

    @ParameterizedTest(name = "limits {0} to {1} on a drawtube of 0 to 10000 leave {2} to {3}")
    @CsvSource(
            textBlock =
                    """
                     1000,  2000,  1000,  2000
                    -1000,  2000,     0,  2000
                     1000, 20000,  1000, 10000
                    -1000, 20000,     0, 10000
                    10000, 20000, 10000, 10000
                    """)
    void theNarrowerLimitHoldsAtEachEnd(int minimum, int maximum, int innermost, int outermost) {
        assertThat(new Limits(drawtube, new Travel(minimum, maximum)).travel())
                .isEqualTo(new Travel(innermost, outermost));
    }

    @ParameterizedTest(name = "{0} is within 1000 to 2000: {1}")
    @CsvSource({"999, false", "1000, true", "1500, true", "2000, true", "2001, false", "-5, false"})
    void aTargetBeyondTheLimitsIsRefusedAndNothingMoves(int target, boolean allowed)
            throws Exception {
        var limits = new Limits(drawtube, new Travel(1_000, 2_000));
        if (allowed) {
            limits.moveTo(target);
            assertThat(drawtube.diary).containsExactly("to " + target);
            return;
        }
        assertThatThrownBy(() -> limits.moveTo(target))
                .isInstanceOfSatisfying(
                        DeviceException.class,
                        refusal ->
                                assertThat(refusal.fault())
                                        .isEqualTo(
                                                new DeviceFault.OutOfRange(
                                                        "drawtube", target, 1_000, 2_000)));
        assertThat(drawtube.diary).isEmpty();
    }

    @Test
    void whenTheDeviceIsSetToTravelLessTheLimitsFollow() {
        var limits = new Limits(drawtube, new Travel(1_000, 8_000));
        drawtube.travel = new Travel(0, 4_000);

        assertThat(limits.travel()).isEqualTo(new Travel(1_000, 4_000));
        assertThatThrownBy(() -> limits.moveTo(5_000))
                .hasMessageStartingWith("drawtube can go from 1000 to 4000; 5000 was refused");
    }

    @Test
    void whenTheDeviceIsSetToTravelElsewhereNothingIsAllowed() {
        var limits = new Limits(drawtube, new Travel(1_000, 2_000));
        drawtube.travel = new Travel(0, 500);

        for (int target : new int[] {0, 500, 1_000, 1_500}) {
            assertThatThrownBy(() -> limits.moveTo(target)).isInstanceOf(DeviceException.class);
        }
        assertThat(drawtube.diary).isEmpty();
    }

    @Test
    void limitsThatLeaveNothingAreAMistakeOfWhoeverSetThem() {
        assertThatThrownBy(() -> new Limits(drawtube, new Travel(20_000, 30_000)))
                .hasMessage(
                        "drawtube travels from 0 to 10000, and its limits, 20000 to 30000, leave nothing of that");
    }
}
