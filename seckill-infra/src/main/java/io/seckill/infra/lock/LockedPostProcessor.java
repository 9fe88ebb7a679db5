package io.seckill.infra.lock;

import io.seckill.core.lock.LockProvider;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts locks around the beans' methods that ask for them by {@link Locked}: as the outermost advice, whatever the order of the others, for
 * a transaction has to be over before its lock is given back.
 */
final class LockedPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor
        implements SmartInitializingSingleton {
    private static final String TOO_EARLY = "the bean was made before its methods could be locked, or outside of the"
            + " container; no BeanPostProcessor or BeanFactoryPostProcessor may depend on it";

    private final ConfigurableListableBeanFactory beans;
    private final LockedMethods methods;

    LockedPostProcessor(ConfigurableListableBeanFactory beans, boolean proxyTargetClass) {
        this.beans = beans;
        this.methods = new LockedMethods(
                text -> String.valueOf(beans.resolveEmbeddedValue(text)),
                pattern -> beans.getBean(LockNamePatterns.class).add(pattern));
        this.advisor = new DefaultPointcutAdvisor(
                new OfLockedMethods(methods),
                new LockedAdvice(methods, SingletonSupplier.of(() -> beans.getBean(LockProvider.class))));
        setBeforeExistingAdvisors(true);
        setProxyTargetClass(proxyTargetClass);
        setOrder(Ordered.LOWEST_PRECEDENCE
                - 1); // after those that make proxies, before those that hand beans to callers
    }

    @Override
    protected boolean isEligible(Class<?> targetClass) {
        return !methods.isEmpty(targetClass);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Object locked = super.postProcessAfterInitialization(bean, name);
        check(
                name,
                locked,
                "its proxy answers by itself what the class behind it does not have; put @Locked on a method of another bean"
                        + " that calls it");
        return locked;
    }

    /** Nothing that asks for a lock may run without: not where there is none, nor in a bean that was made before this was there. */
    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            if (bean instanceof FactoryBean<?> factory && makesLocked(factory)) {
                check(name, beans.getBean(name), TOO_EARLY);
            }
            if (bean != null) {
                check(name, bean, TOO_EARLY);
            }
        }
        if (!methods.areNone() && beans.getBeanProvider(LockProvider.class).getIfUnique() == null) {
            throw new IllegalStateException("@Locked needs one bean of type LockProvider, but there are "
                    + beans.getBeanNamesForType(LockProvider.class).length
                    + "; add spring.data.redis.*, or a bean of your own, or mark one as @Primary");
        }
    }

    private boolean makesLocked(FactoryBean<?> factory) {
        Class<?> made = factory.getObjectType();
        return factory.isSingleton() && made != null && !methods.isEmpty(made);
    }

    private void check(String name, Object bean, String reason) {
        if (bean instanceof AopInfrastructureBean) {
            return; // stands before another bean, which is checked
        }
        Set<LockedMethod> unlocked = unlocked(bean);
        if (!unlocked.isEmpty()) {
            throw new IllegalStateException("@Locked in the bean " + name + " of " + AopUtils.getTargetClass(bean)
                    + " has no effect on " + unlocked + ", for " + reason);
        }
    }

    /** The methods of the bean, its interfaces and what it stands before that ask for a lock and do not pass it. */
    private Set<LockedMethod> unlocked(Object bean) {
        Set<LockedMethod> unlocked = new HashSet<>(methods.all(bean.getClass()));
        if (bean instanceof Advised advised) {
            Class<?> behind = AopUtils.getTargetClass(bean);
            Object target = AopProxyUtils.getSingletonTarget(bean);
            unlocked.addAll(target == null ? methods.all(behind) : unlocked(target));
            if (advisor != null && advised.indexOf(advisor) >= 0) {
                unlocked.removeIf(one -> methods.find(one.method(), behind) != null);
            }
        }
        return unlocked;
    }

    private static final class OfLockedMethods extends StaticMethodMatcherPointcut {
        private final LockedMethods methods;

        OfLockedMethods(LockedMethods methods) {
            this.methods = methods;
        }

        @Override
        public boolean matches(Method method, Class<?> targetClass) {
            return methods.find(method, targetClass) != null;
        }
    }
}
