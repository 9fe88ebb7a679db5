package io.seckill.infra.lock;

import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockHeldException;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a bean's method under a lease of the application's {@link LockProvider}, or not at all.
 *
 * <pre>{@code
 * @Locked(name = "stock-#{#sku}", maxWait = "200ms")
 * @Transactional
 * public void book(String sku) { ... }
 * }</pre>
 *
 * <p>The lock is taken before everything else that surrounds the method and given back after it, its transaction included: the
 * next holder sees what was committed. So the method may not be called inside a transaction that has begun before: it would
 * be committed after the lock was given back. Lock the method that begins it. A listener that is called after the commit, such as a
 * {@code @TransactionalEventListener}, is still inside: the thread is bound to the transaction until all of them are done. It
 * calls the method on another thread, or is itself run on one.
 *
 * <p>The caller gets what the method returns or throws, or:
 *
 * <ul>
 *   <li>{@link LockHeldException}: someone else held the lock until the wait ended. The method was not run.
 *   <li>{@link LockUnavailableException}: the lock's backend could not be asked, or the thread was interrupted while it waited (its
 *       interrupt flag is set again, and the {@link InterruptedException} is the cause). The method was not run.
 *   <li>{@link LockMisuseException}: it was called inside a transaction or a listener to one, or the provider is closed. The method was not run.
 *   <li>{@link IllegalArgumentException}: the template gave no name that a lock can have. The method was not run.
 *   <li>{@link LeaseLostException}: the method ran and returned, but the lock had been lost by then. What it did stands, its commit
 *       included, and may have met another holder; a guard in the data's own store helps against that, as {@link
 *       LockProvider} describes.
 * </ul>
 *
 * <p>When the application starts, or a lazy bean is made, it is checked that the method can be locked as it says. Refused are
 * templates that do not parse or know a variable that is no parameter; durations that are none or out of their bounds; methods
 * that a proxy cannot intercept (private, static, final, or of a final class); methods that the container calls past every proxy
 * ({@code @PostConstruct}, {@code @PreDestroy}, and those of {@code InitializingBean}, {@code DisposableBean} and {@code
 * AutoCloseable}); and methods whose work goes on after they
 * have returned ({@code @Async}, or with a {@code Future}, a {@code CompletionStage} or a reactive type as their result).
 * Those use the {@link LockProvider} itself.
 *
 * <p>It works by a proxy, with a proxy's limits: a call from within the same object, or of an object that is no bean, does not pass it
 * and takes no lock. It is not re-entrant: a locked method that calls another bean's with the same name waits in vain, and
 * gets a {@link LockHeldException}. On a class it does nothing, so the compiler refuses it there; it may stand on an annotation of
 * your own, which then says the same, and on a method of an interface.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Locked {
    /**
     * The lock's name: text with expressions of Spring's expression language in <code>#{...}</code>, over the method's parameters:
     * {@code #sku}, where the class was compiled with {@code -parameters}, or by position {@code #p0} or {@code #a0}. No
     * expression may give null or an empty text. Placeholders, <code>${...}</code>, are resolved when the application starts.
     */
    String name();

    /**
     * How long to wait while someone else holds the lock: a duration as in Spring Boot's settings, such as {@code 200ms} or {@code
     * 2s}; 0 to 1 hour. Placeholders are resolved.
     */
    String maxWait() default "0s";

    /**
     * When the lease ends although the method still runs: above 0, at most 7 days; empty for {@link LockRequest#DEFAULT_LIFE}, 10 minutes.
     * Placeholders are resolved.
     */
    String longestLife() default "";
}
