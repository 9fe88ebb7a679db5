package io.seckill.bench;

import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** How soon the units of many unpaid orders, which become due at one moment, are on sale again. */
final class ExpiryRate {
    private static final int WAITING = 1_024;
    private static final Span PLACING = Span.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final SellingProgram program;
    private final Sales sales;

    ExpiryRate(SellingProgram program) {
        this.program = program;
        this.sales = new Sales(program);
    }

    /** @throws IllegalStateException if they are not all expired within two minutes */
    String measure() {
        expire(); // what is compiled meanwhile is not counted
        return expire();
    }

    private String expire() {
        SaleId sale = sales.openFresh();
        ClosedLoop.run(program.node().desks(), sale, WAITING, PLACING);
        int held = NewSale.MAX_TOTAL - sales.available(sale);
        sales.makeDue(sale);
        long begun = System.nanoTime();
        long end = begun + LIMIT.toNanos();
        while (sales.available(sale) < NewSale.MAX_TOTAL) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "after " + LIMIT + " units of " + (NewSale.MAX_TOTAL - sales.available(sale)) + " of " + held
                                + " orders were not on sale again");
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return String.format(
                Locale.ROOT,
                "expiry: %,d orders that were due at once were expired, and their units on sale again, in %.2f s: %,.0f/s",
                held,
                seconds,
                held / seconds);
    }
}
