package io.seckill.infra.lock;

import io.seckill.core.lock.LockProvider;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has every {@link LockProvider} of the application observed, the application's own too, where there is somebody to tell. When
 * the application ends, the provider itself is closed.
 */
final class ObservedLocks implements BeanPostProcessor {
    private final ObjectProvider<LockEvents> events;
    private final ObjectProvider<HeldLeases> leases;

    ObservedLocks(ObjectProvider<LockEvents> events, ObjectProvider<HeldLeases> leases) {
        this.events = events;
        this.leases = leases;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof LockProvider locks) || bean instanceof ObservedLockProvider) {
            return bean;
        }
        Optional<LockEvents> told = Optional.ofNullable(events.getIfAvailable());
        Optional<HeldLeases> kept = Optional.ofNullable(leases.getIfAvailable());
        return told.isEmpty() && kept.isEmpty()
                ? bean
                : new ObservedLockProvider(locks, told.orElseGet(LockEvents::none), kept, System::nanoTime);
    }
}
