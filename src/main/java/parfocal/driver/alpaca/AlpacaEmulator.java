package parfocal.driver.alpaca;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.Gear;
import parfocal.driver.Motor;
import parfocal.driver.Quirks;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaError;
import parfocal.wire.alpaca.AlpacaReply;
import parfocal.wire.alpaca.AlpacaValue;

/// A small Alpaca server with one focuser, from the first byte of a request to the last of its reply. It does what the sheet says
/// and no more: enough to be found at its address, connected, read and moved.
final class AlpacaEmulator implements FocuserEmulator {
    private static final double STEPS_PER_SECOND = 400;
    private static final double STEP_MICRONS = 2;
    private static final int LONGEST_REQUEST = 16_384;
    private static final String ROOT = "/api/v1/focuser/0/";

    private final Quirks quirks;
    private final int interfaceVersion;
    private final int maximumSteps;
    private final int incrementSteps;
    private final Motor motor;
    private final Set<Long> clients = new HashSet<>();
    private final StringBuilder heard = new StringBuilder();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private OptionalDouble probeCelsius;
    private boolean compensates;
    private long transactions;

    AlpacaEmulator(EmulatorSettings settings, Pace pace) {
        quirks = AlpacaQuirks.of(settings.quirks());
        interfaceVersion = Integer.parseInt(quirks.habit("interface"));
        maximumSteps = settings.maximumSteps();
        incrementSteps = quirks.has("increment", "whole") ? maximumSteps : 1_000;
        compensates = quirks.has("compensation", "on");
        probeCelsius = settings.temperatureCelsius();
        int here = settings.positionSteps();
        double speed = settings.stepsPerSecond() > 0 ? settings.stepsPerSecond() : STEPS_PER_SECOND;
        motor = new Motor(pace, here, speed, new Gear(settings.backlashSteps(), here, 0));
    }

    @Override
    public Motor motor() {
        return motor;
    }

    @Override
    public synchronized void feel(OptionalDouble temperatureCelsius) {
        probeCelsius = temperatureCelsius;
    }

    @Override
    public synchronized void hear(byte[] bytes) {
        heard.append(new String(bytes, ISO_8859_1));
        for (Optional<Integer> length = EmulatedRequest.lengthOfFirst(heard.toString());
                length.isPresent();
                length = EmulatedRequest.lengthOfFirst(heard.toString())) {
            String whole = heard.substring(0, length.get());
            heard.delete(0, length.get());
            EmulatedRequest.parse(whole).ifPresentOrElse(this::serve, () -> refuse("no request"));
        }
        if (heard.length() > LONGEST_REQUEST) {
            heard.setLength(0);
            refuse("too long a request");
        }
    }

    @Override
    public synchronized byte[] say() {
        byte[] all = said.toByteArray();
        said.reset();
        return all;
    }

    private void refuse(String reason) {
        send("400 Bad Request", "text/plain; charset=utf-8", reason.getBytes(UTF_8));
    }

    private void send(String status, String type, byte[] body) {
        said.writeBytes(
                "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, type, body.length)
                        .getBytes(ISO_8859_1));
        said.writeBytes(body);
    }

    /// A parameter is missing, or cannot be read.
    private static final class BadParameter extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private void serve(EmulatedRequest request) {
        var transaction =
                new AlpacaReply.Transaction(request.id("ClientTransactionID"), ++transactions);
        try {
            Optional<AlpacaReply> reply =
                    request.path().startsWith(ROOT)
                            ? answer(
                                    request,
                                    request.method()
                                            + " "
                                            + request.path().substring(ROOT.length()),
                                    transaction)
                            : Optional.empty();
            reply.ifPresentOrElse(
                    known -> send("200 OK", "application/json; charset=utf-8", known.toJson()),
                    () -> refuse("nothing is called " + request.path()));
        } catch (BadParameter _) {
            refuse("a parameter is missing or cannot be read");
        }
    }

    private Optional<AlpacaReply> answer(
            EmulatedRequest request, String asked, AlpacaReply.Transaction transaction)
            throws BadParameter {
        Optional<AlpacaValue> known = aboutItself(request, asked);
        if (known.isPresent()) {
            return Optional.of(AlpacaReply.of(known.get(), transaction));
        }
        Optional<AlpacaReply> connecting = connection(request, asked, transaction);
        if (connecting.isPresent()) {
            return connecting;
        }
        if (!clients.contains(request.id("ClientID"))) {
            return Optional.of(
                    AlpacaReply.failed(
                            AlpacaError.NOT_CONNECTED, "Connect to it first.", transaction));
        }
        Optional<AlpacaValue> value = reading(asked);
        if (value.isPresent()) {
            return Optional.of(AlpacaReply.of(value.get(), transaction));
        }
        return order(request, asked, transaction);
    }

