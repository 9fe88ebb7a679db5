package io.seckill.testkit.lock;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Disables a case, with the reason, that {@link Needs} what the backend does not have. */
final class CapabilityCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), Needs.class)
                .map(needs -> evaluate(needs, (LockContract) context.getRequiredTestInstance()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs nothing"));
    }

    private static ConditionEvaluationResult evaluate(Needs needs, LockContract contract) {
        Set<Capability> there = contract.backend().capabilities();
        String missing = Stream.of(needs.value())
                .filter(needed -> !there.contains(needed))
                .map(Capability::otherwise)
                .collect(Collectors.joining("; "));
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("the backend has what is needed")
                : ConditionEvaluationResult.disabled(missing);
    }
}
