package parfocal.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a script that lets the shell complete commands and options.",
        footer = {
            "",
            "Examples:",
            "  source <(parfocal completion bash)      (bash; in ~/.bashrc for good)",
            "  source <(parfocal completion zsh)       (zsh; in ~/.zshrc, after compinit)"
        })
final class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "bash|zsh", description = "Which shell.")
    private String shell = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Misuse {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new Misuse(
                    "There is completion for bash and for zsh; %s was asked.".formatted(shell));
        }
        // One script for both: in zsh it switches bash's ways on by itself.
        spec.commandLine().getOut().print(AutoComplete.bash("parfocal", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return Parfocal.DONE;
    }
}
