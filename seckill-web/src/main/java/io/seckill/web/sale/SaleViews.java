package io.seckill.web.sale;

import io.seckill.api.SaleView;
import io.seckill.api.SalesView;
import io.seckill.core.sale.Phase;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleTerms;
import java.time.Instant;
import java.util.List;

/** Sales as callers see them. */
public final class SaleViews {
    private SaleViews() {}

    /** @param now decides the phase */
    public static SaleView of(Sale sale, Instant now) {
        SaleTerms terms = sale.terms();
        return new SaleView(
                sale.id().value(),
                terms.title(),
                terms.price().minorUnits(),
                terms.price().currency(),
                terms.opensAt(),
                terms.closesAt(),
                phase(sale.phaseAt(now)),
                sale.stock().total(),
                sale.stock().available(),
                sale.stock().isSoldOut(),
                terms.limitPerBuyer(),
                sale.revision());
    }

    public static SalesView of(List<Sale> sales, Instant now) {
        return new SalesView(sales.stream().map(sale -> of(sale, now)).toList());
    }

    /** Another one whenever the view is another. */
    static String entityTag(SaleView sale) {
        return "\"" + sale.revision() + "-" + sale.total() + "-" + sale.available() + "-" + sale.phase() + "\"";
    }

    private static SaleView.Phase phase(Phase phase) {
        return switch (phase) {
            case UPCOMING -> SaleView.Phase.UPCOMING;
            case OPEN -> SaleView.Phase.OPEN;
            case PAUSED -> SaleView.Phase.PAUSED;
            case ENDED -> SaleView.Phase.ENDED;
        };
    }
}
