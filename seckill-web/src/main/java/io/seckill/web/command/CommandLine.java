package io.seckill.web.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was typed: a command's word, its one option, and settings of the program's as {@code --spring.datasource.url=...}.
 *
 * @param settings for Spring Boot
 */
record CommandLine(Command command, List<String> settings) {
    private static final String COMMANDS =
            "the commands are 'archive --sale ID' and 'republish --since TIME', and without one the program starts";

    /** @throws CommandException that says what is wrong and what would be right */
    static CommandLine of(String[] args) {
        String word = args[0];
        return switch (word) {
            case "archive" -> read(args, "--sale", "ID", ArchiveSale::of);
            case "republish" -> read(args, "--since", "TIME", PublishAgain::of);
            default -> throw CommandException.wrongUse("there is no command '" + word + "': " + COMMANDS);
        };
    }

    private static CommandLine read(String[] args, String option, String what, Function<String, Command> reading) {
        String word = args[0];
        String value = null;
        List<String> settings = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals(option) || arg.startsWith(option + "=")) {
                if (value != null) {
                    throw CommandException.wrongUse(word + ": " + option + " must be given once");
                }
                boolean apart = arg.equals(option);
                i += apart ? 1 : 0;
                value = apart ? at(args, i) : arg.substring(option.length() + 1);
            } else if (isSetting(arg)) {
                settings.add(arg);
            } else {
                throw CommandException.wrongUse(word + ": '" + arg + "' is not understood; it takes " + option + " "
                        + what + ", and settings as --name.of.setting=value");
            }
        }
        if (value == null || value.isEmpty()) {
            throw CommandException.wrongUse(word + ": " + option + " " + what + " is needed");
        }
        return new CommandLine(reading.apply(value), List.copyOf(settings));
    }

    private static @Nullable String at(String[] args, int place) {
        return place < args.length && !args[place].startsWith("--") ? args[place] : null;
    }

    /** A name of Spring Boot's has a dot in it; none of the commands' own has. */
    private static boolean isSetting(String arg) {
        int end = arg.indexOf('=');
        return arg.startsWith("--") && end > 0 && arg.substring(0, end).contains(".");
    }
}
