package io.seckill.web.admin;

import io.seckill.api.AuditView;
import io.seckill.api.StatsView;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.web.order.RefusalCounts;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What operators may know of a sale. */
@Component
class SaleFigures {
    private final SaleCatalog catalog;
    private final OrderBook orders;
    private final SaleAudit audit;
    private final RefusalCounts refusals;
    private final SaleActivities activities;

    SaleFigures(
            SaleCatalog catalog, OrderBook orders, SaleAudit audit, RefusalCounts refusals, SaleActivities activities) {
        this.catalog = catalog;
        this.orders = orders;
        this.audit = audit;
        this.refusals = refusals;
        this.activities = activities;
    }

    StatsView stats(String saleId) {
        SaleId id = valid(saleId).flatMap(catalog::find).map(Sale::id).orElseThrow(SaleFigures::notFound);
        return StatsViews.of(id, orders.countByStatus(id), refusals.of(id), activities.of(id));
    }

    AuditView audit(String saleId) {
        AuditReport report = valid(saleId).flatMap(audit::audit).orElseThrow(SaleFigures::notFound);
        return new AuditView(
                report.consistent(),
                report.total(),
                report.available(),
                report.heldUnits(),
                report.soldUnits(),
                report.liveOrders(),
                report.violations());
    }

    private static Optional<SaleId> valid(String saleId) {
        return SaleId.isValid(saleId) ? Optional.of(new SaleId(saleId)) : Optional.empty();
    }

    private static ProblemException notFound() {
        return new ProblemException(Problems.saleNotFound());
    }
}
