package parfocal.driver.sonylens;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parfocal.driver.sonylens.CameraLink.Outcome;

/// What `gphoto2 --shell` prints between two prompts, with the error lines of its library among it.
///
/// What gphoto2 says to people is no use: a busy body and one in autofocus both give "Property 'manualfocus' not found". The
/// library's own error line has the camera's code.
record GphotoReply(List<String> lines) {
    // Error numbers of libgphoto2.
    private static final int IO = -7;
    private static final int TIMEOUT = -10;
    private static final int NO_USB = -52;
    private static final int USB_CLAIMED = -53;
    private static final int NO_MODEL = -105;
    private static final int CAMERA_BUSY = -110;

    // Nikon's own codes.
    private static final int AT_LIMIT = 0xA00C;
    private static final int STEP_TOO_SMALL = 0xA00E;

    private static final Pattern PTP_CODE = Pattern.compile("failed: .*\\(0x([0-9a-fA-F]{4})\\)");
    private static final Pattern ERROR = Pattern.compile("\\*\\*\\* Error \\((-\\d+): ");
    private static final Pattern CURRENT = Pattern.compile("Current: (.*)");
    private static final Pattern TYPE = Pattern.compile("Type: (\\w+)");
    // What 2.5.28 to 2.5.30 write after the press itself: the lens is moving already.
    private static final Pattern SECOND_WRITE =
            Pattern.compile("ptp_generic_setdevicepropvalue.*failed");

    GphotoReply {
        lines = List.copyOf(lines);
    }

    static GphotoReply of(String printed) {
        return new GphotoReply(printed.lines().map(String::strip).toList());
    }

    boolean failed() {
        return lines.stream().anyMatch(line -> line.startsWith("*** Error"));
    }

    /// The value that was asked for.
    Optional<String> current() {
        return first(CURRENT);
    }

    /// `RANGE`, `RADIO`, `TEXT` and so on.
    Optional<String> type() {
        return first(TYPE);
    }

    /// Whether the camera has no such thing, as against trouble with the camera.
    boolean unknownKey() {
        return failed()
                && lines.stream().anyMatch(it -> it.endsWith("not found in configuration tree."));
    }

    /// Why the camera cannot be talked to; empty where it can.
    Optional<String> cameraLost() {
        int number = first(ERROR).map(Integer::parseInt).orElse(0);
        return switch (number) {
            case USB_CLAIMED ->
                    Optional.of(
                            "another program holds the camera (error -53). Close it; on a Linux desktop it is mostly the file manager: unmount"
                                    + " the camera there, or run: gio mount -s gphoto2.");
            case NO_USB, NO_MODEL -> Optional.of(NO_CAMERA);
            case IO, TIMEOUT ->
                    Optional.of(
                            "the camera is gone (error %d). Check cable, battery and the camera's power save, and that it is in PC Remote mode."
                                    .formatted(number));
            default -> Optional.empty();
        };
    }

    static final String NO_CAMERA =
            "gphoto2 finds no camera there. Is it switched on, plugged in and in PC Remote mode? gphoto2 --auto-detect lists what it sees.";

    /// What became of a press.
    Outcome outcome() {
        if (!failed()) {
            return new Outcome.Done();
        }
        OptionalInt code = code("setdevicecontrolvalue");
        if (code.isEmpty() && lines.stream().anyMatch(it -> SECOND_WRITE.matcher(it).find())) {
            return new Outcome.Done();
        }
        int ptp = code.orElseGet(() -> code("").orElse(0));
        boolean busy =
                first(ERROR).filter(it -> it.equals(Integer.toString(CAMERA_BUSY))).isPresent();
        return switch (ptp) {
            case SonyWords.BUSY -> new Outcome.Busy();
            case AT_LIMIT -> new Outcome.AtStop();
            case STEP_TOO_SMALL ->
                    new Outcome.Refused("the step is too small for this lens. Use bigger moves.");
            case 0 -> busy ? new Outcome.Busy() : new Outcome.Refused(inItsWords());
            default -> new Outcome.Refused(Refusal.of(ptp));
        };
    }

    private OptionalInt code(String of) {
        for (String line : lines) {
            Matcher found = PTP_CODE.matcher(line);
            if (line.contains(of) && found.find()) {
                return OptionalInt.of(Integer.parseInt(found.group(1), 16));
            }
        }
        return OptionalInt.empty();
    }

    private String inItsWords() {
        int at = lines.indexOf("*** Error ***");
        String words =
                at >= 0 && at + 1 < lines.size() ? lines.get(at + 1) : String.join(" ", lines);
        return "gphoto2 says: %s See that the camera is in manual focus and shows no menu."
                .formatted(words);
    }

    private Optional<String> first(Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}
