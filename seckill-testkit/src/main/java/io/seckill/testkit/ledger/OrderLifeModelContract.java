package io.seckill.testkit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.desk.LedgerException;
import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentBook.DueRefund;
import io.seckill.core.payment.PaymentBook.Receipt;
import io.seckill.core.payment.PaymentEffect;
import io.seckill.core.payment.PaymentId;
import io.seckill.core.release.Cancellation;
import io.seckill.core.release.OrderReleases;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.testkit.ledger.ModelSale.ModelOrder;
import io.seckill.testkit.ledger.ModelSale.ModelPayment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Random lives of sales, compared with a model after every step: orders are placed, paid, notified twice, cancelled, expire; the
 * sale is restocked, paused, resumed; refunds fail and succeed. The laws are checked after every step too.
 *
 * <p>A failure names the seed of its sequence and the steps it took; {@code -Dseckill.test.seed=...} runs that one alone,
 * and {@code -Dseckill.test.sequences=...} sets how many there are.
 */
public abstract class OrderLifeModelContract extends OrderLifeFixture {
    private static final int STEPS = 100;
    private static final List<String> BUYERS = List.of("alice", "Alice", "bob", "carol");
    private static final BuyerId OPERATOR = new BuyerId("operator");

    /** On the store under test. */
    protected abstract SaleOperations operations();

    /** How many sequences are run where nothing else is said. */
    protected abstract int sequences();

    @Test
    void theStoreIsAsTheModelSaysAfterEveryStep() throws Exception {
        Long seed = Long.getLong("seckill.test.seed");
        if (seed != null) {
            new Life(seed).live();
            return;
        }
        long first = System.nanoTime();
        for (int i = 0; i < Integer.getInteger("seckill.test.sequences", sequences()); i++) {
            new Life(first + i).live();
        }
    }

    private final class Life {
        private final long seed;
        private final Random random;
        private final ModelSale model;
        private final SaleId sale;
        private final List<String> steps = new ArrayList<>();

        Life(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.model = new ModelSale(2 + random.nextInt(8), 1 + random.nextInt(4), mostExpired());
            this.sale = sale(model.total, model.limit);
        }

        void live() throws Exception {
            try {
                for (int i = 0; i < STEPS; i++) {
                    step();
                    compare();
                }
                compareMessages();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", steps " + steps, e);
            }
        }

        private void step() throws LedgerException {
            int drawn = random.nextInt(100);
            if (drawn < 35) {
                place();
            } else if (drawn < 55) {
                pay();
            } else if (drawn < 65) {
                notifyAgain();
            } else if (drawn < 78) {
                cancel();
            } else if (drawn < 84) {
                expire();
            } else if (drawn < 90) {
                restock();
            } else if (drawn < 95) {
                turn();
            } else {
                refund();
            }
        }

        private void place() throws LedgerException {
            Optional<ModelOrder> earlier = random.nextInt(5) == 0 ? any(model.orders.values()) : Optional.empty();
            String buyer = earlier.map(order -> order.buyer).orElseGet(() -> BUYERS.get(random.nextInt(BUYERS.size())));
            String key = earlier.map(order -> order.key).orElseGet(() -> "key-" + steps.size());
            int quantity = 1 + random.nextInt(3);
            String expected = model.answer(buyer, key, quantity);
            steps.add("place " + buyer + " " + key + " x" + quantity + ": " + expected);

            OrderRequest request = request(sale, buyer, key, quantity);
            assertThat(word(commit(request).get(0))).isEqualTo(expected);
            if (expected.equals("placed")) {
                model.orders.put(request.orderId(), new ModelOrder(request.orderId(), buyer, key, quantity));
            }
        }

