package io.seckill.testkit.ledger;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the operators' log.
 *
 * @param action create, edit, restock, pause, resume, close or archive
 * @param outcome as {@code word()} of what came of it has it
 * @param asked what was asked for, in any form
 */
public record OperatorEntry(
        BuyerId operator,
        String action,
        String outcome,
        String asked,
        Instant at,
        Optional<Standing> before,
        Optional<Standing> after) {
    /** What operators can change of a sale. */
    public record Standing(
            String title,
            Instant opensAt,
            Instant closesAt,
            int limitPerBuyer,
            SaleState state,
            Stock stock,
            int revision) {
        public static Standing of(Sale sale) {
            return new Standing(
                    sale.terms().title(),
                    sale.terms().opensAt(),
                    sale.terms().closesAt(),
                    sale.terms().limitPerBuyer(),
                    sale.state(),
                    sale.stock(),
                    sale.revision());
        }
    }
}
