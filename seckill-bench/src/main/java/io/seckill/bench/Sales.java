package io.seckill.bench;

import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.CreatedSale;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleTerms;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;

/** The sales that the ways sell: a fresh one each time, in a table without orders, and its audit. */
final class Sales implements AutoCloseable {
    private static final BuyerId OPERATOR = new BuyerId("seckill-bench");

    private final SellingProgram program;

    /** @throws IllegalArgumentException if somebody else has sales here */
    Sales(SellingProgram program) {
        this.program = program;
        if (number("SELECT COUNT(*) FROM sales WHERE created_by <> '" + OPERATOR + "'") > 0) {
            throw new IllegalArgumentException("this schema has sales of others, and the benchmark empties its tables:"
                    + " give it a schema of its own with --mysql");
        }
    }

    /** Removes every order, and opens a sale that does not sell out. */
    SaleId openFresh() {
        empty();
        Instant now = Instant.now();
        SaleId id = new SaleId("bench-" + UUID.randomUUID().toString().substring(0, 8));
        SaleTerms terms = new SaleTerms(
                "Benchmark",
                new Money(990, "CNY"),
                now.minusSeconds(60),
                now.plus(Duration.ofDays(1)),
                2,
                Duration.ofMinutes(15));
        NewSale sale = new NewSale(id, terms, NewSale.MAX_TOTAL, OPERATOR, new RequestKey(id.value()));
        CreatedSale created = program.part(SaleCatalog.class).create(sale);
        if (!(created instanceof CreatedSale.Created)) {
            throw new IllegalStateException("the sale was not created: " + created);
        }
        return id;
    }

    /**
     * Checks the laws, and that exactly the orders that were answered as placed stand.
     *
     * @throws IllegalStateException if not, with the figures
     */
    void check(Way way, SaleId sale, Measurement measured) {
        AuditReport report = program.part(SaleAudit.class)
                .audit(sale)
                .orElseThrow(() -> new IllegalStateException("the sale is gone"));
        if (!report.consistent()) {
            throw new IllegalStateException("LAWS BROKEN by " + way + ": " + report.violations());
        }
        // One whose outcome is unknown may stand.
        long most = measured.placed() + measured.unknown();
        if (report.orders() < measured.placed() || report.orders() > most) {
            throw new IllegalStateException("LAW 5 BROKEN by " + way + ": " + measured.placed()
                    + " orders were answered as placed and " + measured.unknown() + " as unknown, but "
                    + report.orders() + " stand");
        }
        if (measured.latencies().getTotalCount() == 0) {
            throw new IllegalStateException(way + " placed no order within the measured time");
        }
    }

    /** Makes every unpaid order of the sale due. */
    void makeDue(SaleId sale) {
        execute("UPDATE orders SET pay_by = UTC_TIMESTAMP(6) WHERE status = 'UNPAID' AND sale_id = '" + sale + "'");
    }

    int available(SaleId sale) {
        return Math.toIntExact(number("SELECT available FROM sales WHERE id = '" + sale + "'"));
    }

    /** Until the tables are emptied the next time: making it while there are orders would burden who sells next. */
    void dropExpiryIndex() {
        execute("ALTER TABLE orders DROP INDEX orders_by_payment_due");
    }

    /** The sales go first: nobody is to audit one without its orders. */
    private void empty() {
        execute("DELETE FROM sales");
        execute("TRUNCATE TABLE orders");
        execute("TRUNCATE TABLE outbox");
        boolean hasExpiryIndex =
                number("SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE()"
                                + " AND table_name = 'orders' AND index_name = 'orders_by_payment_due'")
                        > 0;
        if (!hasExpiryIndex) {
            execute("ALTER TABLE orders ADD INDEX orders_by_payment_due (sale_id, status, pay_by)");
        }
    }

    /** Leaves an empty schema with all of its indexes. */
    @Override
    public void close() {
        empty();
    }

    private void execute(String sql) {
        try (Connection connection = program.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }

    private long number(String sql) {
        try (Connection connection = program.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed: " + e.getMessage(), e);
        }
    }
}
