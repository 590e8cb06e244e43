package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.link.WireLog;
import parfocal.server.BasicLogin;
import parfocal.server.DoorSettings;
import parfocal.server.Token;
import parfocal.server.WebDoor;
import parfocal.server.alpaca.AlpacaDiscoveryResponder;
import parfocal.server.alpaca.AlpacaFace;
import parfocal.server.alpaca.Compensating;
import parfocal.server.alpaca.ServerInfo;
import parfocal.server.indi.IndiServer;
import parfocal.server.panel.PanelFace;
import parfocal.time.Pace;
import parfocal.wire.alpaca.DiscoveryMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the hub: owns every focuser and serves it to all programs at once, over Alpaca and INDI.",
            "With no configuration it serves the simulated rig refractor-80. Stop it with Ctrl-C."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal serve",
            "  parfocal serve --config observatory.toml --lan",
            "",
            "docs/hub.md shows the configuration file."
        })
final class ServeCommand implements Callable<Integer> {
    private static final Duration WATCH = Duration.ofSeconds(2);

    @Mixin private HubOptions options = new HubOptions();

    @Option(
            names = "--http",
            paramLabel = "[HOST:]PORT",
            description = "Alpaca, setup pages and panel. Default: 11111 on loopback.")
    private @Nullable String http;

    @Option(
            names = "--indi",
            paramLabel = "[HOST:]PORT",
            description = "INDI. Default: 7624 on loopback.")
    private @Nullable String indi;

    @Option(
            names = "--discovery",
            paramLabel = "PORT|off",
            description = "UDP port of Alpaca discovery. Default: 32227.")
    private @Nullable String discovery;

    @Option(names = "--lan", description = "Opens the servers to the network.")
    private boolean lan;

    @Option(names = "--trace", description = "Shows the talk on the wires on standard error.")
    private boolean trace;

