package io.seckill.infra.life;

import io.seckill.core.event.Outbox;
import io.seckill.core.operate.Auditing;
import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
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
                new OneSale(report),
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
            public Waiting unpublished(int most, int mostOrders) {
                return new Waiting(List.of(), false);
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

    private record OneSale(AuditReport report) implements SaleAudit {
        @Override
        public Optional<AuditReport> audit(SaleId sale) {
            return Optional.of(report);
        }

        @Override
        public List<SaleId> active(int most) {
            return List.of(new SaleId("phone"));
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
