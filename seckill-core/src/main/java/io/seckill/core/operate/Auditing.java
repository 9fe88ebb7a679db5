package io.seckill.core.operate;

import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A round of auditing every active sale: one that has opened, until its last unpaid order must have come to its end. A
 * violation is a fault of the program's or somebody's hand in the database, so a second audit has to find it too; then the
 * sale is paused, and stands in {@link #violated()} until an audit finds nothing. For one node at a time. {@link #violated()} is
 * safe for use by many threads.
 */
public final class Auditing implements Round {
    /** Who pauses a sale whose laws are broken, in the operators' log. */
    public static final BuyerId AUDITOR = new BuyerId("seckill:audit");

    private static final System.Logger LOG = System.getLogger(Auditing.class.getName());
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration AFTER_THE_LAST = Duration.ofHours(1);

    private final SaleCatalog catalog;
    private final SaleAudit audit;
    private final SaleOperations operations;
    private final AuditEvents events;
    private final Scheduler scheduler;
    private final Map<SaleId, List<String>> violated = new ConcurrentHashMap<>();

    /** @param catalog the rows themselves */
    public Auditing(
            SaleCatalog catalog, SaleAudit audit, SaleOperations operations, AuditEvents events, Scheduler scheduler) {
        this.catalog = catalog;
        this.audit = audit;
        this.operations = operations;
        this.events = events;
        this.scheduler = scheduler;
    }

    /** What is known to be broken, by sale; a node that does not audit knows of nothing. */
    public Map<SaleId, List<String>> violated() {
        return Map.copyOf(violated);
    }

    @Override
    public Duration go() {
        Instant now = scheduler.clock().instant();
        List<SaleId> active = catalog.list().stream()
                .filter(sale -> isActive(sale, now))
                .map(Sale::id)
                .toList();
        active.forEach(this::audit);
        violated.keySet().retainAll(active);
        return PAUSE;
    }

    /** Whoever audits next finds out for itself. */
    @Override
    public void end() {
        violated.clear();
    }

    private static boolean isActive(Sale sale, Instant now) {
        Instant last = sale.terms().closesAt().plus(sale.terms().payWithin()).plus(AFTER_THE_LAST);
        return !now.isBefore(sale.terms().opensAt()) && now.isBefore(last);
    }

    private void audit(SaleId sale) {
        List<String> found = violations(sale);
        if (!found.isEmpty()) {
            found = violations(sale);
        }
        events.audited(found.isEmpty());
        if (found.isEmpty()) {
            violated.remove(sale);
            return;
        }
        if (!violated.containsKey(sale)) { // once: an operator may resume it, knowing what is wrong
            LOG.log(System.Logger.Level.ERROR, "sale {0} breaks its laws and is paused: {1}", sale, found);
            operations.turn(sale, SaleState.PAUSED, AUDITOR);
        }
        violated.put(sale, found);
    }

    private List<String> violations(SaleId sale) {
        Optional<AuditReport> report = audit.audit(sale);
        return report.map(AuditReport::violations).orElseGet(List::of);
    }

    /** Hears of audits; neither blocks nor throws. */
    @FunctionalInterface
    public interface AuditEvents {
        void audited(boolean consistent);
    }
}
