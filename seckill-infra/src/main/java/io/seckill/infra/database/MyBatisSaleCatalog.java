package io.seckill.infra.database;

import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;

/** The sales' rows themselves. Safe for use by many threads. */
final class MyBatisSaleCatalog implements SaleCatalog {
    private final Reading reading;
    private final Transactions transactions;

    MyBatisSaleCatalog(Reading reading, Transactions transactions) {
        this.reading = reading;
        this.transactions = transactions;
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
        return transactions.run(session -> {
            SaleRow row = Rows.row(sale);
            SaleMapper sales = session.getMapper(SaleMapper.class);
            try {
                sales.insert(row, sale.operator().value(), sale.key().value());
            } catch (PersistenceException e) {
                if (Transactions.isDuplicate(e)) {
                    return repeated(session, sale);
                }
                throw e;
            }
            Sale made = Rows.sale(row);
            log(sale, made.id()).write(session, "DONE", null, made);
            return new CreatedSale.Created(made);
        });
    }

    private static CreatedSale repeated(SqlSession session, NewSale asked) {
        SaleRow standing = session.getMapper(SaleMapper.class)
                .findCreated(asked.operator().value(), asked.key().value());
        if (standing == null) {
            throw new IllegalArgumentException("saleId: " + asked.id() + " is taken");
        }
        Sale sale = Rows.sale(standing);
        OperatorLog log = log(asked, sale.id());
        boolean same = Optional.ofNullable(
                        session.getMapper(OperatorMapper.class).findCreation(standing.id()))
                .map(log.asked()::equals)
                .orElseGet(() -> stands(asked, sale));
        log.write(session, same ? "UNCHANGED" : "KEY_REUSED", sale, sale);
        return same ? new CreatedSale.Replayed(sale) : new CreatedSale.KeyReused();
    }

    /** Sales that are older than the log can only be compared as they stand. */
    private static boolean stands(NewSale asked, Sale sale) {
        return sale.terms().equals(Rows.sale(Rows.row(asked)).terms())
                && sale.stock().total() == asked.total();
    }

    private static OperatorLog log(NewSale asked, SaleId sale) {
        return new OperatorLog(asked.operator(), "create", sale, OperatorJson.create(asked));
    }
}