        private String word(Outcome outcome) {
            if (outcome instanceof Outcome.Replayed replayed) {
                return replayed.order().id().value();
            }
            if (outcome instanceof Outcome.Refused refused) {
                Refusal refusal = refused.refusal();
                return Map.<Class<?>, String>of(
                                Refusal.KeyReused.class, "key reused",
                                Refusal.NotOpen.class, "not open",
                                Refusal.TooManyExpired.class, "too many expired",
                                Refusal.LimitReached.class, "limit reached",
                                Refusal.SoldOut.class, "sold out")
                        .getOrDefault(refusal.getClass(), refusal.toString());
            }
            return outcome instanceof Outcome.Placed ? "placed" : outcome.toString();
        }

        private void pay() {
            Optional<ModelOrder> order = any(model.orders.values());
            if (order.isEmpty()) {
                return;
            }
            ModelOrder of = order.get();
            long price = PRICE.minorUnits() * of.quantity;
            long amount = random.nextInt(8) == 0 ? price + 1 : price;
            PaymentId id = new PaymentId(UUID.randomUUID().toString());
            boolean pays = amount == price && of.status == OrderStatus.UNPAID;
            boolean late = amount == price && (of.status == OrderStatus.CANCELLED || of.status == OrderStatus.EXPIRED);
            steps.add("pay " + of.id + " " + amount + (pays ? ": in time" : late ? ": late" : ": too much"));

            assertThat(payments().receive(payment(id, of.id, amount))).isEqualTo(Receipt.STORED);
            Optional<PaymentEffect> effect = payments().settle(id);
            assertThat(effect).isPresent();
            assertThat(effect.get().isRefunded()).isEqualTo(!pays);
            if (pays) {
                of.becomes(OrderStatus.PAID, OrderEvent.Type.PAID);
            } else if (late) {
                of.becomes(OrderStatus.REFUND_DUE);
            }
            model.payments.put(id, new ModelPayment(of.id, amount, late, !pays));
        }

        private void notifyAgain() {
            any(model.payments.entrySet()).ifPresent(known -> {
                PaymentId id = known.getKey();
                ModelPayment payment = known.getValue();
                steps.add("notify again " + id);
                assertThat(payments().receive(payment(id, payment.order, payment.amount)))
                        .isEqualTo(Receipt.KNOWN);
                assertThat(payments().receive(payment(id, payment.order, payment.amount + 7)))
                        .isEqualTo(Receipt.OTHER);
                assertThat(payments().settle(id).orElseThrow().isRefunded()).isEqualTo(payment.refundDue);
            });
        }

        private void cancel() {
            any(model.orders.values()).ifPresent(order -> {
                steps.add("cancel " + order.id + " at " + order.status);
                Cancellation cancellation = releases().cancel(order.id, new BuyerId(order.buyer));
                Class<?> expected =
                        switch (order.status) {
                            case UNPAID -> Cancellation.Cancelled.class;
                            case CANCELLED -> Cancellation.AlreadyCancelled.class;
                            case PAID, EXPIRED, REFUND_DUE, REFUNDED -> Cancellation.WrongStatus.class;
                        };
                assertThat(cancellation).isInstanceOf(expected);
                if (order.status == OrderStatus.UNPAID) {
                    order.becomes(OrderStatus.CANCELLED, OrderEvent.Type.CANCELLED);
                }
                assertThat(releases().cancel(order.id, new BuyerId("mallory")))
                        .isInstanceOf(Cancellation.NotFound.class);
            });
        }

        private void expire() {
            List<ModelOrder> unpaid = model.orders.values().stream()
                    .filter(order -> order.status == OrderStatus.UNPAID)
                    .toList();
            steps.add("expire " + unpaid.size());
            if (random.nextBoolean()) {
                assertThat(releases().expire(sale, OrderReleases.MOST_EXPIRED))
                        .as("expired before their time")
                        .isZero();
            }
            unpaid.forEach(order -> store().lapse(orders().find(order.id).orElseThrow(), MINUTE));
            assertThat(releases().expire(sale, OrderReleases.MOST_EXPIRED)).isEqualTo(unpaid.size());
            unpaid.forEach(order -> order.becomes(OrderStatus.EXPIRED, OrderEvent.Type.EXPIRED));
        }

