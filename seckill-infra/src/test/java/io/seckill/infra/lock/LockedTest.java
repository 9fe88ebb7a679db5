package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LeaseLostException;
import io.seckill.core.lock.LockHeldException;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What a locked method does when it is called. */
class LockedTest {
    private final InMemoryLockProvider locks = new InMemoryLockProvider();
    private final List<LockRequest> requests = new ArrayList<>();
    private final LockProvider recording = request -> {
        requests.add(request);
        return locks.tryAcquireAsync(request);
    };
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class))
            .withPropertyValues("shop.wait=20ms", "shop.name=books")
            .withBean(LockProvider.class, () -> recording)
            .withBean(Shop.class)
            .withBean(Till.class, Drawer::new);

    @Retention(RetentionPolicy.RUNTIME)
    @Locked(name = "of my own", maxWait = "3s", longestLife = "7m")
    @interface MyLock {}

    record Item(String sku, @Nullable String shelf) {}

    interface Till {
        @Locked(name = "till-#{#p0}")
        String open(int number);
    }

    static class Drawer implements Till {
        @Override
        public String open(int number) {
            return "open";
        }
    }

    static class Shop {
        int ran;
        Runnable meanwhile = () -> {};

        @Locked(name = "stock-#{#sku}", maxWait = "${shop.wait}")
        public @Nullable String book(String sku) {
            ran++;
            meanwhile.run();
            return sku.equals("nothing") ? null : "booked " + sku;
        }

        @Locked(name = "${shop.name}")
        public void sweep() {
            ran++;
        }

        @Locked(name = "#{#item.sku()}/#{#a0.shelf}-#{#counts['x']}-#{#tags.?[#this.length() > 1].size()}")
        public void sort(Item item, Map<String, Integer> counts, @Nullable List<String> tags) {
            ran++;
        }

        @MyLock
        void mine() {
            ran++;
        }

        @Locked(name = "a")
        public void fail(Exception e) throws Exception {
            throw e;
        }

        @Locked(name = "a")
        @SuppressWarnings("FutureReturnValueIgnored")
        public Object later() {
            return new CompletableFuture<>();
        }
    }

    /** As that of a mapper or a repository: there is no class behind it, or none with its methods. */
    private static Till proxy() {
        return (Till) Proxy.newProxyInstance(
                Till.class.getClassLoader(),
                new Class<?>[] {Till.class},
                (proxy, method, arguments) -> method.getName().equals("open") ? "proxied" : method.getName());
    }

    private static Till advised() {
        ProxyFactory proxies = new ProxyFactory();
        proxies.setTarget(new Object());
        proxies.setInterfaces(Till.class);
        proxies.addAdvice(
                (MethodInterceptor) call -> call.getMethod().getName().equals("open") ? "advised" : call.proceed());
        return (Till) proxies.getProxy();
    }

    @Configuration(proxyBeanMethods = false)
    static class Proxies {
        @Bean
        Till bean() {
            return proxy();
        }

        @Bean
        FactoryBean<Till> product() {
            return new TillFactory(proxy());
        }

        @Bean
        FactoryBean<Till> repository() {
            return new TillFactory(advised());
        }

        @Bean
        Till lambda() {
            return number -> "lambda";
        }
    }

    private record TillFactory(Till till) implements FactoryBean<Till> {
        @Override
        public Till getObject() {
            return till;
        }

        @Override
        public Class<?> getObjectType() {
            return Till.class;
        }
    }

    @ParameterizedTest
    @CsvSource({"bean,proxied", "product,proxied", "repository,advised", "lambda,lambda"})
    void aMethodOfAProxysInterfaceIsLocked(String name, String opened) {
        application.withUserConfiguration(Proxies.class).run(context -> {
            assertThat(context).hasNotFailed();
            Till till = context.getBean(name, Till.class);
            assertThat(till.open(7)).isEqualTo(opened);
            assertThat(requests).containsExactly(LockRequest.of(new LockName("till-7")));
            try (Lease other = locks.tryAcquire(requests.get(0)).orElseThrow()) {
                assertThatThrownBy(() -> till.open(7)).isInstanceOf(LockHeldException.class);
                assertThat(other.isValid()).isTrue();
            }
        });
    }

    private void shop(Consumer<Shop> test) {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(context.getBean(Shop.class));
        });
    }

    private Lease hold(String name) {
        return locks.tryAcquireAsync(LockRequest.of(new LockName(name))).join().orElseThrow();
    }

    @Test
    void theMethodRunsUnderTheLockOfItsName() {
        shop(shop -> {
            assertThat(shop.book("4711")).isEqualTo("booked 4711");
            assertThat(requests)
                    .containsExactly(LockRequest.of(new LockName("stock-4711")).waiting(Duration.ofMillis(20)));
            hold("stock-4711").close();
        });
    }

    @Test
    void itIsHeldWhileTheMethodRuns() {
        shop(shop -> {
            List<Boolean> free = new ArrayList<>();
            target(shop).meanwhile = () -> free.add(locks.tryAcquireAsync(LockRequest.of(new LockName("stock-1")))
                    .join()
                    .isPresent());
            shop.book("1");
            assertThat(free).containsExactly(false);
        });
    }

    @Test
    void whileSomeoneElseHoldsItTheMethodIsNotRun() {
        shop(shop -> {
            try (Lease other = hold("stock-4711")) {
                assertThatThrownBy(() -> shop.book("4711"))
                        .isInstanceOf(LockHeldException.class)
                        .hasMessage("lock stock-4711 was held by someone else for the whole wait of PT0.02S");
                assertThat(other.isValid()).isTrue();
            }
            assertThat(target(shop).ran).isZero();
            assertThat(shop.book("4711")).isEqualTo("booked 4711");
        });
    }

    @Test
    void withoutTheBackendTheMethodIsNotRun() {
        LockProvider broken = request ->
                CompletableFuture.failedFuture(new LockUnavailableException(request.name(), "no answer", null));
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class))
                .withPropertyValues("shop.wait=0s", "shop.name=books")
                .withBean(LockProvider.class, () -> broken)
                .withBean(Shop.class)
                .run(context -> {
                    Shop shop = context.getBean(Shop.class);
                    assertThatThrownBy(() -> shop.book("1")).isInstanceOf(LockUnavailableException.class);
                    assertThat(target(shop).ran).isZero();
                });
    }

    @Test
    void nothingIsAResultToo() {
        shop(shop -> {
            assertThat(shop.book("nothing")).isNull();
            shop.sweep();
            assertThat(requests)
                    .extracting(request -> request.name().value())
                    .containsExactly("stock-nothing", "books");
        });
    }

    @Test
    void whatTheMethodThrowsPassesUnchanged() {
        shop(shop -> {
            for (Exception own : List.of(
                    new IOException("x"),
                    new IllegalStateException("x"),
                    new InterruptedException("the method's own"))) {
                assertThatThrownBy(() -> shop.fail(own)).isSameAs(own);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
            hold("a").close();
        });
    }

    @Test
    void anInterruptedWaitIsToldAndTheFlagStays() {
        shop(shop -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> shop.book("1"))
                    .isInstanceOf(LockUnavailableException.class)
                    .hasMessage("lock stock-1 is unavailable: the thread was interrupted while it waited")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(target(shop).ran).isZero();
        });
    }

    @Test
    void aLockThatWasLostMeanwhileIsTold() {
        shop(shop -> {
            target(shop).meanwhile = () -> locks.expire(new LockName("stock-1"));
            assertThatThrownBy(() -> shop.book("1")).isInstanceOf(LeaseLostException.class);
            assertThat(target(shop).ran).isEqualTo(1);
        });
    }

    @Test
    void insideATransactionTheMethodIsRefused() {
        shop(shop -> {
            TransactionSynchronizationManager.setActualTransactionActive(true);
            try {
                assertThatThrownBy(() -> shop.book("1"))
                        .isInstanceOf(LockMisuseException.class)
                        .hasMessage(
                                "lock stock-1: io.seckill.infra.lock.LockedTest$Shop.book(String) was called inside a"
                                        + " transaction, or by a listener after its commit, where the thread is still bound"
                                        + " to it: what it does would be committed after the lock is given back, or never;"
                                        + " lock the method that begins the transaction, or call this one outside of it,"
                                        + " from a listener on another thread");
            } finally {
                TransactionSynchronizationManager.setActualTransactionActive(false);
            }
            assertThat(target(shop).ran).isZero();
            assertThat(requests).isEmpty();
        });
    }

    @Test
    void namesAreMadeOfAnythingThatParametersGive() {
        shop(shop -> {
            shop.sort(new Item("4711", "left"), Map.of("x", 7), List.of("a", "bc", "def"));
            assertThat(requests).extracting(request -> request.name().value()).containsExactly("4711/left-7-2");
        });
    }

    @Test
    void anAnnotationOfOnesOwnSaysTheSame() {
        shop(shop -> {
            shop.mine();
            assertThat(requests)
                    .containsExactly(LockRequest.of(new LockName("of my own"))
                            .waiting(Duration.ofSeconds(3))
                            .livingAtMost(Duration.ofMinutes(7)));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theAnnotationOfAnInterfaceCounts(boolean proxyTargetClass) {
        application
                .withPropertyValues("spring.aop.proxy-target-class=" + proxyTargetClass)
                .run(context -> {
                    assertThat(context.getBean(Till.class).open(3)).isEqualTo("open");
                    assertThat(requests)
                            .extracting(request -> request.name().value())
                            .containsExactly("till-3");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyPartOfANameIsRefused(String sku) {
        shop(shop -> {
            assertThatThrownBy(() -> shop.book(sku))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("@Locked on io.seckill.infra.lock.LockedTest$Shop.book(String): the template"
                            + " \"stock-#{#sku}\": #{#sku} gave \"" + sku + "\", and a lock needs a name");
            assertThat(target(shop).ran).isZero();
        });
    }

    @Test
    void aNullPartOfANameIsRefused() {
        shop(shop -> assertThatThrownBy(() -> shop.sort(new Item("4711", null), Map.of("x", 1), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LockedTest$Shop.sort(Item, Map, List)")
                .hasMessageContaining("#{#a0.shelf} gave null"));
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        shop(shop -> assertThatThrownBy(() -> shop.book("x".repeat(195)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LockedTest$Shop.book(String)")
                .hasMessageContaining("the template \"stock-#{#sku}\" gave \"stock-xxx")
                .hasMessageContaining("must be at most 200 bytes in UTF-8, but is 201"));
    }

    @Test
    void aTemplateThatCannotBeEvaluatedIsToldWithItsMethod() {
        shop(shop -> assertThatThrownBy(() -> shop.sort(new Item("a", "b"), Map.of("x", 1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LockedTest$Shop.sort(Item, Map, List)")
                .hasMessageContaining("could not be evaluated"));
    }

    @Test
    void aResultThatIsStillAtWorkIsTold() {
        shop(shop -> assertThatThrownBy(shop::later)
                .isInstanceOf(LockMisuseException.class)
                .hasMessageContaining("returned before its work was done"));
    }

    @Test
    void callsOfDifferentNamesDoNotWaitForEachOther() {
        shop(shop -> {
            try (Lease other = hold("stock-1")) {
                assertThat(shop.book("2")).isEqualTo("booked 2");
                assertThat(other.isValid()).isTrue();
            }
        });
    }

    private static Shop target(Shop proxy) {
        return (Shop) Objects.requireNonNull(AopProxyUtils.getSingletonTarget(proxy));
    }
}
