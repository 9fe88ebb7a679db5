package io.seckill.web.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what is missing. */
final class MissingSettingFailureAnalyzer extends AbstractFailureAnalyzer<MissingSettingException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, MissingSettingException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()), "docs/configuration.md lists all settings.", cause);
    }
}
