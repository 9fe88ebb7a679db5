package io.seckill.infra.lock;

import io.seckill.core.lock.LockHeldException;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/** Runs a method as {@link Locked} says. Safe for use by many threads. */
final class LockedAdvice implements MethodInterceptor {
    private static final boolean TRANSACTIONS = ClassUtils.isPresent(
            "org.springframework.transaction.support.TransactionSynchronizationManager",
            LockedAdvice.class.getClassLoader());

    private final LockedMethods methods;
    private final Supplier<LockProvider> locks;

    LockedAdvice(LockedMethods methods, Supplier<LockProvider> locks) {
        this.methods = methods;
        this.locks = locks;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
        LockedMethod method = methods.find(invocation.getMethod(), type);
        if (method == null) {
            throw new IllegalStateException("@Locked is not known of " + invocation.getMethod() + " in " + type);
        }
        LockRequest request = method.request(invocation.getArguments());
        if (TRANSACTIONS && TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new LockMisuseException(
                    request.name(),
                    method
                            + " was called inside a transaction, or by a listener after its commit, where the thread is still"
                            + " bound to it: what it does would be committed after the lock is given back, or never; lock"
                            + " the method that begins the transaction, or call this one outside of it, from a listener"
                            + " on another thread");
        }
        return run(invocation, method, request);
    }

    private @Nullable Object run(MethodInvocation invocation, LockedMethod method, LockRequest request)
            throws InterruptedException {
        AtomicBoolean begun = new AtomicBoolean();
        Optional<Optional<Object>> done;
        try {
            done = locks.get().withLock(request, lease -> {
                begun.set(true);
                return Optional.ofNullable(proceed(invocation));
            });
        } catch (InterruptedException e) {
            if (begun.get()) {
                throw e; // the method's own
            }
            Thread.currentThread().interrupt();
            throw new LockUnavailableException(request.name(), "the thread was interrupted while it waited", e);
        }
        Object result = done.orElseThrow(() -> new LockHeldException(request.name(), request.maxWait()))
                .orElse(null);
        if (method.isLater(result)) {
            throw new LockMisuseException(
                    request.name(),
                    method
                            + " returned before its work was done, and the lock was given back by then; return the result"
                            + " itself, or use LockProvider.tryAcquireAsync");
        }
        return result;
    }

    /** Throws what the method throws, checked or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> @Nullable Object proceed(MethodInvocation invocation) throws E {
        try {
            return invocation.proceed();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw (E) e;
        }
    }
}
