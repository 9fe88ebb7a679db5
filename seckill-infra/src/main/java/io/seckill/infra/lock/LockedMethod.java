package io.seckill.infra.lock;

import io.seckill.core.lock.LockRequest;
import io.seckill.infra.Bounds;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.KotlinDetector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

/** What {@link Locked} says of one method, checked. Immutable. */
final class LockedMethod {
    private static final Map<Class<?>, String> LIFECYCLE = Map.of(
            InitializingBean.class,
            "afterPropertiesSet",
            DisposableBean.class,
            "destroy",
            AutoCloseable.class,
            "close");
    private static final Set<String> LIFECYCLE_ANNOTATIONS =
            Set.of("jakarta.annotation.PostConstruct", "jakarta.annotation.PreDestroy");

    private final Method method;
    private final LockNameTemplate name;
    private final Duration maxWait;
    private final Optional<Duration> longestLife;

    /**
     * @param placeholders what resolves the placeholders in the annotation
     * @throws IllegalStateException if the method of this class cannot be locked as the annotation says
     */
    LockedMethod(Class<?> type, Method method, Locked locked, UnaryOperator<String> placeholders) {
        this.method = method;
        try {
            checkInterceptable(type, method);
            checkNotOfTheContainer(type, method);
            checkEndsWithItsWork(type, method);
            this.name = new LockNameTemplate(placeholders.apply(locked.name()), method);
            this.maxWait = duration("maxWait", placeholders.apply(locked.maxWait()));
            Bounds.zeroOrMore("maxWait", maxWait, LockRequest.MAX_WAIT);
            String life = placeholders.apply(locked.longestLife());
            this.longestLife = life.isBlank() ? Optional.empty() : Optional.of(duration("longestLife", life));
            longestLife.ifPresent(it -> Bounds.positive("longestLife", it, LockRequest.MAX_LIFE));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("@Locked on " + this + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if these arguments give no name that a lock can have */
    LockRequest request(@Nullable Object[] arguments) {
        LockRequest request;
        try {
            request = LockRequest.of(name.name(arguments)).waiting(maxWait);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("@Locked on " + this + ": " + e.getMessage(), e);
        }
        return longestLife.map(request::livingAtMost).orElse(request);
    }

    Method method() {
        return method;
    }

    String pattern() {
        return name.pattern();
    }

    /** Whether what it returned is still at work, which its declaration did not tell. */
    boolean isLater(@Nullable Object result) {
        return result != null && method.getReturnType() == Object.class && Later.is(result.getClass());
    }

    private static void checkInterceptable(Class<?> type, Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers) || Modifier.isStatic(modifiers)) {
            throw new IllegalArgumentException(
                    "a private or static method cannot be intercepted; make it a public method of the bean");
        }
        if (Proxy.isProxyClass(type) || ClassUtils.isLambdaClass(type)) {
            return; // intercepted by its interfaces
        }
        if (Modifier.isFinal(modifiers) || Modifier.isFinal(type.getModifiers())) {
            throw new IllegalArgumentException(
                    "a final method, or one of a final class, cannot be intercepted; make it not final");
        }
        if (!Modifier.isPublic(modifiers)
                && !Modifier.isProtected(modifiers)
                && !method.getDeclaringClass().getPackageName().equals(type.getPackageName())) {
            throw new IllegalArgumentException("a method that only another package sees cannot be intercepted in "
                    + type.getName() + "; make it public or protected");
        }
    }

    private static void checkNotOfTheContainer(Class<?> type, Method method) {
        boolean byInterface = method.getParameterCount() == 0
                && LIFECYCLE.entrySet().stream()
                        .anyMatch(one -> one.getValue().equals(method.getName())
                                && one.getKey().isAssignableFrom(type));
        if (byInterface
                || LIFECYCLE_ANNOTATIONS.stream()
                        .anyMatch(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)::isPresent)) {
            throw new IllegalArgumentException(
                    "the container calls this method when it makes or ends the bean, past every"
                            + " proxy and so without a lock; put @Locked on a method of another bean that it calls");
        }
    }

    private static void checkEndsWithItsWork(Class<?> type, Method method) {
        if (Later.is(method.getReturnType()) || KotlinDetector.isSuspendingFunction(method)) {
            throw new IllegalArgumentException("a " + method.getReturnType().getSimpleName()
                    + " is returned before the work is done, and the lock would be given back by then; return the"
                    + " result itself, or use LockProvider.tryAcquireAsync");
        }
        if (AnnotatedElementUtils.hasAnnotation(method, Async.class)
                || AnnotatedElementUtils.hasAnnotation(type, Async.class)) {
            throw new IllegalArgumentException("an @Async method returns before its work is done, and the lock would be"
                    + " given back by then; put @Locked on a method of another bean that it calls");
        }
    }

    private static Duration duration(String attribute, String text) {
        try {
            return DurationStyle.detectAndParse(text.strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    attribute + ": must be a duration such as 200ms or 2s, but is \"" + text + "\"", e);
        }
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