        private void restock() {
            Optional<String> earlier = random.nextInt(4) == 0 ? any(model.restocks.keySet()) : Optional.empty();
            String key = earlier.orElseGet(() -> UUID.randomUUID().toString());
            int delta = earlier.map(model.restocks::get).orElseGet(() -> 3 - random.nextInt(7));
            if (delta == 0) {
                return;
            }
            steps.add("restock " + delta + (earlier.isPresent() ? " again" : ""));
            Operated operated = operations().restock(sale, delta, new RequestKey(key), OPERATOR);
            if (earlier.isPresent()) {
                assertThat(operated).isInstanceOf(Operated.Unchanged.class);
            } else if (model.available() + delta < 0) {
                assertThat(operated).isInstanceOf(Operated.DeltaOutOfBounds.class);
            } else {
                assertThat(operated).isInstanceOf(Operated.Done.class);
                model.total += delta;
                model.restocks.put(key, delta);
            }
        }

        private void turn() {
            boolean pause = random.nextBoolean();
            steps.add(pause ? "pause" : "resume");
            Operated operated = operations().turn(sale, pause ? SaleState.PAUSED : SaleState.ACTIVE, OPERATOR);
            assertThat(operated).isInstanceOf(pause == model.paused ? Operated.Unchanged.class : Operated.Done.class);
            model.paused = pause;
        }

        /** Other sales' refunds may be due too, where the store is shared. */
        private void refund() {
            boolean fails = random.nextInt(3) == 0;
            steps.add(fails ? "refunds fail" : "refund");
            for (DueRefund due : payments().claimRefunds(100, Duration.ZERO)) {
                ModelPayment payment = model.payments.get(due.payment().id());
                if (fails || payment == null) {
                    payments().refundFailed(due.payment().id(), "not now", Duration.ZERO);
                    continue;
                }
                assertThat(payment.refundDue && !payment.refunded)
                        .as("a refund of %s is due", due)
                        .isTrue();
                payments().refunded(due.payment().id());
                payments().refunded(due.payment().id());
                payment.refunded = true;
                ModelOrder order = model.orders.get(payment.order);
                if (payment.late && order != null) {
                    order.becomes(OrderStatus.REFUNDED, OrderEvent.Type.REFUNDED);
                }
            }
        }

        private void compare() {
            Sale row = catalog().find(sale).orElseThrow();
            assertThat(row.stock().total()).isEqualTo(model.total);
            assertThat(row.stock().available()).isEqualTo(model.available());
            assertThat(row.state() == SaleState.PAUSED).isEqualTo(model.paused);
            assertThat(row.placed()).isEqualTo(model.orders.size());
            model.orders.values().forEach(order -> assertThat(
                            orders().find(order.id).orElseThrow().status())
                    .as("order %s", order.id)
                    .isEqualTo(order.status));
            assertThat(audit().audit(sale).orElseThrow().violations()).isEmpty();
        }

        private void compareMessages() {
            List<Message> messages = messages(sale);
            for (ModelOrder order : model.orders.values()) {
                List<OrderEvent.Type> told = messages.stream()
                        .filter(message -> message.payload().contains(order.id.value()))
                        .map(Message::type)
                        .toList();
                assertThat(told).as("messages about %s", order.id).isEqualTo(order.told);
            }
            outbox().published(messages.stream().map(Message::id).toList());
        }

        private Payment payment(PaymentId id, OrderId order, long amount) {
            return new Payment(id, order, new Money(amount, PRICE.currency()));
        }

        private <T> Optional<T> any(Collection<T> of) {
            return of.isEmpty()
                    ? Optional.empty()
                    : of.stream().skip(random.nextInt(of.size())).findFirst();
        }
    }
}
