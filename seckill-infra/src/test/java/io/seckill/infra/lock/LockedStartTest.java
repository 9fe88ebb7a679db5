package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.LockProvider;
import io.seckill.testkit.lock.InMemoryLockProvider;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import reactor.core.publisher.Mono;

/** An application whose locked methods could run without their lock does not start. */
class LockedStartTest {
    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class));
    private final ApplicationContextRunner application = bare.withBean(LockProvider.class, InMemoryLockProvider::new);

    static class Unparsable {
        @Locked(name = "stock-#{#sku")
        public void run(String sku) {}
    }

    static class NoExpression {
        @Locked(name = "stock-#{#sku +}")
        public void run(String sku) {}
    }

    static class Stranger {
        @Locked(name = "stock-#{#sku.concat(#skew)}")
        public void run(String sku) {}
    }

    static class WithoutHash {
        @Locked(name = "stock-#{sku}")
        public void run(String sku) {}
    }

    static class BareArgument {
        @Locked(name = "stock-#{#sku.concat(skew)}")
        public void run(String sku) {}
    }

    static class StrangerInSelection {
        @Locked(name = "stock-#{#skus.?[#this == #skew].size()}")
        public void run(List<String> skus) {}
    }

    static class RootObject {
        @Locked(name = "stock-#{#root}")
        public void run(String sku) {}
    }

    static class FarParameter {
        @Locked(name = "stock-#{#p1}")
        public void run(String sku) {}
    }

    static class SomeBean {
        @Locked(name = "stock-#{@environment.toString()}")
        public void run(String sku) {}
    }

    static class NoName {
        @Locked(name = " ")
        public void run() {}
    }

    static class NoDuration {
        @Locked(name = "a", maxWait = "soon")
        public void run() {}
    }

    static class NoPlaceholder {
        @Locked(name = "a", maxWait = "${nowhere}")
        public void run() {}
    }

    static class LongWait {
        @Locked(name = "a", maxWait = "61m")
        public void run() {}
    }

    static class NegativeWait {
        @Locked(name = "a", maxWait = "-1s")
        public void run() {}
    }

    static class HugeWait {
        @Locked(name = "a", maxWait = "9999999999999999d")
        public void run() {}
    }

    static class NoLife {
        @Locked(name = "a", longestLife = "0s")
        public void run() {}
    }

    static class LongLife {
        @Locked(name = "a", longestLife = "8d")
        public void run() {}
    }

    static class Private {
        @Locked(name = "a")
        @SuppressWarnings("unused")
        private void run() {}
    }

    static class Static {
        @Locked(name = "a")
        public static void run() {}
    }

    static class FinalMethod {
        @Locked(name = "a")
        public final void run() {}
    }

    static final class FinalClass {
        @Locked(name = "a")
        public void run() {}
    }

    static class Inherited extends Private {}

    static class LaterFuture {
        @Locked(name = "a")
        public Future<String> run() {
            return new CompletableFuture<>();
        }
    }

    static class LaterStage {
        @Locked(name = "a")
        public CompletionStage<String> run() {
            return new CompletableFuture<>();
        }
    }

    static class LaterFlow {
        @Locked(name = "a")
        public Flow.Publisher<String> run() {
            return subscriber -> {};
        }
    }

    static class LaterPublisher {
        @Locked(name = "a")
        public Publisher<String> run() {
            return subscriber -> {};
        }
    }

    static class LaterMono {
        @Locked(name = "a")
        public Mono<String> run() {
            return Mono.empty();
        }
    }

    static class AsyncMethod {
        @Async
        @Locked(name = "a")
        public void run() {}
    }

    @Async
    static class AsyncClass {
        @Locked(name = "a")
        public void run() {}
    }

    static class AfterConstruction {
        @PostConstruct
        @Locked(name = "a")
        public void run() {}
    }

    static class BeforeDestruction {
        @PreDestroy
        @Locked(name = "a")
        public void run() {}
    }

    static class Lifecycle implements InitializingBean {
        @Override
        @Locked(name = "a")
        public void afterPropertiesSet() {}
    }

    static class Disposable implements DisposableBean {
        @Override
        @Locked(name = "a")
        public void destroy() {}
    }

    static class Closeable implements AutoCloseable {
        @Override
        @Locked(name = "a")
        public void close() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                AfterConstruction.class,
                BeforeDestruction.class,
                Lifecycle.class,
                Disposable.class,
                Closeable.class
            })
    void aMethodThatTheContainerCallsIsNamed(Class<?> bean) {
        application.withBean(bean).run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining("@Locked on " + bean.getName())
                .hasStackTraceContaining("the container calls this method when it makes or ends the bean"));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        Unparsable.class, "run(String): name: must be text with expressions such as #{#sku} in it"),
                Arguments.of(NoExpression.class, "but \"stock-#{#sku +}\" is not"),
                Arguments.of(
                        Stranger.class,
                        "run(String): name: #skew in \"stock-#{#sku.concat(#skew)}\" is no parameter; there are [#a0, #p0,"
                                + " #sku]"),
                Arguments.of(WithoutHash.class, "name: sku in \"stock-#{sku}\" is no parameter"),
                Arguments.of(BareArgument.class, "name: skew in \"stock-#{#sku.concat(skew)}\" is no parameter"),
                Arguments.of(StrangerInSelection.class, "name: #skew in"),
                Arguments.of(RootObject.class, "name: #root in"),
                Arguments.of(FarParameter.class, "name: #p1 in \"stock-#{#p1}\" is no parameter"),
                Arguments.of(SomeBean.class, "name: @environment in"),
                Arguments.of(NoName.class, "run(): name: must not be empty"),
                Arguments.of(NoDuration.class, "maxWait: must be a duration such as 200ms or 2s, but is \"soon\""),
                Arguments.of(NoPlaceholder.class, "nowhere"),
                Arguments.of(LongWait.class, "maxWait: must be 0s to 1h, but is 1h1m"),
                Arguments.of(NegativeWait.class, "maxWait: must be 0s to 1h, but is -1s"),
                Arguments.of(HugeWait.class, "maxWait: must be a duration such as 200ms or 2s, but is"),
                Arguments.of(NoLife.class, "longestLife: must be above 0s and at most 168h, but is 0s"),
                Arguments.of(LongLife.class, "longestLife: must be above 0s and at most 168h, but is 192h"),
                Arguments.of(
                        Private.class, "a private or static method cannot be intercepted; make it a public method"),
                Arguments.of(Static.class, "a private or static method cannot be intercepted; make it a public method"),
                Arguments.of(FinalMethod.class, "cannot be intercepted; make it not final"),
                Arguments.of(FinalClass.class, "cannot be intercepted; make it not final"),
                Arguments.of(LaterFuture.class, "a Future is returned before the work is done"),
                Arguments.of(LaterStage.class, "a CompletionStage is returned before the work is done"),
                Arguments.of(LaterFlow.class, "a Publisher is returned before the work is done"),
                Arguments.of(LaterPublisher.class, "a Publisher is returned before the work is done"),
                Arguments.of(LaterMono.class, "a Mono is returned before the work is done"),
                Arguments.of(AsyncMethod.class, "an @Async method returns before its work is done"),
                Arguments.of(AsyncClass.class, "an @Async method returns before its work is done"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aMethodThatCannotBeLockedAsItSaysIsNamed(Class<?> bean, String fault) {
        application.withBean(bean).run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining("@Locked on " + bean.getName() + ".run(")
                .hasStackTraceContaining(fault));
    }

    @Test
    void anInheritedMethodIsChecked() {
        application.withBean(Inherited.class).run(context -> assertThat(context)
                .getFailure()
                .hasStackTraceContaining("@Locked on " + Private.class.getName() + ".run()"));
    }

    static class Fine {
        @Locked(name = "a")
        public void run() {}
    }

    @Test
    void withoutAProviderTheApplicationDoesNotStart() {
        bare.withBean(Fine.class).run(context -> assertThat(context)
                .getFailure()
                .hasMessageStartingWith("@Locked needs one bean of type LockProvider, but there are 0"));
        bare.run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void withTwoProvidersTheApplicationDoesNotStart() {
        application
                .withBean("other", LockProvider.class, InMemoryLockProvider::new)
                .withBean(Fine.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageStartingWith("@Locked needs one bean of type LockProvider, but there are 2"));
    }

    interface Book {
        @Locked(name = "a")
        String run();
    }

    /** Has something to lock itself, so that the lock is put before it and not before its proxy. */
    static class Shelf {
        @Locked(name = "b")
        public void other() {}
    }

    @Test
    void aProxyThatAnswersWhereTheLockIsNotIsNamed() {
        ProxyFactory proxies = new ProxyFactory();
        proxies.setTarget(new Shelf());
        proxies.setInterfaces(Book.class);
        proxies.addAdvice((MethodInterceptor) invocation -> "done");
        application
                .withBean("book", Book.class, () -> (Book) proxies.getProxy())
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("@Locked in the bean book of class " + Shelf.class.getName()
                                + " has no effect on [" + Book.class.getName() + ".run()]"));
    }

    @Test
    void anObjectThatIsRegisteredAsItIsIsNamed() {
        application
                .withInitializer(context -> context.getBeanFactory().registerSingleton("made", new Fine()))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("@Locked in the bean made of class " + Fine.class.getName()));
    }

    /** Has a factory's product made before any BeanPostProcessor is there. */
    @Configuration(proxyBeanMethods = false)
    static class ProductTooEarly {
        @Bean
        static FactoryBean<Book> book() {
            return new FactoryBean<>() {
                @Override
                public Book getObject() {
                    return () -> "done";
                }

                @Override
                public Class<?> getObjectType() {
                    return Book.class;
                }
            };
        }

        @Bean
        static BeanFactoryPostProcessor first() {
            return beans -> beans.getBean("book");
        }
    }

    @Test
    void aProductThatWasMadeTooEarlyIsNamed() {
        application.withUserConfiguration(ProductTooEarly.class).run(context -> assertThat(context)
                .getFailure()
                .hasMessageContaining("@Locked in the bean book of")
                .hasMessageContaining("no BeanPostProcessor or BeanFactoryPostProcessor may depend on it"));
    }

    /** Has a bean made before any BeanPostProcessor is there. */
    @Configuration(proxyBeanMethods = false)
    static class TooEarly {
        @Bean
        Fine early() {
            return new Fine();
        }

        @Bean
        static BeanFactoryPostProcessor first() {
            return beans -> beans.getBean("early");
        }
    }

    @Test
    void aBeanThatWasMadeTooEarlyIsNamed() {
        application.withUserConfiguration(TooEarly.class).run(context -> assertThat(context)
                .getFailure()
                .hasMessageContaining("@Locked in the bean early of class " + Fine.class.getName())
                .hasMessageContaining("no BeanPostProcessor or BeanFactoryPostProcessor may depend on it"));
    }
}
