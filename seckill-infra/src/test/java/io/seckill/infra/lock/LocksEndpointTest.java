package io.seckill.infra.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Warehouse;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.infra.lock.LocksEndpoint.HeldLock;
import io.seckill.infra.lock.LocksEndpoint.HeldLocks;
import io.seckill.testkit.lock.InMemoryLockProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LocksEndpointTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final ApplicationContextRunner hidden = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LockAutoConfiguration.class, LocksEndpointAutoConfiguration.class))
            .withBean(LockProvider.class, InMemoryLockProvider::new)
            .withBean(Warehouse.class);
    private final ApplicationContextRunner exposed =
            hidden.withPropertyValues("management.endpoints.web.exposure.include=locks");

    private Instant now = NOON;
    private final HeldLeases leases = new HeldLeases(() -> now);
    private final InMemoryLockProvider memory = new InMemoryLockProvider();
    private final LockProvider locks =
            new ObservedLockProvider(memory, LockEvents.none(), Optional.of(leases), System::nanoTime);
    private final LocksEndpoint endpoint = new LocksEndpoint(leases);

    private Lease take(String name) {
        return locks.tryAcquireAsync(LockRequest.of(new LockName(name))).join().orElseThrow();
    }

    @Test
    void aLeaseIsListedForAsLongAsItIsHeld() {
        assertThat(endpoint.locks()).isEqualTo(new HeldLocks(0, List.of()));
        try (Lease lease = take("a")) {
            now = NOON.plusSeconds(90);
            HeldLocks held = endpoint.locks();
            assertThat(held.held()).isEqualTo(1);
            HeldLock only = held.leases().get(0);
            assertThat(only.name()).isEqualTo(lease.name().value());
            assertThat(only.since()).isEqualTo(NOON);
            assertThat(only.heldFor()).isEqualTo(Duration.ofSeconds(90));
            assertThat(only.thread()).isEqualTo(Thread.currentThread().getName());
            assertThat(only.takenAt().get(0)).startsWith(LocksEndpointTest.class.getName() + ".take(");
            assertThat(only.takenAt()).hasSizeLessThanOrEqualTo(HeldLeases.MOST_FRAMES);
        }
        assertThat(endpoint.locks().held()).isZero();
    }

    @Test
    void aLeaseThatIsOverButNotMissedYetIsNotListed() {
        long[] nanos = {0};
        InMemoryLockProvider stepped = new InMemoryLockProvider(() -> nanos[0], Duration.ofSeconds(5), unused -> {});
        LockProvider observed =
                new ObservedLockProvider(stepped, LockEvents.none(), Optional.of(leases), () -> nanos[0]);
        LockName name = new LockName("a");
        assertThat(observed.tryAcquireAsync(LockRequest.of(name)).join()).isPresent();
        stepped.expire(name);
        assertThat(endpoint.locks().held()).isZero();
    }

    @Test
    void aLeaseOfAProviderThatWasClosedIsNotListed() {
        assertThat(take("a").isValid()).isTrue();
        assertThat(endpoint.locks().held()).isEqualTo(1);
        memory.close();
        assertThat(endpoint.locks()).isEqualTo(new HeldLocks(0, List.of()));
    }

    @Test
    void aLostLeaseIsNotListed() {
        InMemoryLockProvider prompt = new InMemoryLockProvider(System::nanoTime, Duration.ofSeconds(5), Runnable::run);
        LockName name = new LockName("a");
        new ObservedLockProvider(prompt, LockEvents.none(), Optional.of(leases), System::nanoTime)
                .tryAcquireAsync(LockRequest.of(name))
                .join();
        assertThat(endpoint.locks().held()).isEqualTo(1);
        prompt.expire(name);
        assertThat(endpoint.locks().held()).isZero();
    }

    @Test
    void ofManyTheLongestHeldAreListedAndAllAreCounted() {
        List<Lease> held = new ArrayList<>();
        for (int i = 0; i < LocksEndpoint.MOST_LEASES + 5; i++) {
            held.add(take("n" + i));
            now = now.plusSeconds(1);
        }
        HeldLocks listed = endpoint.locks();
        assertThat(listed.held()).isEqualTo(105);
        assertThat(listed.leases())
                .hasSize(100)
                .extracting(HeldLock::name)
                .startsWith("n0", "n1")
                .endsWith("n99");
        held.forEach(Lease::close);
    }

    @Test
    void theFirstFrameIsTheApplicationsOwn() {
        exposed.run(context -> {
            assertThat(context).hasNotFailed();
            Warehouse warehouse = context.getBean(Warehouse.class);
            LocksEndpoint locksOfTheContext = context.getBean(LocksEndpoint.class);
            HeldLock held = warehouse.count(
                    "nails", () -> locksOfTheContext.locks().leases().get(0));
            assertThat(held.name()).isEqualTo("shelf-nails");
            assertThat(held.takenAt().get(0))
                    .contains("LocksEndpointTest")
                    .contains("theFirstFrameIsTheApplicationsOwn");
            assertThat(warehouse
                            .countByHand(
                                    context.getBean(LockProvider.class),
                                    () -> locksOfTheContext.locks().leases().get(0))
                            .takenAt()
                            .get(0))
                    .startsWith("com.example.Warehouse.countByHand(");
            assertThat(locksOfTheContext.locks().held()).isZero();
        });
    }

    @Test
    void itIsThereOnlyWhereItIsExposedAndCanBeOverridden() {
        hidden.run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(LocksEndpoint.class);
            assertThat(context.getBean(LockProvider.class)).isInstanceOf(InMemoryLockProvider.class);
        });
        exposed.withPropertyValues("management.endpoint.locks.access=NONE")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LocksEndpoint.class));
        exposed.withBean("locksEndpoint", Warehouse.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LocksEndpoint.class));
    }

    @Test
    void withoutTheActuatorThereIsNone() {
        exposed.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LocksEndpoint.class));
    }
}
