package parfocal.driver.sonylens;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.link.ChildLine;
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.link.WireLog;

/// A camera behind `gphoto2 --shell`, which knows the ways of every maker on USB. It runs as a program of its own: whatever happens
/// in its native code or on the cable, only that program dies, and the next call starts another.
final class GphotoShell implements CameraLink {
    /// Its library waits 2.5 s for each packet, several times over.
    static final Duration REPLY = Duration.ofSeconds(20);

    private static final byte[] NOTHING = {};
    private static final String SONY_KEY = "manualfocus";
    // INDI waits as long, for Canon's bodies.
    private static final Duration AFTER_NONE = Duration.ofMillis(100);
    private static final String DRIVE_KEY = "manualfocusdrive";
    private static final int CANON_NONE = 3;
    private static final List<Integer> NIKON_PULSES = List.of(128, 512, 1_024);
    // Without the first line values are up to 2 s old. The second is who we are to a camera on the
    // network, which
    // may have had to be allowed there.
    private static final String SETTINGS =
            "ptp2=cachetime=0\nptp2_ip=guid=50:61:72:66:6f:63:61:6c:00:00:00:00:00:00:00:02\n";

    /// Starts the program, or plays it in a test.
    interface Starter {
        Line start() throws DeviceException;

        /// What it prints when it wants a command.
        String prompt();

        default void cleanUp() {}
    }

    private final String device;
    private final Starter starter;
    private Optional<Line> line = Optional.empty();
    private boolean showsPercent;
    private boolean showsEnabled;
    private int lastKey;
    private Body body;

    GphotoShell(String device, Starter starter) throws DeviceException {
        this.device = device;
        this.starter = starter;
        try {
            this.body = meet();
        } catch (DeviceException | RuntimeException failed) {
            release();
            starter.cleanUp();
            throw failed;
        }
    }

