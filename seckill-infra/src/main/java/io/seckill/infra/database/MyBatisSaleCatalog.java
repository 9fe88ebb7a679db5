package io.seckill.infra.database;

import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** The sales' rows themselves. Safe for use by many threads. */
final class MyBatisSaleCatalog implements SaleCatalog {
    private final Reading reading;

    MyBatisSaleCatalog(Reading reading) {
        this.reading = reading;
    }

    @Override
    public Optional<Sale> find(SaleId id) {
        return reading.one(SaleMapper.class, sales -> Optional.ofNullable(sales.find(id.value())))
                .map(Rows::sale);
    }

    @Override
    public List<Sale> list() {
        return reading.one(SaleMapper.class, sales -> sales.list(MAX_LISTED)).stream()
                .map(Rows::sale)
                .toList();
    }

    @Override
    public CreatedSale create(NewSale sale) {
        SaleRow row = Rows.row(sale);
        return reading.one(SaleMapper.class, sales -> {
            try {
                sales.insert(row, sale.operator().value(), sale.key().value());
                return new CreatedSale.Created(Rows.sale(row));
            } catch (DuplicateKeyException e) {
                return replayed(
                        sale,
                        sales.findCreated(sale.operator().value(), sale.key().value()));
            }
        });
    }

    private static CreatedSale replayed(NewSale asked, @Nullable SaleRow standing) {
        if (standing == null) {
            throw new IllegalArgumentException("saleId: " + asked.id() + " is taken");
        }
        Sale sale = Rows.sale(standing);
        boolean same = sale.terms().equals(Rows.sale(Rows.row(asked)).terms())
                && sale.stock().total() == asked.total();
        return same ? new CreatedSale.Replayed(sale) : new CreatedSale.KeyReused();
    }
}
