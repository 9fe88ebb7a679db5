package io.seckill.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.ToldSignals;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.Samples;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CancelOrderTest {
    private static final Order ORDER = Samples.order(OrderStatus.CANCELLED);

    private final ScriptedReleases releases = new ScriptedReleases();
    private final ToldSignals signals = new ToldSignals();
    private final CancelOrder cancel = new CancelOrder(releases, signals, releases);

    @Test
    void whenUnitsAreBackEveryNodeLooks() {
        releases.cancellations.add(new Cancellation.Cancelled(ORDER));
        assertThat(cancel.cancel(ORDER.id(), Samples.ALICE)).isEqualTo(new Cancellation.Cancelled(ORDER));
        assertThat(signals.told()).containsExactly(Samples.SALE);
        assertThat(releases.cancelled).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource
    void whenNoneAreNobodyDoes(Cancellation nothing) {
        releases.cancellations.add(nothing);
        assertThat(cancel.cancel(ORDER.id(), Samples.ALICE)).isEqualTo(nothing);
        assertThat(signals.told()).isEmpty();
        assertThat(releases.cancelled).isZero();
    }

    static Stream<Cancellation> whenNoneAreNobodyDoes() {
        return Stream.of(
                new Cancellation.AlreadyCancelled(ORDER),
                new Cancellation.WrongStatus(Samples.order(OrderStatus.PAID)),
                new Cancellation.Busy(),
                new Cancellation.NotFound());
    }

    @Test
    void whoCountsNothingNeedsNoEvents() {
        releases.cancellations.add(new Cancellation.Cancelled(ORDER));
        new CancelOrder(releases, signals).cancel(ORDER.id(), Samples.ALICE);
        assertThat(signals.told()).containsExactly(Samples.SALE);
    }
}
