package io.seckill.web.start;

import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.unit.DataSize;

/** Names the setting that is wrong, its value, and what would be right. */
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
    private static final String WHERE = "docs/configuration.md lists all settings.";
    private static final Map<Class<?>, String> RIGHT = Map.of(
            Duration.class, "a duration, like 500ms, 2s or 5m",
            DataSize.class, "a size, like 16KB or 1MB",
            int.class, "a whole number",
            Integer.class, "a whole number",
            long.class, "a whole number",
            Long.class, "a whole number",
            boolean.class, "true or false",
            Boolean.class, "true or false");

    @Override
    protected FailureAnalysis analyze(Throwable root, BindException failure) {
        return new FailureAnalysis(description(innermost(failure)), WHERE, failure);
    }

    private static String description(BindException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return unknown.getUnboundProperties().stream()
                                .map(property -> property.getName().toString())
                                .collect(Collectors.toCollection(TreeSet::new))
                                .stream()
                                .collect(Collectors.joining(", "))
                        + ": there is no such setting.";
            }
            if (cause instanceof ConversionException) {
                return converted(failure);
            }
        }
        // The settings' own records name the setting themselves.
        String message = NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        return message == null ? failure.getName() + ": cannot be used." : message + ".";
    }

    private static String converted(BindException failure) {
        Class<?> type = failure.getTarget().getType().resolve(Object.class);
        String right = RIGHT.getOrDefault(type, "a " + type.getSimpleName());
        ConfigurationProperty property = failure.getProperty();
        String value = property == null ? "something else" : String.valueOf(property.getValue());
        return failure.getName() + ": must be " + right + ", but is " + value + ".";
    }

    private static BindException innermost(BindException failure) {
        BindException found = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            found = cause instanceof BindException inner ? inner : found;
        }
        return found;
    }
}
