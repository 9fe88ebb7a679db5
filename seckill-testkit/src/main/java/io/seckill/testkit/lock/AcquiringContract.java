package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Taking a name and giving it back: cases 1 to 6 and 12. */
abstract class AcquiringContract extends LockContract {
    private long unguarded;

    /** Case 1. */
    @Test
    void closingALostLeaseDoesNotFreeItsSuccessor() throws Exception {
        LockName name = someName();
        Lease first = acquired(name);
        backend().expire(name);
        Lease second = acquired(name);

        assertThat(first.release()).isEqualTo(Release.LOST_BEFORE_RELEASE);
        first.close();

        assertThat(tryAcquire(name)).as("a third one while the second holds it").isEmpty();
        assertThat(second.isValid()).isTrue();
        assertThat(second.release()).isEqualTo(Release.RELEASED);
    }

    /** Case 2. */
    @Test
    void aFreeNameIsAcquiredAtOnceAndAHeldOneIsRefusedAtOnce() throws Exception {
        LockName name = someName();
        tryAcquire(someName()).ifPresent(Lease::close); // the first connection takes its time

        long start = System.nanoTime();
        Lease lease = acquired(name);
        assertThat(since(start)).isLessThan(SOON.plus(SLACK));
        assertThat(lease.isValid()).isTrue();
        assertThat(lease.name()).isEqualTo(name);

        start = System.nanoTime();
        assertThat(tryAcquire(name)).isEmpty();
        assertThat(since(start)).isLessThan(SOON.plus(SLACK));
        lease.close();
    }

    /** Case 3. */
    @Test
    void aReleasedNameCanBeAcquiredAgainTenTimesWithoutAPause() throws Exception {
        LockName name = someName();
        for (int i = 0; i < 10; i++) {
            Lease lease = acquired(name);
            assertThat(lease.release()).isEqualTo(Release.RELEASED);
            assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);
            assertThat(lease.isValid()).isFalse();
        }
    }

    /** Case 3; 200 of them are held at any time. */
    @Test
    @Tag(HEAVY)
    void tenThousandNamesDoNotContend() throws Exception {
        String prefix = someName().value();
        Deque<Lease> held = new ArrayDeque<>();
        for (int i = 0; i < 10_000; i++) {
            held.addLast(acquired(new LockName(prefix + i)));
            if (held.size() == 200) {
                assertThat(held.removeFirst().release()).isEqualTo(Release.RELEASED);
            }
        }
        held.forEach(Lease::close);
    }

    /** Case 4. */
    @Test
    void namesAreToldApartByEveryCharacter() throws Exception {
        String stem = UUID.randomUUID().toString();
        List<String> endings = List.of(
                "a",
                "A",
                "á",
                "a ",
                "a{b}",
                "a{b",
                "a}b",
                "a%7Bb}",
                "{}",
                "{",
                "}",
                "%",
                "%25",
                "a:b",
                "a/b",
                "a.b",
                "a*",
                "a?",
                "秒杀",
                "\uD83D\uDD12",
                "ß",
                "ss");
        List<Lease> leases = new ArrayList<>();
        for (String ending : endings) {
            leases.add(acquired(new LockName(stem + ending)));
        }
        leases.add(acquired(new LockName("{}" + stem)));
        leases.add(acquired(new LockName("x".repeat(LockName.MAX_BYTES - stem.length()) + stem)));
        for (Lease lease : leases) {
            assertThat(tryAcquire(lease.name())).as("held: %s", lease.name()).isEmpty();
            assertThat(lease.release()).isEqualTo(Release.RELEASED);
        }
    }

    /** Case 4. */
    @Test
    void aNameThatIsTooLongIsRefusedNotCut() {
        assertThatThrownBy(() -> new LockName("x".repeat(LockName.MAX_BYTES + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LockName("é".repeat(LockName.MAX_BYTES / 2 + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Case 5. */
    @Test
    @SuppressWarnings("NullAway")
    void badArgumentsAreRefused() {
        LockRequest request = LockRequest.of(someName());
        assertThatThrownBy(() -> backend().provider().tryAcquire(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> backend().provider().tryAcquireAsync(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> new LockName(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> request.waiting(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.waiting(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.livingAtMost(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request.livingAtMost(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Case 6. */
    @Test
    @Tag(HEAVY)
    void eightThreadsLoseNoneOfTheirUnguardedIncrements() throws Exception {
        LockName name = someName();
        int each = 1_000;
        unguarded = 0;
        Crowd.of(8, number -> {
            for (int i = 0; i < each; i++) {
                try (Lease lease = acquired(name, LONG_WAIT)) {
                    long seen = unguarded;
                    LockSupport.parkNanos(1); // so that a second holder has the time to spoil it
                    assertThat(lease.isValid()).isTrue();
                    unguarded = seen + 1;
                }
            }
        });
        assertThat(unguarded).isEqualTo(8L * each);
    }

    /** Case 12. */
    @Test
    void aLeaseCanBeClosedTwiceAndFromAnotherThread() throws Exception {
        LockName name = someName();
        Lease lease = acquired(name);
        assertThat(within(SOON.plus(SLACK), async(lease::release))).isEqualTo(Release.RELEASED);
        assertThat(lease.isValid()).isFalse();
        assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);
        lease.close();
        acquired(name).close();
    }

    /** Case 12: one who was the holder once is a stranger now. */
    @Test
    void aReleaseByAStrangerIsRefused() throws Exception {
        LockName name = someName();
        Lease stranger = acquired(name);
        stranger.close();
        Lease holder = acquired(name);

        assertThat(stranger.release()).isEqualTo(Release.ALREADY_RELEASED);

        assertThat(tryAcquire(name)).as("a third one while the second holds it").isEmpty();
        assertThat(holder.isValid()).isTrue();
        assertThat(holder.release()).isEqualTo(Release.RELEASED);
    }

    /** Case 12: a lease belongs to one acquisition, not to a thread. */
    @Test
    void aHolderIsRefusedAsAnyoneElseIs() throws Exception {
        LockName name = someName();
        try (Lease held = acquired(name)) {
            assertThat(tryAcquire(name)).isEmpty();
            assertThat(held.isValid()).isTrue();
        }
    }
}
