package io.seckill.web.start;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says that the client for Redis is configured wrongly. A Redis that is merely away keeps nobody from starting. */
final class RedisFailureAnalyzer extends AbstractFailureAnalyzer<BeanCreationException> {
    private static final String CLIENT = "redisson";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable root, BeanCreationException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BeanCreationException bean && CLIENT.equals(bean.getBeanName())) {
                return new FailureAnalysis(
                        "The client for Redis cannot be configured: "
                                + reason(NestedExceptionUtils.getMostSpecificCause(bean)) + ".",
                        "Check spring.data.redis.*, or spring.redis.redisson.file and spring.redis.redisson.config.",
                        failure);
            }
        }
        return null;
    }

    /** What is wrong with a text of settings comes with a piece of it, which may be a password. */
    private static String reason(Throwable cause) {
        return cause instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null
                ? "line " + (yaml.getProblemMark().getLine() + 1) + " of its YAML: " + yaml.getProblem()
                : String.valueOf(cause.getMessage());
    }
}
