package io.seckill.infra.node;

import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.sale.SaleId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where desks stand, for the nodes of one test. */
final class InMemoryDirectory implements DeskDirectory {
    private final Map<SaleId, DeskAddress> desks = new ConcurrentHashMap<>();

    @Override
    public Optional<DeskAddress> find(SaleId sale) {
        return Optional.ofNullable(desks.get(sale));
    }

    @Override
    public void announce(SaleId sale, DeskAddress desk) {
        desks.put(sale, desk);
    }

    @Override
    public void withdraw(SaleId sale, ProcessId process) {
        desks.computeIfPresent(sale, (id, desk) -> desk.process().equals(process) ? null : desk);
    }
}
