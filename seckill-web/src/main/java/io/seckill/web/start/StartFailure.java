package io.seckill.web.start;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Says why the program cannot start, in one line, whoever analysed it. Spring Boot's own reporter, which takes ten, is turned off
 * in the program's settings.
 */
final class StartFailure implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** Messages of others quote URLs whole, with who logs in before the host and passwords among the settings. */
    private static final Pattern USER = Pattern.compile("//\\S*@");

    private static final Pattern PASSWORD = Pattern.compile("(?i)(\\w*password\\w*\\s*[=:]\\s*)[^&\\s]+");

    @Override
    public void report(FailureAnalysis analysis) {
        LOG.error("The program cannot start: {}", sentence(analysis.getDescription(), analysis.getAction()));
    }

    static String sentence(String description, @Nullable String action) {
        String all = action == null || action.isBlank() ? description : description.strip() + " " + action;
        return SPACE.matcher(withoutSecrets(all)).replaceAll(" ").strip();
    }

    private static String withoutSecrets(String text) {
        return PASSWORD.matcher(USER.matcher(text).replaceAll("//***@")).replaceAll("$1***");
    }
}
