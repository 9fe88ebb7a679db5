package io.seckill.infra.database;

import io.seckill.core.desk.DeskAddress;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.SaleMapper.DeskRow;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * The desk's address in the sale's row, over the desks' own connections: an election must not wait longer for a silent
 * database, or for a row that a frozen desk holds, than a batch does. Safe for use by many threads.
 */
final class MyBatisDeskDirectory implements DeskDirectory {
    private final DeskSessions sessions;

    MyBatisDeskDirectory(DeskSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<DeskAddress> find(SaleId sale) {
        return ask(sales -> address(sales.findDesk(sale.value())));
    }

    @Override
    public void announce(SaleId sale, DeskAddress desk) {
        ask(sales -> sales.announceDesk(sale.value(), desk.process().value(), desk.host(), desk.port()));
    }

    @Override
    public void withdraw(SaleId sale, ProcessId process) {
        ask(sales -> sales.withdrawDesk(sale.value(), process.value()));
    }

    private <T> T ask(Function<SaleMapper, T> statement) {
        try (SqlSession session = sessions.open()) {
            T answer = statement.apply(session.getMapper(SaleMapper.class));
            session.commit();
            return answer;
        } catch (RuntimeException e) {
            throw new BackendUnavailableException("the directory of desks did not answer", e);
        }
    }

    private static Optional<DeskAddress> address(@Nullable DeskRow row) {
        return Optional.ofNullable(row)
                .map(desk -> new DeskAddress(new ProcessId(desk.deskProcess()), desk.deskHost(), desk.deskPort()));
    }
}
