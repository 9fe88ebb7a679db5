package io.seckill.infra.lock;

import io.seckill.core.lock.LockProvider;
import java.util.Optional;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Has every bean that is declared as a {@link LockProvider} observed, the application's own too, where there is somebody to tell. One
 * that is declared by a narrower type stays as it is, for it may be wanted by that. When the application ends, the provider
 * itself is closed.
 */
final class ObservedLocks implements BeanPostProcessor {
    private static final System.Logger LOG = System.getLogger(ObservedLocks.class.getName());

    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<LockEvents> events;
    private final ObjectProvider<HeldLeases> leases;

    ObservedLocks(
            ConfigurableListableBeanFactory beans,
            ObjectProvider<LockEvents> events,
            ObjectProvider<HeldLeases> leases) {
        this.beans = beans;
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
        if (told.isEmpty() && kept.isEmpty()) {
            return bean;
        }
        Class<?> declared = declared(beanName);
        if (declared != LockProvider.class && LockProvider.class.isAssignableFrom(declared)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The locks of the bean {0} are neither counted nor listed, for it is declared as {1}; declare it as"
                            + " LockProvider if nothing needs that class",
                    beanName,
                    declared.getName());
            return bean;
        }
        return new ObservedLockProvider(locks, told.orElseGet(LockEvents::none), kept, System::nanoTime);
    }

    /** What the bean's definition says; a factory's says what it makes. */
    private Class<?> declared(String name) {
        if (!beans.containsBeanDefinition(name)) {
            return Object.class;
        }
        ResolvableType type = beans.getMergedBeanDefinition(name).getResolvableType();
        ResolvableType made = type.as(FactoryBean.class);
        return (made.hasGenerics() ? made.getGeneric() : type).resolve(Object.class);
    }
}
