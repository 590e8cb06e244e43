package parfocal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.LearnsFromCounts.Witness;

/// Somebody watches the focus bar of the camera and tells whether it still moves.
final class WatchingPerson implements Witness {
    private static final String STOOD = "s";

    private final BufferedReader in;
    private final PrintWriter err;

    WatchingPerson(BufferedReader in, PrintWriter err) {
        this.in = in;
        this.err = err;
    }

    @Override
    public void watch() {
        err.println("Look at the focus bar on the camera: from now on after each press.");
        err.flush();
    }

    @Override
    public boolean stood() throws DeviceException {
        while (true) {
            err.print("Did it move? Enter: yes. s and Enter: no, it stood. ");
            err.flush();
            String answer = read();
            if (answer.isEmpty() || answer.equals("y")) {
                return false;
            }
            if (answer.equals(STOOD) || answer.equals("n")) {
                return true;
            }
        }
    }

    private String read() throws DeviceException {
        String line;
        try {
            line = in.readLine();
        } catch (IOException gone) {
            throw nobody(gone);
        }
        if (line == null) {
            throw nobody(new IOException("end of input"));
        }
        return line.strip().toLowerCase(Locale.ROOT);
    }

    private static DeviceException nobody(IOException cause) {
        return new DeviceException(
                new DeviceFault.Refused(
                        "The lens",
                        "learning",
                        "nobody answers. With --by-eye somebody has to sit at the keyboard; a camera with --camera can watch instead."),
                cause);
    }
}
