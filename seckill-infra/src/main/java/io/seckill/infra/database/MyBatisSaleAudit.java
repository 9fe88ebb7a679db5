package io.seckill.infra.database;

import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.AuditMapper.Sums;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Audits in one snapshot, the archive included; the row is read as it is, for a report must be able to show what no domain type allows. */
final class MyBatisSaleAudit implements SaleAudit {
    private final Reading reading;

    MyBatisSaleAudit(Reading reading) {
        this.reading = reading;
    }

    @Override
    public Optional<AuditReport> audit(SaleId sale) {
        return reading.inSnapshot(() -> {
            SaleRow row = reading.mapper(SaleMapper.class).find(sale.value());
            return Optional.ofNullable(report(row));
        });
    }

    @Override
    public List<SaleId> active(int most) {
        Checks.positive("most", most);
        return reading.one(AuditMapper.class, sales -> sales.active(most)).stream()
                .map(SaleId::new)
                .toList();
    }

    private @Nullable AuditReport report(@Nullable SaleRow row) {
        if (row == null) {
            return null;
        }
        AuditMapper orders = reading.mapper(AuditMapper.class);
        String sale = row.id();
        boolean archived = orders.isArchived(sale);
        Sums sums = archived ? orders.sumsWithArchive(sale) : orders.sums(sale);
        int limit = row.limitPerBuyer();
        return new AuditReport(
                row.total(),
                row.available(),
                row.placed(),
                sums.heldUnits(),
                sums.soldUnits(),
                sums.orders(),
                sums.liveOrders(),
                archived ? orders.buyersAboveWithArchive(sale, limit) : orders.buyersAbove(sale, limit),
                archived ? orders.repeatedKeysWithArchive(sale) : orders.repeatedKeys(sale));
    }
}
