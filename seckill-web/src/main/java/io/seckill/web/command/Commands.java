package io.seckill.web.command;

import io.seckill.core.sale.BackendUnavailableException;
import java.io.PrintStream;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The program's commands. What was done is one line on standard output; why something was not is one sentence on standard
 * error.
 */
public final class Commands {
    private static final int FAILED = 1;

    private Commands() {}

    /** Whether the program is to do something and end: the first argument is a word and no setting. */
    public static boolean isOne(String... args) {
        return args.length > 0 && !args[0].startsWith("-");
    }

    /** @return what the process is to end with: 0, 1 if it could not be done, 2 if it was called wrongly */
    public static int run(String... args) {
        PrintStream out = System.out;
        System.setOut(System.err); // where a log goes, if anything is logged
        try {
            out.println(result(CommandLine.of(args)));
            return 0;
        } catch (CommandException e) {
            System.err.println(e.getMessage());
            return e.status();
        } catch (StartException saidAlready) {
            return FAILED;
        }
    }

    private static String result(CommandLine line) {
        try (ConfigurableApplicationContext ports = ports(line.settings())) {
            return line.command().run(ports);
        } catch (BackendUnavailableException e) {
            throw CommandException.refused("the database did not answer as it should (" + rootMessage(e) + "); "
                    + line.command().again());
        }
    }

    private static ConfigurableApplicationContext ports(List<String> settings) {
        SpringApplication application = new SpringApplication(DatabaseAlone.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.addInitializers((ApplicationContextInitializer<ConfigurableApplicationContext>) Commands::prepare);
        application.setDefaultProperties(
                Map.of("logging.level.root", "error", "logging.pattern.console", "%m%n%wEx{0}"));
        try {
            return application.run(settings.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw new StartException(e);
        }
    }

    /** A command migrates nothing: whoever may archive may not. */
    private static void prepare(ConfigurableApplicationContext context) {
        Map<String, Object> always = Map.of("seckill.selling.enabled", true, "seckill.database.migrate", false);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("command", always));
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).strip().lines().findFirst().orElse("");
    }

    /** The program said why it cannot start. */
    private static final class StartException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        StartException(Throwable cause) {
            super(cause);
        }
    }
}
