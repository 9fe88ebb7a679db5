package io.seckill.infra.lock;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/** The locked methods of the beans' classes, found and checked when a class is first seen. Safe for use by many threads. */
final class LockedMethods {
    private final Map<Class<?>, Map<Method, LockedMethod>> byClass = new ConcurrentHashMap<>();
    private final UnaryOperator<String> placeholders;
    private final Consumer<String> patterns;

    /** @param patterns is told the pattern of each method's names */
    LockedMethods(UnaryOperator<String> placeholders, Consumer<String> patterns) {
        this.placeholders = placeholders;
        this.patterns = patterns;
    }

    /** @throws IllegalStateException if a method of the class cannot be locked as it says */
    boolean isEmpty(Class<?> type) {
        return of(type).isEmpty();
    }

    /**
     * All of a class; of the class of a JDK proxy, those of its interfaces.
     *
     * @throws IllegalStateException if one cannot be locked as it says
     */
    Collection<LockedMethod> all(Class<?> type) {
        return of(type).values();
    }

    /** Whether any class had one. */
    boolean areNone() {
        return byClass.values().stream().allMatch(Map::isEmpty);
    }

    @Nullable
    LockedMethod find(Method method, Class<?> type) {
        Map<Method, LockedMethod> methods = of(type);
        return methods.isEmpty() ? null : methods.get(AopUtils.getMostSpecificMethod(method, type));
    }

    private Map<Method, LockedMethod> of(Class<?> proxied) {
        Class<?> type = ClassUtils.getUserClass(proxied);
        Map<Method, LockedMethod> known = byClass.get(type);
        if (known == null) {
            known = search(type);
            byClass.put(type, known);
        }
        return known;
    }

    private Map<Method, LockedMethod> search(Class<?> type) {
        if (type.getName().startsWith("org.springframework.")
                || !AnnotationUtils.isCandidateClass(type, Locked.class)) {
            return Map.of();
        }
        Map<Method, LockedMethod> found = new HashMap<>();
        MethodIntrospector.selectMethods(type, (MetadataLookup<@Nullable Locked>)
                        method -> AnnotatedElementUtils.findMergedAnnotation(method, Locked.class))
                .forEach((method, locked) -> found.put(
                        AopUtils.getMostSpecificMethod(method, type), // in a JDK proxy, the one found is an interface's
                        new LockedMethod(type, method, locked, placeholders)));
        found.values().forEach(method -> patterns.accept(method.pattern()));
        return Map.copyOf(found);
    }
}
