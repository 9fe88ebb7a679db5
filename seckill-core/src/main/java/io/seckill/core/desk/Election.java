package io.seckill.core.desk;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.Optional;

/** Finds a sale's desk, or makes this node the desk. Its calls block for a bounded time. Safe for use by many threads. */
final class Election {
    private static final System.Logger LOG = System.getLogger(Election.class.getName());
    /** Short, for a sale may be sold out in the time that the nodes which are not elected wait here. */
    private static final Duration WAIT = Duration.ofMillis(20);

    /** What came of looking for the desk. */
    sealed interface Finding {
        record Elected(Lease lease) implements Finding {}

        record Elsewhere(DeskAddress desk) implements Finding {}

        record NoDesk() implements Finding {}
    }

    /** @param unreachable gave no answer at all */
    record Avoided(ProcessId process, boolean unreachable) {}

    /** What came of asking for a lost lease again. */
    sealed interface Renewal {
        record Held(Lease lease) implements Renewal {}

        record Taken() implements Renewal {}

        record Unavailable() implements Renewal {}
    }

    private final LockProvider locks;
    private final DeskDirectory directory;
    private final DeskAddress self;

    Election(LockProvider locks, DeskDirectory directory, DeskAddress self) {
        this.locks = locks;
        this.directory = directory;
        this.self = self;
    }

    /**
     * Looks for the desk: in the directory first, then by standing for election.
     *
     * @param avoid a process that did not answer as the desk lately; one that answered, but was not the desk, may have been
     *     elected since, so it is believed once the lease turns out to be held
     * @param stand whether this node may become the desk
     */
    Finding look(SaleId sale, Optional<Avoided> avoid, boolean stand) {
        Optional<DeskAddress> known = elsewhere(sale, avoid.map(Avoided::process));
        if (known.isPresent()) {
            return new Finding.Elsewhere(known.get());
        }
        if (!stand) {
            return new Finding.NoDesk();
        }
        try {
            Optional<Lease> lease = locks.tryAcquire(request(sale).waiting(WAIT));
            if (lease.isPresent()) {
                return elected(sale, lease.get());
            }
        } catch (LockException e) {
            LOG.log(System.Logger.Level.DEBUG, "no election for sale {0}: {1}", sale, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Somebody may have been elected while this node waited.
        return elsewhere(sale, avoid.filter(Avoided::unreachable).map(Avoided::process))
                .<Finding>map(Finding.Elsewhere::new)
                .orElseGet(Finding.NoDesk::new);
    }

    /** Asks for the lease of the desk that this node is, after it was lost. */
    Renewal again(SaleId sale) {
        try {
            Optional<Lease> lease = locks.tryAcquire(request(sale));
            if (lease.isEmpty()) {
                return new Renewal.Taken();
            }
            return elected(sale, lease.get()) instanceof Finding.Elected elected
                    ? new Renewal.Held(elected.lease())
                    : new Renewal.Unavailable();
        } catch (LockException e) {
            LOG.log(System.Logger.Level.DEBUG, "the lease of sale {0} is not to be had: {1}", sale, e.getMessage());
            return new Renewal.Unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Renewal.Unavailable();
        }
    }

    /**
     * Clears the directory and gives the lease back, so that another node is elected at once. In this order, for an entry
     * that is cleared after the lease was given back might be that of this node's next election.
     */
    void resign(SaleId sale, Optional<Lease> lease) {
        try {
            directory.withdraw(sale, self.process());
        } catch (BackendUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "the directory keeps an old entry for sale {0}", sale);
        } finally {
            lease.ifPresent(Lease::close);
        }
    }

    private Finding elected(SaleId sale, Lease lease) {
        try {
            directory.announce(sale, self);
            return new Finding.Elected(lease);
        } catch (BackendUnavailableException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot be the desk of sale {0}: {1}", sale, e.getMessage());
            lease.close();
            return new Finding.NoDesk();
        }
    }

    private Optional<DeskAddress> elsewhere(SaleId sale, Optional<ProcessId> avoid) {
        try {
            return directory
                    .find(sale)
                    .filter(desk -> !desk.process().equals(self.process()))
                    .filter(desk -> avoid.isEmpty() || !desk.process().equals(avoid.get()));
        } catch (BackendUnavailableException e) {
            LOG.log(System.Logger.Level.DEBUG, "the directory cannot be asked for sale {0}: {1}", sale, e.getMessage());
            return Optional.empty();
        }
    }

    /** No longest life: a desk's progress keeps its lease, and a desk without progress gives it up. */
    private static LockRequest request(SaleId sale) {
        return LockRequest.of(new LockName("sale-desk:" + sale)).livingUntilReleased();
    }
}