    /// @param port as gphoto2 writes it
    static GphotoShell start(String device, String port, WireLog log) throws DeviceException {
        return new GphotoShell(device, Program.prepare(device, port, log));
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public Outcome press(int key) throws DeviceException {
        connected();
        try {
            if (body.kind() == Kind.CANON && key == lastKey) {
                // Without it a second equal press does nothing, and too soon after it neither.
                say("set-config-index %s=%d".formatted(DRIVE_KEY, CANON_NONE));
                lastKey = 0;
                return new Outcome.Busy(AFTER_NONE);
            }
            lastKey = key;
            GphotoReply reply = say(commandFor(key));
            Optional<String> lost = reply.cameraLost();
            return lost.isPresent() ? new Outcome.Unanswered(lose(lost.get())) : reply.outcome();
        } catch (DeviceException trouble) {
            return new Outcome.Unanswered(trouble);
        }
    }

    private String commandFor(int key) {
        return switch (body.kind()) {
            case SONY -> "set-config %s=%d".formatted(SONY_KEY, key);
            // Near 1, 2, 3, none, far 1, 2, 3.
            case CANON ->
                    "set-config-index %s=%d"
                            .formatted(DRIVE_KEY, key > 0 ? CANON_NONE + key : -key - 1);
            case NIKON ->
                    "set-config %s=%d"
                            .formatted(
                                    DRIVE_KEY,
                                    Integer.signum(key) * NIKON_PULSES.get(Math.abs(key) - 1));
        };
    }

    @Override
    public Look look() throws DeviceException {
        connected();
        if (body.kind() != Kind.SONY) {
            read(DRIVE_KEY);
            return Look.NOTHING;
        }
        OptionalInt percent = showsPercent ? number(read("d24c")) : OptionalInt.empty();
        OptionalInt enabled = showsEnabled ? number(read("d235")) : OptionalInt.empty();
        if (!showsPercent && !showsEnabled) {
            read(SONY_KEY);
        }
        return new Look(
                percent,
                enabled.isPresent() ? Optional.of(enabled.getAsInt() == 1) : Optional.empty());
    }

    private static OptionalInt number(GphotoReply reply) {
        return reply.current()
                .filter(text -> text.matches("-?\\d{1,6}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    @Override
    public Duration lookLag() {
        return Duration.ofMillis(250);
    }

    @Override
    public void release() {
        line.ifPresent(Line::close);
        line = Optional.empty();
    }

    @Override
    public void close() {
        release();
        starter.cleanUp();
    }

    private void connected() throws DeviceException {
        if (line.isEmpty()) {
            body = meet();
        }
    }

    private Body meet() throws DeviceException {
        Line child = starter.start();
        line = Optional.of(child);
        lastKey = 0;
        exchange(child, NOTHING, "its start");
        var warnings = new ArrayList<String>();
        Kind kind = kind();
        if (kind == Kind.SONY) {
            showsPercent = !read("d24c").failed();
            showsEnabled = !read("d235").failed();
        } else {
            // Their lenses are driven only while the camera shows its live view.
            say("set-config viewfinder=1");
            warnings.add(
                    "Lenses on Canon and Nikon bodies are driven by rough steps that nobody has measured on this lens: distances are guesses.");
        }
        String model = read("cameramodel").current().orElse("a camera");
        return new Body(kind, model, read("deviceversion").current(), warnings);
    }

    private Kind kind() throws DeviceException {
        if (!read(SONY_KEY).failed()) {
            return Kind.SONY;
        }
        GphotoReply drive = read(DRIVE_KEY);
        if (drive.failed()) {
            throw new DeviceException(
                    new DeviceFault.Unsupported(
                            device,
                            "focus keys that gphoto2 can press on this body. Set it to manual focus and PC Remote; some bodies hide the keys from gphoto2"
                                    + " and obey over ptpip://HOST"));
        }
        return drive.type().filter("RANGE"::equals).isPresent() ? Kind.NIKON : Kind.CANON;
    }

    /// @return what is known of the key, or that there is none
    private GphotoReply read(String key) throws DeviceException {
        GphotoReply reply = say("get-config " + key);
        Optional<String> lost = reply.cameraLost();
        if (lost.isPresent()) {
            throw lose(lost.get());
        }
        return reply;
    }

    private GphotoReply say(String command) throws DeviceException {
        byte[] request = (command + "\n").getBytes(ISO_8859_1);
        return GphotoReply.of(exchange(line.orElseThrow(), request, command));
    }

    // Whatever is wrong with the program or its answer, it is ended: half an answer left over would
    // be
    // taken for the next one.
    private String exchange(Line child, byte[] request, String asked) throws DeviceException {
        try {
            var shape = new ReplyShape.Words(starter.prompt());
            return new String(child.exchange(request, shape, REPLY), ISO_8859_1);
        } catch (DeviceException trouble) {
            throw switch (trouble.fault()) {
                case DeviceFault.Silent _ -> {
                    release();
                    yield new DeviceException(
                            new DeviceFault.Silent(device, asked, REPLY), trouble);
                }
                case DeviceFault.NotConnected(_, String reason) -> lose(inWords(reason));
                default -> {
                    release();
                    yield trouble;
                }
            };
        }
    }

    private static String inWords(String reason) {
        GphotoReply lastWords = GphotoReply.of(reason);
        return lastWords
                .cameraLost()
                .orElse(reason.contains("No camera found") ? GphotoReply.NO_CAMERA : reason);
    }

    private DeviceException lose(String reason) {
        release();
        return new DeviceException(new DeviceFault.NotConnected(device, reason));
    }

    /// The program as it is installed, in a folder of its own where it finds our settings instead of the user's.
    private record Program(String device, String port, Path folder, WireLog log)
            implements Starter {
        private static final String COMMAND = "gphoto2";

        static Program prepare(String device, String port, WireLog log) throws DeviceException {
            try {
                Path folder = Files.createTempDirectory("parfocal-gphoto2-").toRealPath();
                Files.createDirectory(folder.resolve(".gphoto"));
                Files.writeString(folder.resolve(".gphoto/settings"), SETTINGS);
                return new Program(device, port, folder, log);
            } catch (IOException failed) {
                throw new DeviceException(
                        new DeviceFault.NotConnected(
                                device,
                                "no folder for gphoto2 can be made: %s. Is the disk full?"
                                        .formatted(failed.getMessage())),
                        failed);
            }
        }

        @Override
        public String prompt() {
            // A folder with a long name is shortened in it: gphoto2: {...name} />
            return "} /> ";
        }

        @Override
        public Line start() throws DeviceException {
            var program =
                    new ChildLine.Program(
                            List.of(
                                    COMMAND,
                                    "--debug",
                                    "--debug-loglevel=error",
                                    "--debug-logfile=/dev/stderr",
                                    "--port",
                                    port,
                                    "--shell"),
                            Map.of("LC_ALL", "C", "TERM", "dumb", "HOME", folder.toString()),
                            folder,
                            "exit");
            try {
                return ChildLine.start(device, program, log);
            } catch (IOException missing) {
                throw new DeviceException(
                        new DeviceFault.NotConnected(
                                device,
                                "gphoto2 is not installed. Install it (Debian and Ubuntu: sudo apt install gphoto2; macOS: brew install"
                                        + " gphoto2), or reach a camera on the network by ptpip://HOST."),
                        missing);
            }
        }

        @Override
        public void cleanUp() {
            try {
                Files.deleteIfExists(folder.resolve(".gphoto/settings"));
                Files.deleteIfExists(folder.resolve(".gphoto"));
                Files.deleteIfExists(folder);
            } catch (IOException _) {
                // A few bytes in the folder for things that may be deleted.
            }
        }
    }
}
