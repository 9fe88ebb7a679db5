package io.seckill.core.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderTrailTest {
    private final Logger logger = Logger.getLogger(OrderTrail.class.getPackageName());
    private final Level before = logger.getLevel();
    private final Lines lines = new Lines();
    private final WaitingOrder order = WaitingOrders.waiting(1);
    private final String way =
            "order " + order.id() + " of sale " + order.request().saleId() + " ";

    OrderTrailTest() {
        logger.setUseParentHandlers(false);
        logger.addHandler(lines);
        logger.setLevel(Level.FINE);
    }

    @AfterEach
    void quiet() {
        logger.removeHandler(lines);
        logger.setLevel(before);
        logger.setUseParentHandlers(true);
    }

    @Test
    void aLineNamesTheOrderAndItsSaleAndNobody() {
        OrderTrail.add(order.request(), "is drawn into a batch of 3");

        assertThat(lines.texts).containsExactly(way + "is drawn into a batch of 3");
        assertThat(lines.texts.get(0))
                .doesNotContain(order.request().buyer().value())
                .doesNotContain(order.request().key().value());
    }

    @Test
    void nothingIsWrittenAboveDebug() {
        logger.setLevel(Level.INFO);

        OrderTrail.add(order.request(), "is drawn into a batch of 3");

        assertThat(lines.texts).isEmpty();
    }

    @Test
    void anOrderSaysOnceHowItIsAnswered() {
        order.answer(Outcome.refused(new Refusal.SoldOut()));
        order.answer(new Outcome.Unknown());
        order.handBack();

        assertThat(lines.texts).containsExactly(way + "is answered: SoldOut");
    }

    @Test
    void aHandedOrderSaysThatItIsGivenBack() {
        order.handBack();

        assertThat(lines.texts).containsExactly(way + "is given back to the node that it came from");
    }

    @Test
    void aFailedBatchNamesItsFirstTenOrders() {
        List<OrderRequest> batch = IntStream.range(0, 12)
                .mapToObj(i -> WaitingOrders.waiting(i).request())
                .toList();

        new BatchRun(
                        (sale, requests) -> {
                            throw new LedgerException.NotCommitted("deadlock", null);
                        },
                        order.request().saleId())
                .run(batch);

        assertThat(lines.texts)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo(
                                        "a batch of sale " + order.request().saleId() + " was rolled back: deadlock"),
                        line -> assertThat(line)
                                .contains(
                                        batch.get(0).orderId().value(),
                                        batch.get(9).orderId().value())
                                .doesNotContain(batch.get(10).orderId().value())
                                .endsWith(" and 2 more"));
    }

    private static final class Lines extends Handler {
        private final List<String> texts = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            texts.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
