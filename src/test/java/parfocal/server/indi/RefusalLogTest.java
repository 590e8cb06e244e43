package parfocal.server.indi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parfocal.hub.Client;
import parfocal.hub.Events;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.Memory;
import parfocal.time.VirtualPace;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.Value;

final class RefusalLogTest {
    private final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    private final Hub hub = new Hub(Memory.untilTheEnd(), pace);
    private final Events.Watch watch = hub.events().watch();
    private final RefusalLog log = new RefusalLog(hub, pace);

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aLineSaysWhoAskedForWhatAndWhyItWasNotDone() throws Exception {
        log.tell(
                client(3),
                "Main focuser",
                order("FOCUS_ABSOLUTE_POSITION", new Value.Numeric(99_999)),
                "[ERROR] Valid range is from 0 to 10000.");

        assertThat(said())
                .containsExactly(
                        "INDI: INDI 3 was refused ABS_FOCUS_POSITION (FOCUS_ABSOLUTE_POSITION 99999) of Main focuser: Valid range is from 0 to 10000.");
    }

    @Test
    void oneClientDoesNotFillTheLogAndHidesNoOther() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            refuse(client(1));
        }
        refuse(client(2));

        List<String> said = said();
        assertThat(said).hasSize(RefusalLog.MOST_OF_ONE + 1);
        assertThat(said.get(RefusalLog.MOST_OF_ONE - 1))
                .endsWith("What else it is refused within this minute is not told.");
        assertThat(said.getLast()).startsWith("INDI: INDI 2 was refused");
    }

    @Test
    void norDoesOneThatComesAgainAndAgain() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            refuse(client(i));
        }

        assertThat(said())
                .hasSize(RefusalLog.MOST)
                .last()
                .asString()
                .endsWith("What else is refused within this minute is not told.");
    }

    @Test
    void aMinuteLaterTheyAreToldAgain() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            refuse(client(1));
        }
        pace.advance(Duration.ofMinutes(1));
        refuse(client(1));

        assertThat(said()).hasSize(RefusalLog.MOST_OF_ONE + 1);
    }

    @Test
    void aLineIsOneLineAndShort() throws Exception {
        log.tell(
                client(1),
                "Main focuser",
                order(
                        "FOCUS_ABSOLUTE_POSITION",
                        new Value.Unreadable(
                                "x\n18:00:00 all is well \u001b[2J" + "y".repeat(100_000))),
                "[ERROR] " + "z".repeat(100_000));

        assertThat(said())
                .singleElement()
                .asString()
                .hasSizeLessThan(RefusalLog.LONGEST_LINE + 10)
                .matches("[^\\p{Cntrl}]*");
    }

    private void refuse(Client who) {
        log.tell(who, "Main focuser", order("ABORT", new Value.Switch(true)), "[ERROR] No.");
    }

    private static Client client(int number) {
        return new Client("INDI", Integer.toString(number));
    }

    private static NewVector order(String element, Value value) {
        return new NewVector(
                PropertyKind.NUMBER,
                "Main focuser",
                "ABS_FOCUS_POSITION",
                List.of(new Item(element, value)));
    }

    private List<String> said() throws InterruptedException {
        var said = new ArrayList<String>();
        Optional<HubEvent> next = watch.next(Duration.ZERO);
        while (next.isPresent()) {
            if (next.get() instanceof HubEvent.Said one) {
                assertThat(one.gravity()).isEqualTo(HubEvent.Gravity.WARNING);
                said.add(one.device() + ": " + one.sentence());
            }
            next = watch.next(Duration.ZERO);
        }
        return said;
    }
}
