package io.seckill.core.operate;

import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Stock;
import java.util.function.IntSupplier;

/**
 * Decides what operators ask for, from the sale's row, locked. Whoever holds the row writes the sale of {@link
 * Operated.Done}, and nothing otherwise.
 */
public final class SaleChanges {
    private SaleChanges() {}

    /**
     * @param mostBought the most units that a buyer has in live orders of the sale; asked for only where it matters
     * @throws io.seckill.core.sale.InvalidTermsException if the sale cannot have such terms; it names the field
     */
    public static Operated edit(Sale sale, int revision, SaleEdit edit, IntSupplier mostBought) {
        if (sale.revision() != revision) {
            return new Operated.OtherRevision(sale);
        }
        if (sale.state() == SaleState.CLOSED) {
            return new Operated.Closed(sale);
        }
        SaleTerms terms = edit.applyTo(sale.terms());
        if (terms.equals(sale.terms())) {
            return new Operated.Unchanged(sale);
        }
        if (terms.limitPerBuyer() < sale.terms().limitPerBuyer()) {
            int most = mostBought.getAsInt();
            if (terms.limitPerBuyer() < most) {
                return new Operated.LimitBelowBought(sale, most);
            }
        }
        return done(sale, terms, sale.state(), sale.stock());
    }

    /** @param delta not 0 */
    public static Operated restock(Sale sale, int delta) {
        if (delta == 0) {
            throw new IllegalArgumentException("delta: must not be 0");
        }
        if (sale.state() == SaleState.CLOSED) {
            return new Operated.Closed(sale);
        }
        int least = -sale.stock().available();
        int most = NewSale.MAX_TOTAL - sale.stock().total();
        if (delta < least || delta > most) {
            return new Operated.DeltaOutOfBounds(sale, least, most);
        }
        Stock stock = new Stock(sale.stock().total() + delta, sale.stock().available() + delta);
        return done(sale, sale.terms(), sale.state(), stock);
    }

    public static Operated turn(Sale sale, SaleState to) {
        if (sale.state() == to) {
            return new Operated.Unchanged(sale);
        }
        if (sale.state() == SaleState.CLOSED) {
            return new Operated.Closed(sale);
        }
        return done(sale, sale.terms(), to, sale.stock());
    }

    private static Operated done(Sale sale, SaleTerms terms, SaleState state, Stock stock) {
        return new Operated.Done(new Sale(sale.id(), terms, state, stock, sale.placed(), sale.revision() + 1));
    }
}
