package io.seckill.core.operate;

import io.seckill.core.rounds.Rounds.Round;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Audits every active sale again and again: one that has opened, until its last unpaid order must have come to its end. A round
 * audits one of them, so that the end does not wait for all. A violation is a fault of the program's or somebody's hand in the
 * database, so a second audit has to find it too; then the sale is paused, and stands in {@link #violated()} until an audit
 * finds nothing. For one node at a time. {@link #violated()} is safe for use by many threads.
 */
public final class Auditing implements Round {
    /** Who pauses a sale whose laws are broken, in the operators' log. */
    public static final BuyerId AUDITOR = new BuyerId("seckill:audit");

    private static final System.Logger LOG = System.getLogger(Auditing.class.getName());
    private static final int MOST = 5_000;

    private final SaleAudit audit;
    private final SaleOperations operations;
    private final Duration every;
    private final AuditEvents events;
    private final Scheduler scheduler;
    private final Queue<SaleId> toAudit = new ArrayDeque<>();
    private final Set<SaleId> paused = new HashSet<>();
    private final Map<SaleId, List<String>> violated = new ConcurrentHashMap<>();
    private long nextAt;

    /** @param every how often each sale is audited; more seldom if the audits take longer */
    public Auditing(
            SaleAudit audit, SaleOperations operations, Duration every, AuditEvents events, Scheduler scheduler) {
        this.audit = audit;
        this.operations = operations;
        this.every = every;
        this.events = events;
        this.scheduler = scheduler;
    }

    /** What is known to be broken, by sale; a node that does not audit knows of nothing. */
    public Map<SaleId, List<String>> violated() {
        return Map.copyOf(violated);
    }

    @Override
    public Duration go() {
        if (toAudit.isEmpty()) {
            nextAt = scheduler.nanos() + every.toNanos();
            begin();
        }
        SaleId next = toAudit.poll();
        if (next != null) {
            audit(next);
        }
        return toAudit.isEmpty() ? Duration.ofNanos(Math.max(0, nextAt - scheduler.nanos())) : Duration.ZERO;
    }

    /** Whoever audits next finds out for itself. */
    @Override
    public void end() {
        toAudit.clear();
        paused.clear();
        violated.clear();
    }

    private void begin() {
        toAudit.addAll(audit.active(MOST));
        violated.keySet().retainAll(toAudit);
        paused.retainAll(toAudit);
    }

    private void audit(SaleId sale) {
        try {
            List<String> found = violations(sale);
            if (!found.isEmpty()) {
                found = violations(sale);
            }
            events.audited(found.isEmpty() ? AuditResult.CONSISTENT : AuditResult.VIOLATED);
            note(sale, found);
        } catch (RuntimeException e) {
            events.audited(AuditResult.FAILED);
            LOG.log(System.Logger.Level.WARNING, "sale " + sale + " could not be audited, and is tried again later", e);
        }
    }

    private void note(SaleId sale, List<String> found) {
        if (found.isEmpty()) {
            paused.remove(sale);
            if (violated.remove(sale) != null) {
                LOG.log(System.Logger.Level.INFO, "sale {0} keeps its laws again", sale);
            }
            return;
        }
        if (violated.put(sale, found) == null) {
            LOG.log(System.Logger.Level.ERROR, "sale {0} breaks its laws and is paused: {1}", sale, found);
        }
        if (!paused.contains(sale)) { // once: an operator may resume it, knowing what is wrong
            pause(sale);
        }
    }

    private void pause(SaleId sale) {
        try {
            operations.turn(sale, SaleState.PAUSED, AUDITOR);
            paused.add(sale);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "sale " + sale + " is not paused yet: after the next audit", e);
        }
    }

    private List<String> violations(SaleId sale) {
        return audit.audit(sale).map(AuditReport::violations).orElseGet(List::of);
    }

    /** What came of auditing one sale. */
    public enum AuditResult {
        CONSISTENT,
        VIOLATED,
        /** The database did not answer; nothing is known. */
        FAILED
    }

    /** Hears of audits; neither blocks nor throws. Safe for use by many threads. */
    @FunctionalInterface
    public interface AuditEvents {
        void audited(AuditResult result);
    }
}
