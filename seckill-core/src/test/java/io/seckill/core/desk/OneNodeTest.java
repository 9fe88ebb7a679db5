package io.seckill.core.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.SaleActivity.Standing;
import io.seckill.core.desk.VirtualTime.Life;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.LockUnavailableException;
import io.seckill.core.lock.Release;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A program that sells on one node alone. */
class OneNodeTest {
    private static final SaleId SALE = new SaleId("sale");
    private static final Outcome SOLD_OUT = Outcome.refused(new Refusal.SoldOut());

    private final VirtualTime time = new VirtualTime(new SplittableRandom(1));
    private final SeededScheduler scheduler =
            new SeededScheduler(time, Chance.withoutFaults(new SplittableRandom(1)), new Life());
    private final List<OrderRequest> committed = new ArrayList<>();
    private final SaleDesks desks =
            SaleDesks.ofOneNode(DeskSettings.defaults(), scheduler, scheduler::block, this::commit);

    private List<Outcome> commit(SaleId sale, List<OrderRequest> batch) {
        committed.addAll(batch);
        return Collections.nCopies(batch.size(), SOLD_OUT);
    }

    @Test
    void isTheDeskOfASaleThatIsAskedForAndServesIt() {
        CompletableFuture<Outcome> answer = ask(1);
        runFor(Duration.ofMillis(100));

        assertThat(answer).isCompletedWithValue(SOLD_OUT);
        assertThat(committed).hasSize(1);
        assertThat(desks.of(SALE).standing()).isEqualTo(Standing.SELLING);
    }

    @Test
    void isTheDeskAgainAfterItRested() {
        CompletableFuture<Outcome> first = ask(1);
        runFor(Duration.ofSeconds(30));
        assertThat(first).isCompletedWithValue(SOLD_OUT);
        assertThat(desks.of(SALE).standing()).isEqualTo(Standing.IDLE);

        CompletableFuture<Outcome> answer = ask(2);
        runFor(Duration.ofMillis(100));

        assertThat(answer).isCompletedWithValue(SOLD_OUT);
        assertThat(desks.of(SALE).standing()).isEqualTo(Standing.SELLING);
    }

    @Test
    void servesWhatWaitsWhenItCloses() {
        CompletableFuture<Outcome> answer = ask(1);
        CompletableFuture<Void> closed = desks.close().toCompletableFuture();
        runFor(Duration.ofSeconds(1));

        assertThat(answer).isCompletedWithValue(SOLD_OUT);
        assertThat(closed).isCompleted();
    }

    @Test
    void holdsANameOnceUntilItIsReleased() throws Exception {
        OnlyNode node = new OnlyNode();
        LockRequest request = LockRequest.of(new LockName("desk"));

        Lease lease = node.tryAcquire(request).orElseThrow();
        assertThat(lease.isValid()).isTrue();
        assertThat(node.tryAcquire(request)).isEmpty();
        assertThat(node.tryAcquire(LockRequest.of(new LockName("other")))).isPresent();
        assertThatThrownBy(lease::fencingToken).isInstanceOf(LockUnavailableException.class);

        assertThat(lease.release()).isEqualTo(Release.RELEASED);
        assertThat(lease.isValid()).isFalse();
        assertThat(node.tryAcquire(request)).isPresent();
        assertThat(lease.release()).isEqualTo(Release.ALREADY_RELEASED);
        assertThat(node.tryAcquire(request)).isEmpty();
    }

    private CompletableFuture<Outcome> ask(int number) {
        OrderId id = new OrderId(String.format("01KE%022d", number));
        return desks.submit(new OrderRequest(id, SALE, new BuyerId("buyer"), new RequestKey("k" + number), 1))
                .toCompletableFuture();
    }

    private void runFor(Duration duration) {
        time.runUntil(time.now() + duration.toNanos());
    }
}
