package parfocal.driver.sonylens;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.device.FocuserStatus;
import parfocal.driver.EmulatorSettings;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.VirtualPace;

/// A lens on an emulated body, at the other end of a line in memory.
final class LensBench {
    final VirtualPace pace = new VirtualPace(Instant.parse("2026-11-21T18:00:00Z"));
    final SonyLensEmulator body;
    final MemoryLine line;
    final SonyLensFocuser focuser;
    private final LensSettings settings;

    /// @param lens   what sits on the body, and what the driver is told
    /// @param quirks of the emulator, besides the lens
    LensBench(String lens, int positionSteps, Map<String, String> quirks) throws DeviceException {
        var habits = new java.util.HashMap<>(quirks);
        habits.put("lens", lens);
        body =
                new SonyLensEmulator(
                        new EmulatorSettings(
                                positionSteps, 10_000, 0, 0, OptionalDouble.empty(), habits),
                        pace);
        line = new MemoryLine("lens", body, pace, WireLog.none());
        settings = LensSettings.of(lens);
        focuser = on(line);
    }

    /// The same body, connected once more.
    SonyLensFocuser again() throws DeviceException {
        return on(new MemoryLine("lens", body, pace, WireLog.none()));
    }

    private SonyLensFocuser on(MemoryLine wire) throws DeviceException {
        var link = new PtpIp("Camera lens", new PtpWires.Single(wire));
        return new SonyLensFocuser("Camera lens", link, settings, pace);
    }

    int settled() throws DeviceException {
        for (int looks = 0; looks < 10_000; looks++) {
            FocuserStatus status = focuser.status();
            if (!status.moving()) {
                return status.positionSteps();
            }
            pace.advance(Duration.ofMillis(50));
        }
        return fail("it never settled");
    }

    int go(int positionSteps) throws DeviceException {
        focuser.moveTo(positionSteps);
        return settled();
    }

    double truth() {
        return body.motor().tubeSteps();
    }

    double sigma() {
        return focuser.positionSigmaSteps().orElseThrow();
    }
}
