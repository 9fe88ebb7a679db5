package io.seckill.infra.database;

import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.sale.SaleId;
import java.util.Optional;

/** The desk's address in the sale's row. Safe for use by many threads. */
final class MyBatisDeskDirectory implements DeskDirectory {
    private final Reading reading;

    MyBatisDeskDirectory(Reading reading) {
        this.reading = reading;
    }

    @Override
    public Optional<DeskAddress> find(SaleId sale) {
        return reading.one(SaleMapper.class, sales -> Optional.ofNullable(sales.findDesk(sale.value())))
                .map(row -> new DeskAddress(new ProcessId(row.deskProcess()), row.deskHost(), row.deskPort()));
    }

    @Override
    public void announce(SaleId sale, DeskAddress desk) {
        reading.one(
                SaleMapper.class,
                sales -> sales.announceDesk(sale.value(), desk.process().value(), desk.host(), desk.port()));
    }

    @Override
    public void withdraw(SaleId sale, ProcessId process) {
        reading.one(SaleMapper.class, sales -> sales.withdrawDesk(sale.value(), process.value()));
    }
}
