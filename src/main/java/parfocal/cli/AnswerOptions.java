package parfocal.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command that takes its time answers: the options of all of them.
final class AnswerOptions {
    @Option(
            names = "--json",
            description = "One JSON object on standard output, progress on standard error.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    /// For the result.
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /// For progress and notes.
    PrintWriter err() {
        return command.commandLine().getErr();
    }
}
