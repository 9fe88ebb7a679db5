package io.seckill.web.fake;

import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sales in memory; can be made to break. */
public final class MemorySales implements SaleCatalog, SaleAudit {
    private final Map<SaleId, Sale> sales = new HashMap<>();
    private final Map<String, NewSale> created = new HashMap<>();
    private Optional<RuntimeException> broken = Optional.empty();

    public synchronized void put(Sale sale) {
        sales.put(sale.id(), sale);
    }

    public synchronized void clear() {
        sales.clear();
        created.clear();
        broken = Optional.empty();
    }

    /** From now on every method throws that. */
    public synchronized void breaks(RuntimeException with) {
        broken = Optional.of(with);
    }

    public void breaks() {
        breaks(new BackendUnavailableException("SELECT secrets FROM com.mysql.cj", null));
    }

    @Override
    public synchronized Optional<Sale> find(SaleId id) {
        breakIfBroken();
        return Optional.ofNullable(sales.get(id));
    }

    @Override
    public synchronized List<Sale> list() {
        breakIfBroken();
        return new ArrayList<>(sales.values());
    }

    @Override
    public synchronized CreatedSale create(NewSale sale) {
        breakIfBroken();
        String intent = sale.operator() + " " + sale.key();
        NewSale earlier = created.get(intent);
        if (earlier != null) {
            boolean same = earlier.terms().equals(sale.terms()) && earlier.total() == sale.total();
            return same ? new CreatedSale.Replayed(find(earlier.id()).orElseThrow()) : new CreatedSale.KeyReused();
        }
        Sale made = new Sale(sale.id(), sale.terms(), SaleState.ACTIVE, Stock.full(sale.total()), 0, 1);
        created.put(intent, sale);
        put(made);
        return new CreatedSale.Created(made);
    }

    @Override
    public synchronized Optional<AuditReport> audit(SaleId sale) {
        return find(sale)
                .map(found ->
                        new AuditReport(found.stock().total(), found.stock().available(), 7, 10, 2, 7, 6, 0, 0));
    }

    @Override
    public List<SaleId> active(int most) {
        throw new UnsupportedOperationException("nobody audits again and again here");
    }

    private void breakIfBroken() {
        broken.ifPresent(fault -> {
            throw fault;
        });
    }
}