    @Option(names = "--quiet", description = "Says nothing but the line when ready.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    private volatile String address = "";

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        Path directory = options.directory();
        Configuration configuration = configuration(directory);
        PrintWriter err = spec.commandLine().getErr();
        Pace pace = Pace.wall();
        WireLog log =
                trace
                        ? WireLog.into(new Unbuffered(err), pace, ZoneId.systemDefault())
                        : WireLog.none();
        var end = new CountDownLatch(1);
        Optional<String> loss = HubLock.take(directory);
        var hub = new Hub(HubOptions.memory(directory), pace);
        if (!quiet) {
            HubOptions.tellStory(hub, () -> address, err);
        }
        loss.ifPresent(words -> hub.say(HubEvent.Gravity.TROUBLE, "The data directory", words));
        // The doors first: where another program has them, no device has been touched.
        var workbench = new FileWorkbench(options.file(directory));
        var wiring =
                new Wiring(
                        hub,
                        pace,
                        log,
                        Optional.of(directory.resolve("logs")),
                        Optional.of(new Wiring.School(directory.resolve("lenses"), workbench)));
        Bookkeeping books = Bookkeeping.prepare(hub, configuration, directory, pace);
        List<AutoCloseable> servers = open(hub, wiring, configuration, directory, books);
        books.begin();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    servers.reversed().forEach(ServeCommand::close);
                                    hub.close();
                                    books.close();
                                    end.countDown();
                                },
                                "shutdown"));
        var watch = new FileWatch(options.file(directory));
        while (!end.await(WATCH.toMillis(), TimeUnit.MILLISECONDS)) {
            if (watch.hasChanged()) {
                rewire(wiring, directory);
            }
        }
        return Parfocal.DONE;
    }

    /// A file that is being edited, or has a mistake, changes nothing.
    private void rewire(Wiring wiring, Path directory) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            wiring.wire(configuration(directory));
            err.println("The configuration was read again.");
        } catch (Misuse mistake) {
            err.printf("The configuration was left as it was: %s%n", mistake.getMessage());
        }
        err.flush();
    }

    private Configuration configuration(Path directory) throws Misuse {
        Configuration read = options.configuration(directory);
        return read.withServers(
                http == null ? read.http() : Optional.of(HostPort.parse("--http", http)),
                indi == null ? read.indi() : Optional.of(HostPort.parse("--indi", indi)),
                discovery == null
                        ? read.discovery()
                        : Optional.of(ServerSection.discovery(discovery)),
                lan || read.lan());
    }

    private List<AutoCloseable> open(
            Hub hub, Wiring wiring, Configuration configuration, Path directory, Bookkeeping books)
            throws Refusal, Misuse {
        Optional<BasicLogin> login = login(configuration);
        var opened = new ArrayList<AutoCloseable>();
        try {
            Token token = token(directory, hub);
            InetSocketAddress web =
                    configuration
                            .http()
                            .orElse(new HostPort("", DoorSettings.PORT))
                            .address(configuration.lan());
            var alpaca =
                    new AlpacaFace(
                            hub,
                            Pace.wall(),
                            new ServerInfo(""),
                            token,
                            login,
                            Compensating.by(hub));
            opened.add(alpaca);
            WebDoor door =
                    WebDoor.open(
                            DoorSettings.at(web.getAddress(), web.getPort()),
                            Stream.concat(
                                            Stream.of(alpaca, panel(hub, token, web, directory)),
                                            books.faces().stream())
                                    .toList());
            opened.add(door);
            address = "http://" + printed(web.getAddress(), door.port());
            discovery(configuration, door).ifPresent(opened::add);
            IndiServer indiServer =
                    IndiServer.open(
                            configuration
                                    .indi()
                                    .orElse(new HostPort("", IndiServer.PORT))
                                    .address(configuration.lan()),
                            hub,
                            Pace.wall(),
                            Optional.of(directory.resolve("indi")));
            opened.add(indiServer);
            wiring.wire(configuration);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "ready %s indi://%s%n",
                            address, printed(indiServer.address(), indiServer.port()));
            spec.commandLine().getOut().flush();
            return opened;
        } catch (IOException trouble) {
            opened.reversed().forEach(ServeCommand::close);
            hub.close();
            throw new Refusal(String.valueOf(trouble.getMessage()), trouble);
        }
    }

    /// A disk that takes nothing keeps no token; then there is one until the program ends.
    private static Token token(Path directory, Hub hub) {
        try {
            return Token.in(directory);
        } catch (IOException unwritable) {
            hub.say(
                    HubEvent.Gravity.WARNING,
                    "The token",
                    "cannot be kept (%s). Changes from other computers are not possible until the next start."
                            .formatted(unwritable.getMessage()));
            return Token.fresh();
        }
    }

    /// On this computer alone nobody is asked for the token who could read it from the disk.
    private PanelFace panel(Hub hub, Token token, InetSocketAddress web, Path directory) {
        return new PanelFace(
                hub,
                token,
                Parfocal.version(),
                !web.getAddress().isLoopbackAddress(),
                new FileWorkbench(options.file(directory)));
    }

    /// A hub that cannot be discovered can still be typed in: said, and gone on without.
    private Optional<AutoCloseable> discovery(Configuration configuration, WebDoor door) {
        OptionalInt port =
                configuration
                        .discovery()
                        .map(Configuration.Discovery::port)
                        .orElse(OptionalInt.of(DiscoveryMessage.UDP_PORT));
        if (port.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AlpacaDiscoveryResponder.start(port.getAsInt(), door.address()));
        } catch (IOException taken) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "Alpaca discovery is off: UDP port %d cannot be shared (%s). Clients find this hub by its address.%n",
                            port.getAsInt(), taken.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<BasicLogin> login(Configuration configuration) {
        return configuration
                .password()
                .map(password -> password.split(":", 2))
                .map(parts -> new BasicLogin(parts[0], parts[1]));
    }

    /// Open to all is printed as the address by which this computer itself reaches it.
    private static String printed(InetAddress host, int port) {
        String shown =
                host.isAnyLocalAddress()
                        ? "127.0.0.1"
                        : host.getHostAddress().contains(":")
                                ? "[%s]".formatted(host.getHostAddress())
                                : host.getHostAddress();
        return shown + ":" + port;
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception _) {
            // The program ends; there is nobody left to serve.
        }
    }
}
