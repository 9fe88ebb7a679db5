package io.seckill.infra.life;

import io.seckill.core.event.Message;
import io.seckill.core.event.Outbox;
import io.seckill.core.operate.Auditing;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import io.seckill.core.schedule.ThreadScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Parts of a node that find what they are told to find. */
public final class Scripted {
    private Scripted() {}

    /** Audits of the one open sale {@code phone}. */
    public static Auditing auditing(AuditReport report) {
        return new Auditing(
                new OneSale(),
                sale -> Optional.of(report),
                new NoOperations(),
                Duration.ofMinutes(1),
                result -> {},
                new ThreadScheduler(1, 1));
    }

    /** An outbox that is only asked what waits in it. */
    public static Outbox outbox(Supplier<Outbox.Backlog> answer) {
        return new Outbox() {
            @Override
            public Backlog backlog() {
                return answer.get();
            }

            @Override
            public List<Message> unpublished(int most) {
                return List.of();
            }

            @Override
            public void published(List<Long> ids) {}

            @Override
            public int publishAgain(Instant since) {
                return 0;
            }

            @Override
            public int remove(Duration age, int most) {
                return 0;
            }
        };
    }

    private static final class OneSale implements SaleCatalog {
        @Override
        public List<Sale> list() {
            Instant now = Instant.now();
            SaleTerms terms = new SaleTerms(
                    "Phone",
                    new Money(100, "CNY"),
                    now.minusSeconds(60),
                    now.plusSeconds(3_600),
                    1,
                    Duration.ofMinutes(15));
            return List.of(new Sale(new SaleId("phone"), terms, SaleState.ACTIVE, Stock.full(10), 0, 0));
        }

        @Override
        public Optional<Sale> find(SaleId id) {
            return Optional.empty();
        }

        @Override
        public CreatedSale create(NewSale sale) {
            throw new AssertionError("nobody creates sales here");
        }
    }

    private static final class NoOperations implements SaleOperations {
        @Override
        public Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator) {
            return new Operated.NotFound();
        }

        @Override
        public Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator) {
            return new Operated.NotFound();
        }

        @Override
        public Operated turn(SaleId sale, SaleState to, BuyerId operator) {
            return new Operated.NotFound();
        }
    }
}
