package parfocal.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// A command line that cannot be understood, told in words of its writer instead of the parser's.
final class PlainUsage {
    private PlainUsage() {}

    static String sentence(ParameterException wrong) {
        return switch (wrong) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case MissingParameterException missing -> missing(missing);
            case MutuallyExclusiveArgsException _ ->
                    "These do not go together; keep one: %s."
                            .formatted(
                                    after(wrong, ": ")
                                            .replaceAll(" are mutually exclusive.*$", "")
                                            .replaceAll("(--[a-z]+)=", "$1 "));
            case OverwrittenOptionException twice ->
                    "%s was given twice.".formatted(name(twice.getOverwritten()));
            default -> value(wrong);
        };
    }

    private static String unknown(UnmatchedArgumentException unmatched) {
        String word = unmatched.getUnmatched().getFirst();
        CommandLine command = unmatched.getCommandLine();
        if (unmatched.isUnknownOption()) {
            return "%s has no option %s.%s"
                    .formatted(
                            command.getCommandSpec().qualifiedName(),
                            word,
                            // A position below zero looks like an option.
                            word.matches("-\\d+")
                                    ? " For a negative number write -- before it: %s -- %s."
                                            .formatted(
                                                    command.getCommandSpec().qualifiedName(), word)
                                    : didYouMean(unmatched.getSuggestions()));
        }
        return command.getSubcommands().isEmpty()
                ? "%s does not know what to do with '%s'."
                        .formatted(command.getCommandSpec().qualifiedName(), word)
                : "There is no command '%s'.%s"
                        .formatted(word, didYouMean(unmatched.getSuggestions()));
    }

    private static String didYouMean(List<String> suggestions) {
        return suggestions.isEmpty()
                ? ""
                : " Did you mean %s?".formatted(String.join(" or ", suggestions));
    }

    private static String missing(MissingParameterException missing) {
        List<String> names = missing.getMissing().stream().map(PlainUsage::name).toList();
        // Something that stands in a group is written there with its alternatives.
        String message = String.valueOf(missing.getMessage());
        if (names.isEmpty() || message.contains("specify one of these")) {
            return "One of these must be given: %s."
                    .formatted(
                            after(missing, "these): ")
                                    .replaceAll("^\\(|\\)$", "")
                                    .replaceAll("(--[a-z]+)=", "$1 ")
                                    .replace(" | ", ", or "));
        }
        boolean withoutValue =
                message.startsWith("Missing required parameter for option")
                        || message.startsWith("Expected parameter for option")
                        || message.startsWith("option ");
        return withoutValue
                ? "%s wants a value: %s."
                        .formatted(names.getFirst(), label(missing.getMissing().getFirst()))
                : "%s is missing.".formatted(String.join(", ", names));
    }

    private static String value(ParameterException wrong) {
        ArgSpec argument = wrong.getArgSpec();
        String given = wrong.getValue();
        if (argument == null || given == null) {
            return String.valueOf(wrong.getMessage());
        }
        Class<?> type = argument.typeInfo().getType();
        String wanted =
                type == int.class
                                || type == Integer.class
                                || type == long.class
                                || type == Long.class
                        ? "a whole number"
                        : type == double.class || type == Double.class
                                ? "a number"
                                : label(argument);
        return "%s must be %s; '%s' was given.".formatted(name(argument), wanted, given);
    }

    private static String name(ArgSpec argument) {
        return switch (argument) {
            case OptionSpec option -> option.longestName();
            case PositionalParamSpec positional -> label(positional);
            default -> argument.paramLabel();
        };
    }

    private static String label(ArgSpec argument) {
        return argument.paramLabel();
    }

    private static String after(ParameterException wrong, String mark) {
        String message = String.valueOf(wrong.getMessage());
        int at = message.indexOf(mark);
        return at < 0 ? message : message.substring(at + mark.length());
    }
}
