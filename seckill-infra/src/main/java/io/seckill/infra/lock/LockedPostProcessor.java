package io.seckill.infra.lock;

import io.seckill.core.lock.LockProvider;
import java.lang.reflect.Method;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
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

    /** Nothing that asks for a lock may run without: not where there is none, nor in a bean that was made before this was there. */
    @Override
    public void afterSingletonsInstantiated() {
        for (String name : beans.getBeanDefinitionNames()) {
            Object bean = beans.getSingleton(name);
            if (bean != null
                    && !(bean instanceof AopInfrastructureBean)
                    && !methods.isEmpty(AopUtils.getTargetClass(bean))
                    && !isLocked(bean)) {
                throw new IllegalStateException("@Locked in the bean " + name + " of "
                        + AopUtils.getTargetClass(bean)
                        + " has no effect, for the bean was made before its methods could be locked; no BeanPostProcessor"
                        + " or BeanFactoryPostProcessor may depend on it");
            }
        }
        if (!methods.areNone() && beans.getBeanProvider(LockProvider.class).getIfUnique() == null) {
            throw new IllegalStateException("@Locked needs one bean of type LockProvider, but there are "
                    + beans.getBeanNamesForType(LockProvider.class).length
                    + "; add spring.data.redis.*, or a bean of your own, or mark one as @Primary");
        }
    }

    private boolean isLocked(Object bean) {
        if (!(bean instanceof Advised advised)) {
            return false;
        }
        if (advisor != null && advised.indexOf(advisor) >= 0) {
            return true;
        }
        Object target = AopProxyUtils.getSingletonTarget(bean);
        return target != null && isLocked(target);
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
