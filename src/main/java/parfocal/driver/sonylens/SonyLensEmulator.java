package parfocal.driver.sonylens;

import java.util.List;
import java.util.OptionalDouble;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.LearnsFromStars;
import parfocal.driver.Motor;
import parfocal.link.WireDevice;
import parfocal.link.WireSwitchboard;
import parfocal.time.Pace;

/// A Sony body with a lens on the network, as far as focus goes: speaks PTP/IP on any number of connections at once, or on a single
/// line in memory.
final class SonyLensEmulator implements FocuserEmulator, WireSwitchboard, LearnsFromStars.Knowing {
    private final LensMechanics lens;
    private final SonyBody body;
    private final PtpGuest onlyGuest;

    SonyLensEmulator(EmulatorSettings settings, Pace pace) {
        LensQuirks quirks = LensQuirks.of(settings.quirks());
        lens = new LensMechanics(settings, quirks.lens(settings.maximumSteps()), quirks, pace);
        body = new SonyBody(lens, quirks);
        onlyGuest = new PtpGuest(body);
    }

    /// Counted from the near stop, towards infinity.
    @Override
    public Motor motor() {
        synchronized (body) {
            return lens.motor();
        }
    }

    @Override
    public List<Double> far() {
        return lens.sizes(1);
    }

    @Override
    public List<Double> near() {
        return lens.sizes(-1);
    }

    /// A lens has no probe.
    @Override
    public void feel(OptionalDouble temperatureCelsius) {}

    @Override
    public void hear(byte[] bytes) {
        onlyGuest.hear(bytes);
    }

    @Override
    public byte[] say() {
        return onlyGuest.say();
    }

    @Override
    public WireDevice answer() {
        return new PtpGuest(body);
    }

    @Override
    public void hungUp(WireDevice end) {
        if (end instanceof PtpGuest guest) {
            guest.leave();
        }
    }

    /// Every key that reached the body, in order, refused ones excepted.
    List<Integer> pressed() {
        synchronized (body) {
            return lens.pressed();
        }
    }

    int percent() {
        synchronized (body) {
            return lens.percent();
        }
    }

    void turnRing(double steps) {
        synchronized (body) {
            lens.turnRing(steps);
        }
    }

    /// The dial on the body: [SonyWords#MANUAL] or one of the others.
    void focusMode(int mode) {
        synchronized (body) {
            body.focusMode(mode);
        }
    }
}
