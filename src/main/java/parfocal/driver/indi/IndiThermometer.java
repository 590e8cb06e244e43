package parfocal.driver.indi;

import java.util.OptionalDouble;
import parfocal.wire.indi.PropertyState;

/// The focuser's own probe, if it has one.
final class IndiThermometer {
    // What probes show that are not plugged in lies beyond: -127, 85 right after power-up is
    // believed.
    private static final double COLDEST = -60;
    private static final double HOTTEST = 90;

    private final IndiTalk talk;

    IndiThermometer(IndiTalk talk) {
        this.talk = talk;
    }

    OptionalDouble celsius() {
        return talk.property(Words.TEMPERATURE)
                .filter(probe -> probe.state() != PropertyState.ALERT)
                .map(probe -> probe.number(Words.CELSIUS))
                .filter(read ->
                        read.isPresent()
                                && read.getAsDouble() > COLDEST
                                && read.getAsDouble() < HOTTEST)
                .orElse(OptionalDouble.empty());
    }
}
