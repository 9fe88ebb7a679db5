package io.seckill.web.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.net.FreePort;
import io.seckill.web.fake.SteppedTimers;
import io.seckill.web.payment.PaymentKeys;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxNotifierTest {
    private final SteppedTimers timers = new SteppedTimers();
    private final URI nobody = URI.create("http://127.0.0.1:" + FreePort.find());
    private final SandboxNotifier notifier =
            new SandboxNotifier(() -> nobody, PaymentKeys.of(), InstantSource.system(), timers);

    @AfterEach
    void close() {
        notifier.close();
    }

    private boolean tell() {
        return notifier.tell("p", "{}", Duration.ZERO);
    }

    @Test
    void onlySoManyWaitToBeToldAndWhatIsGivenUpMakesRoom() {
        for (int i = 0; i < SandboxNotifier.MOST; i++) {
            assertThat(tell()).isTrue();
        }
        assertThat(tell()).isFalse();
        for (int i = 1; i < SandboxNotifier.MOST; i++) {
            timers.next(); // these are never sent
        }

        for (int i = 0; i < SandboxNotifier.MOST_TRIES; i++) {
            timers.next().task().run();
        }

        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!tell()) { // the last try fails on another thread
            assertThat(System.nanoTime() - end).isNegative();
        }
        assertThat(tell()).isFalse();
    }

    @Test
    void nothingIsToldAfterClosing() {
        tell();

        notifier.close();

        assertThat(timers.isEmpty()).isTrue();
    }
}
