package io.seckill.web.start;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says which database does not let the program in, and why. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private static final String URL = "spring.datasource.url";
    /** Settings in a URL may hold a password. */
    private static final Pattern SETTINGS = Pattern.compile("\\?.*");

    private final Environment settings;

    DatabaseFailureAnalyzer(Environment settings) {
        this.settings = settings;
    }

    @Override
    protected FailureAnalysis analyze(Throwable root, SQLException failure) {
        String url = SETTINGS.matcher(settings.getProperty(URL, "the configured URL"))
                .replaceFirst("");
        SQLException last = last(failure);
        String state = last.getSQLState() == null ? "" : last.getSQLState();
        if (state.startsWith("28")) {
            String account = isOfMigrations(root) ? "spring.flyway.user" : "spring.datasource.username";
            return analysis(
                    "The database at " + url + " does not let the user " + settings.getProperty(account, "(none)")
                            + " in.",
                    "Check " + account + " and " + account.replaceFirst("[a-z]+$", "password") + ".",
                    failure);
        }
        if (state.startsWith("42")) {
            return analysis(
                    "The database at " + url + " refuses what the program needs: " + last.getMessage() + ".",
                    "Check " + URL + ", and the user's rights in docs/database.md.",
                    failure);
        }
        return analysis(
                "The database at " + url + " cannot be used: " + reason(last) + ".",
                "Start it, or check " + URL + ".",
                failure);
    }

    /** Flyway may have an account of its own. */
    private boolean isOfMigrations(Throwable root) {
        if (!settings.containsProperty("spring.flyway.user")) {
            return false;
        }
        for (Throwable cause = root; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getName().startsWith("org.flywaydb.")) {
                return true;
            }
        }
        return false;
    }

    /** The pool's own failure carries the driver's, and the driver's that of the network. */
    private static SQLException last(SQLException failure) {
        SQLException found = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            found = cause instanceof SQLException sql ? sql : found;
        }
        return found;
    }

    private static String reason(SQLException failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return firstLine(root.getMessage());
    }

    private static String firstLine(@Nullable String message) {
        return message == null || message.isBlank()
                ? "no reason was given"
                : message.strip().lines().findFirst().orElse("");
    }

    private static FailureAnalysis analysis(String description, String action, Throwable cause) {
        return new FailureAnalysis(description, action, cause);
    }
}
