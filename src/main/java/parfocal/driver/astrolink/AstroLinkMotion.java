package parfocal.driver.astrolink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.astrolink.AstroLinkCommand.Move;
import parfocal.driver.astrolink.AstroLinkTalk.Answer;
import parfocal.time.Pace;

/// Moving one motor, and seeing to it that it did.
final class AstroLinkMotion {
    private static final Duration SLOWING_DOWN = Duration.ofSeconds(2);
    private static final int HALTS_TRIED = 3;
    private static final int ORDERS_TRIED = 2;

    // Position and steps to go are printed one after the other while the motor turns.
    private static final int STEPS_WHILE_TALKING = 16;

    private final AstroLinkTalk talk;
    private final Pace pace;
    private final AstroLinkModel model;
    private final int motor;
    private final String name;
    private final AstroLinkGauge gauge;
    private final AstroLinkPanel panel;
    private final AtomicInteger haltsTold = new AtomicInteger();
    private Optional<AstroLinkOrder> order = Optional.empty();

    AstroLinkMotion(
            AstroLinkTalk talk,
            Pace pace,
            AstroLinkModel model,
            int motor,
            AstroLinkGauge gauge,
            AstroLinkPanel panel,
            String name) {
        this.talk = talk;
        this.pace = pace;
        this.model = model;
        this.motor = motor;
        this.gauge = gauge;
        this.panel = panel;
        this.name = name;
    }

    /// @throws DeviceException as [AstroLinkFocuser#status()]
    AstroLinkReading judgedReading() throws DeviceException {
        AstroLinkReading reading = gauge.read();
        judge(reading);
        return reading;
    }

    void moveTo(int positionSteps) throws DeviceException {
        panel.requireWithin(positionSteps);
        int haltsBefore = haltsTold.get();
        AstroLinkReading before = gauge.read();
        order = Optional.empty();
        if (!before.moving() && before.positionSteps() == positionSteps) {
            return;
        }
        var move = new Move(motor, positionSteps);
        Answer answer = Answer.NONE;
        for (int tried = 1; tried <= ORDERS_TRIED && answer == Answer.NONE; tried++) {
            answer = talk.order(move);
            if (underWay(positionSteps)) {
                order =
                        Optional.of(
                                AstroLinkOrder.given(
                                        before.positionSteps(), positionSteps, pace.now()));
                return;
            }
            if (haltsTold.get() != haltsBefore) {
                return;
            }
        }
        throw notMoved(move, answer);
    }

    /// Says halt and waits for nothing; may be done while somebody else is talking.
    void tellHalt() throws DeviceException {
        haltsTold.incrementAndGet();
        talk.tell(model.halt(motor));
    }

    /// Makes sure that it stands, saying halt again where it goes on.
    void awaitHalt() throws DeviceException {
        order = Optional.empty();
        int before = 0;
        int after = 0;
        for (int tried = 1; tried <= HALTS_TRIED; tried++) {
            Instant deadline = pace.now().plus(SLOWING_DOWN);
            while (pace.now().isBefore(deadline)) {
                AstroLinkReading reading = gauge.read();
                if (!reading.moving()) {
                    return;
                }
                before = after;
                after = reading.positionSteps();
                talk.listen(AstroLinkGauge.BETWEEN_LOOKS);
            }
            talk.tell(model.halt(motor));
        }
        throw gauge.refused("halt", "it went on from %d to %d".formatted(before, after));
    }

    void sync(int positionSteps) throws DeviceException {
        panel.requireWithin(positionSteps);
        gauge.requireStanding("sync to " + positionSteps);
        order = Optional.empty();
        AstroLinkCommand command = model.setPosition(motor, positionSteps);
        Answer answer = Answer.NONE;
        for (int tried = 1; tried <= ORDERS_TRIED && answer == Answer.NONE; tried++) {
            answer = talk.order(command);
            if (gauge.soon(reading -> reading.positionSteps() == positionSteps)) {
                return;
            }
        }
        throw answer == Answer.NONE
                ? talk.silent(command)
                : gauge.refused(
                        "sync to " + positionSteps,
                        "it still says " + gauge.read().positionSteps() + ".");
    }

    private void judge(AstroLinkReading reading) throws DeviceException {
        if (order.isEmpty()) {
            return;
        }
        Instant now = pace.now();
        AstroLinkOrder seen = order.get().seen(reading.positionSteps(), now);
        order = reading.moving() ? Optional.of(seen) : Optional.empty();
        if (!reading.moving() && seen.forgottenAt(reading.positionSteps())) {
            throw gauge.refused(
                    "the move to " + seen.targetSteps(),
                    "it stands at %d, where the move began. If it lost its power on the way, the tube is elsewhere: drive it to a"
                                    .formatted(reading.positionSteps())
                            + " known place and sync.");
        }
        if (reading.moving() && seen.stuck(now)) {
            // Without this it would go on by itself when whatever holds it lets go.
            talk.tell(model.halt(motor));
            order = Optional.empty();
            throw new DeviceException(
                    new DeviceFault.Stuck(
                            name, reading.positionSteps(), seen.targetSteps(), seen.standing(now)));
        }
    }

    private boolean underWay(int targetSteps) throws DeviceException {
        return gauge.soon(reading ->
                reading.moving()
                        ? Math.abs(reading.endSteps() - targetSteps) <= STEPS_WHILE_TALKING
                        : reading.positionSteps() == targetSteps);
    }

    private DeviceException notMoved(Move move, Answer answer) throws DeviceException {
        if (answer == Answer.NONE) {
            return talk.silent(move);
        }
        String asked = "the move to " + move.positionSteps();
        if (answer == Answer.NOT_UNDERSTOOD) {
            return gauge.refused(asked, "it answered 'error'.");
        }
        // The likeliest cause: somebody has lowered the limit since it was read.
        panel.readLimit();
        panel.requireWithin(move.positionSteps());
        return gauge.refused(
                asked,
                "it acknowledged the order and did not carry it out. Check its limits and its 12 V supply.");
    }
}
