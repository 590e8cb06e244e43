package parfocal.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parfocal.hub.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The program: its commands, and the one place where trouble becomes a sentence and an exit status.
@Command(
        name = "parfocal",
        mixinStandardHelpOptions = true,
        versionProvider = Parfocal.Version.class,
        description = "Keeps a telescope in focus, and proves it.",
        footer = {
            "",
            "The first minute, without any hardware:",
            "  parfocal autofocus --rig refractor-toa150",
            "",
            "The hub, and orders to it from another terminal:",
            "  parfocal serve",
            "  parfocal status"
        })
public final class Parfocal implements Runnable {
    private static final List<Class<?>> COMMANDS =
            List.of(
                    ServeCommand.class,
                    IndiDriverCommand.class,
                    OpenCommand.class,
                    StatusCommand.class,
                    WatchCommand.class,
                    MoveCommand.class,
                    OrderCommands.Halt.class,
                    OrderCommands.Sync.class,
                    OrderCommands.Home.class,
                    OrderCommands.Preset.class,
                    OrderCommands.Settings.class,
                    LogCommand.class,
                    ExportCommand.class,
                    CompensationCommands.Compensate.class,
                    CompensationCommands.Compensation.class,
                    PointsCommand.class,
                    ResetCommand.class,
                    CalibrateCommand.class,
                    AutofocusCommand.class,
                    MeasureCommand.class,
                    CurveCommand.class,
                    EmulateCommand.class,
                    DriversCommand.class,
                    PortsCommand.class,
                    RigsCommand.class,
                    ExposeCommand.class,
                    DoctorCommand.class,
                    ReplayCommand.class,
                    BacklashCommand.class,
                    OffsetsCommand.class,
                    NightsCommand.class,
                    SelfTestCommand.class,
                    LearnLensCommand.class,
                    TokenCommand.class,
                    CompletionCommand.class,
                    RehearseCommand.class,
                    HelpCommand.class);

    private static final Set<Class<?>> NEEDS_ALL =
            Set.of(HelpCommand.class, CompletionCommand.class);

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    private Parfocal() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status = run(out, err, arguments);
        err.flush();
        if (out.checkError()) {
            err.println("Not everything could be written to standard output: is the disk full?");
            status = status == DONE ? FAILED : status;
        }
        System.exit(status);
    }

    /// Runs one command line and returns its exit status: 0 done, 1 failed or refused, 2 wrong usage.
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        var line = new CommandLine(new Parfocal());
        // Putting all of them together takes longer than many a command; help needs them, a command
        // itself does not.
        commandOf(arguments).map(List::<Class<?>>of).orElse(COMMANDS).forEach(line::addSubcommand);
        return run(line, out, err, arguments);
    }

    /// Runs one command that was built by hand, as if it had been typed.
    static int run(Object command, PrintWriter out, PrintWriter err, String... arguments) {
        return run(new CommandLine(command), out, err, arguments);
    }

    private static Optional<Class<?>> commandOf(String... arguments) {
        for (Class<?> each : COMMANDS) {
            Command command = each.getAnnotation(Command.class);
            if (arguments.length > 0
                    && command != null
                    && command.name().equals(arguments[0])
                    && !NEEDS_ALL.contains(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static int run(
            CommandLine line, PrintWriter out, PrintWriter err, String... arguments) {
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Parfocal::understood)
                .setParameterExceptionHandler(Parfocal::correct)
                .setExecutionExceptionHandler((trouble, failed, _) -> explain(trouble, failed))
                .execute(arguments);
    }

    /// With --help the parser lets everything pass; a command that there is not has no help either.
    private static int understood(ParseResult asked) {
        ParseResult last = asked;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        if (!last.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(
                    last.commandSpec().commandLine(), last.unmatched());
        }
        return new CommandLine.RunLast().execute(asked);
    }

    /// One sentence and where to read more, instead of a page of usage.
    private static int correct(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(PlainUsage.sentence(wrong));
        command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return WRONG_USAGE;
    }

    /// What is expected to go wrong writes its own sentence. Anything else is a mistake of ours and says so; its trace is
    /// for whoever asks for it.
    private static int explain(Exception trouble, CommandLine command) {
        PrintWriter err = command.getErr();
        if (trouble instanceof Refusal refusal) {
            err.println(refusal.getMessage());
            return FAILED;
        }
        if (trouble instanceof Misuse misuse) {
            err.println(misuse.getMessage());
            return WRONG_USAGE;
        }
        if (trouble instanceof InterruptedException) {
            err.println("Cancelled.");
            return FAILED;
        }
        err.println(
                "This is a mistake in Parfocal, not yours: %s. Please report it; PARFOCAL_TRACE=1 shows where."
                        .formatted(trouble));
        if ("1".equals(System.getenv("PARFOCAL_TRACE"))) {
            trouble.printStackTrace(err);
        }
        return FAILED;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"parfocal " + version()};
        }
    }

    static String version() {
        return Program.VERSION;
    }
}
