package parfocal.driver.moonlite;

import java.time.Duration;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.moonlite.MoonLiteCommand.ReadPosition;
import parfocal.driver.moonlite.MoonLiteCommand.ReadVersion;

/// The first words with whatever is at the other end: is it a MoonLite, and how many digits do its positions have?
///
/// A version alone proves nothing, since two letters of anybody's greeting would do: a position and an answer to "moving?" must
/// follow.
final class MoonLiteMeeting {
    // An Arduino is reset when the port is opened and stays deaf for up to three seconds.
    private static final int ROUNDS_TO_MEET = 5;
    private static final int ROUNDS_TO_MEASURE = 4;
    private static final int BANNER_PORTIONS = 10;

    private final MoonLiteTalk talk;
    private final String device;

    MoonLiteMeeting(MoonLiteTalk talk, String device) {
        this.talk = talk;
        this.device = device;
    }

    /// @throws DeviceException `Silent`, `WrongDevice` with what was heard instead, or the line's own troubles
    void introduce() throws DeviceException {
        hearItsVersion();
        try {
            talk.digits(countDigits());
            var _ = talk.moving();
        } catch (DeviceException trouble) {
            throw trouble.fault() instanceof DeviceFault.Garbled(_, _, String received)
                    ? stranger(received)
                    : trouble;
        }
    }

    private void hearItsVersion() throws DeviceException {
        String strange = "";
        for (int round = 1; round <= ROUNDS_TO_MEET; round++) {
            var _ = talk.listen(Duration.ZERO);
            String reply = talk.version();
            if (MoonLiteCodec.isVersion(reply)) {
                return;
            }
            if (!reply.isEmpty()) {
                strange = reply + MoonLiteTalk.visible(listenUntilQuiet());
            }
        }
        throw strange.isEmpty() ? talk.silent(new ReadVersion()) : stranger(strange);
    }

    private String listenUntilQuiet() throws DeviceException {
        var heard = new StringBuilder();
        for (int portion = 1; portion <= BANNER_PORTIONS; portion++) {
            String more = talk.listen(MoonLiteTalk.QUIET);
            if (more.isEmpty()) {
                break;
            }
            heard.append(more);
        }
        return heard.toString();
    }

    // Noise in front of a position makes it wider, but not twice.
    private int countDigits() throws DeviceException {
        int before = 0;
        for (int round = 1; round <= ROUNDS_TO_MEASURE; round++) {
            int now =
                    talk.ask(
                            new ReadPosition(),
                            reply -> MoonLiteTalk.boxed(MoonLiteCodec.positionDigits(reply)));
            if (now == before) {
                return now;
            }
            before = now;
        }
        throw talk.garbled(new ReadPosition(), "a different width each time");
    }

    private DeviceException stranger(String received) {
        return new DeviceException(
                new DeviceFault.WrongDevice(device, "a MoonLite focuser", received));
    }
}