    private Optional<AlpacaValue> aboutItself(EmulatedRequest request, String asked) {
        return switch (asked) {
            case "GET name" -> Optional.of(AlpacaValue.of("Emulated focuser"));
            case "GET description" ->
                    Optional.of(AlpacaValue.of("An Alpaca focuser without the metal"));
            case "GET driverinfo" -> Optional.of(AlpacaValue.of("Parfocal's emulator"));
            case "GET driverversion" -> Optional.of(AlpacaValue.of("1.0"));
            case "GET interfaceversion" -> Optional.of(AlpacaValue.of(interfaceVersion));
            case "GET supportedactions" -> Optional.of(AlpacaValue.of(List.of()));
            case "GET connected" ->
                    Optional.of(AlpacaValue.of(clients.contains(request.id("ClientID"))));
            case "GET connecting" ->
                    interfaceVersion >= 4 ? Optional.of(AlpacaValue.of(false)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<AlpacaReply> connection(
            EmulatedRequest request, String asked, AlpacaReply.Transaction transaction)
            throws BadParameter {
        long client = request.id("ClientID");
        switch (asked) {
            case "PUT connect", "PUT disconnect" -> {
                if (interfaceVersion < 4) {
                    return Optional.empty();
                }
                connect(client, asked.equals("PUT connect"));
            }
            case "PUT connected" -> connect(client, truth(request, "Connected"));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(AlpacaReply.done(transaction));
    }

    private void connect(long client, boolean connected) {
        if (connected) {
            clients.add(client);
        } else {
            clients.remove(client);
        }
    }

    private Optional<AlpacaValue> reading(String asked) {
        boolean absolute = quirks.has("positions", "absolute");
        return switch (asked) {
            case "GET absolute" -> Optional.of(AlpacaValue.of(absolute));
            case "GET ismoving" -> Optional.of(AlpacaValue.of(motor.moving()));
            case "GET maxincrement" -> Optional.of(AlpacaValue.of(incrementSteps));
            case "GET maxstep" -> Optional.of(AlpacaValue.of(maximumSteps));
            case "GET position" ->
                    absolute
                            ? Optional.of(AlpacaValue.of(motor.positionSteps()))
                            : Optional.empty();
            case "GET stepsize" -> Optional.of(AlpacaValue.of(STEP_MICRONS));
            case "GET temperature" ->
                    probeCelsius.isPresent()
                            ? Optional.of(AlpacaValue.of(probeCelsius.getAsDouble()))
                            : Optional.empty();
            case "GET tempcomp" -> Optional.of(AlpacaValue.of(compensates));
            case "GET tempcompavailable" ->
                    Optional.of(AlpacaValue.of(!quirks.has("compensation", "absent")));
            default -> Optional.empty();
        };
    }

    private Optional<AlpacaReply> order(
            EmulatedRequest request, String asked, AlpacaReply.Transaction transaction)
            throws BadParameter {
        return switch (asked) {
            case "GET position", "GET temperature" ->
                    Optional.of(notImplemented(asked, transaction));
            case "PUT tempcomp" -> {
                boolean on = truth(request, "TempComp");
                if (on && quirks.has("compensation", "absent")) {
                    yield Optional.of(notImplemented(asked, transaction));
                }
                compensates = on;
                yield Optional.of(AlpacaReply.done(transaction));
            }
            case "PUT halt" -> {
                if (quirks.has("halt", "missing")) {
                    yield Optional.of(notImplemented(asked, transaction));
                }
                motor.stop();
                yield Optional.of(AlpacaReply.done(transaction));
            }
            case "PUT move" -> Optional.of(move(whole(request, "Position"), transaction));
            default -> Optional.empty();
        };
    }

    private AlpacaReply move(int steps, AlpacaReply.Transaction transaction) {
        if (compensates && interfaceVersion < 3) {
            return AlpacaReply.failed(
                    AlpacaError.INVALID_OPERATION, "It compensates temperature.", transaction);
        }
        if (motor.moving() && quirks.has("redirect", "refused")) {
            return AlpacaReply.failed(AlpacaError.INVALID_OPERATION, "It is moving.", transaction);
        }
        boolean relative = quirks.has("positions", "relative");
        if (relative && Math.abs((long) steps) > incrementSteps) {
            return AlpacaReply.failed(
                    AlpacaError.INVALID_VALUE,
                    "It moves by %d steps at most.".formatted(incrementSteps),
                    transaction);
        }
        long target = relative ? (long) motor.positionSteps() + steps : steps;
        motor.driveTo((int) Math.clamp(target, 0L, (long) maximumSteps));
        return AlpacaReply.done(transaction);
    }

    private static AlpacaReply notImplemented(String asked, AlpacaReply.Transaction transaction) {
        return AlpacaReply.failed(
                AlpacaError.NOT_IMPLEMENTED, asked + " is not implemented.", transaction);
    }

    private static boolean truth(EmulatedRequest request, String name) throws BadParameter {
        String text = request.parameter(name).orElseThrow(BadParameter::new);
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new BadParameter();
        }
        return text.equalsIgnoreCase("true");
    }

    private static int whole(EmulatedRequest request, String name) throws BadParameter {
        try {
            return Integer.parseInt(request.parameter(name).orElseThrow(BadParameter::new));
        } catch (NumberFormatException _) {
            throw new BadParameter();
        }
    }
}
