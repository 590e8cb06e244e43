package parfocal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;

final class HoldTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T21:00:00Z");

    private final VirtualPace clock = new VirtualPace(BEGAN);
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void stopsHalfASecondAfterTheLastWord() throws Exception {
        hold().watch();

        assertThat(stops).hasValue(1);
        assertThat(clock.now()).isEqualTo(BEGAN.plusMillis(500));
    }

    @Test
    void goesOnWhileItIsRenewed() throws Exception {
        var renewing = new RenewingPace(3);
        renewing.hold = new Hold(1, renewing, stops::incrementAndGet);
        renewing.hold.watch();

        // Three renewals, each 200 ms after the word before, and half a second after the third.
        assertThat(stops).hasValue(1);
        assertThat(clock.now()).isBetween(BEGAN.plusMillis(1_100), BEGAN.plusMillis(2_000));
    }

    @Test
    void stopsOnceWhenItIsReleasedAndWatched() throws Exception {
        Hold hold = hold();
        hold.release();
        hold.release();
        hold.watch();

        assertThat(stops).hasValue(1);
    }

    @Test
    void cannotBeTakenUpAgain() throws Exception {
        Hold hold = hold();
        assertThat(hold.renew()).isTrue();
        hold.release();

        assertThat(hold.renew()).isFalse();
    }

    private Hold hold() {
        return new Hold(1, clock, stops::incrementAndGet);
    }

    /// Renews a number of times, each 200 ms into a pause.
    private final class RenewingPace implements Pace {
        private int left;
        private Hold hold = hold();

        RenewingPace(int renewals) {
            this.left = renewals;
        }

        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Duration begun = Duration.ofMillis(Math.min(200, duration.toMillis()));
            clock.pause(begun);
            if (left-- > 0) {
                hold.renew();
            }
            clock.pause(duration.minus(begun));
        }
    }
}
