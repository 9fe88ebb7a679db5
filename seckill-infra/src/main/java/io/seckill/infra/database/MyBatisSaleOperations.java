package io.seckill.infra.database;

import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleChanges;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.InvalidTermsException;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.infra.database.OperatorMapper.DoneRow;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * Each call in one transaction: the sale's row is locked, what is asked for is decided, the log is written, and then the row.
 * Safe for use by many threads.
 */
final class MyBatisSaleOperations implements SaleOperations {
    private final Reading reading;
    private final Transactions transactions;

    MyBatisSaleOperations(Reading reading, Transactions transactions) {
        this.reading = reading;
        this.transactions = transactions;
    }

    @Override
    public Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator) {
        SaleEdit storable = new SaleEdit(
                edit.title(),
                edit.opensAt().map(Rows::storable),
                edit.closesAt().map(Rows::storable),
                edit.limitPerBuyer());
        OperatorLog log = new OperatorLog(operator, "edit", sale, OperatorJson.edit(revision, edit));
        MostBought mostBought = MostBought.before(edit, revision, sale, reading);
        return operate(
                log,
                Optional.empty(),
                (session, before) ->
                        SaleChanges.edit(before, revision, storable, () -> mostBought.units(session, before)));
    }

    @Override
    public Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator) {
        if (delta == 0) {
            throw new IllegalArgumentException("delta: must not be 0");
        }
        OperatorLog log = new OperatorLog(operator, "restock", sale, OperatorJson.restock(delta, key));
        return operate(log, Optional.of(key), (session, before) -> {
            DoneRow earlier = session.getMapper(OperatorMapper.class).findDone(operator.value(), key.value());
            if (earlier == null) {
                return SaleChanges.restock(before, delta);
            }
            boolean same = earlier.equals(new DoneRow(sale.value(), log.asked()));
            return same ? new Operated.Unchanged(before) : new Operated.KeyReused();
        });
    }

    @Override
    public Operated turn(SaleId sale, SaleState to, BuyerId operator) {
        String action =
                switch (to) {
                    case ACTIVE -> "resume";
                    case PAUSED -> "pause";
                    case CLOSED -> "close";
                };
        OperatorLog log = new OperatorLog(operator, action, sale, OperatorJson.turn(to));
        return operate(log, Optional.empty(), (session, before) -> SaleChanges.turn(before, to));
    }

    private Operated operate(OperatorLog log, Optional<RequestKey> key, Decision decision) {
        return transactions
                .<Supplier<Operated>>run(session -> {
                    SaleRow row =
                            session.getMapper(SaleMapper.class).lock(log.sale().value());
                    Sale before = row == null ? null : Rows.sale(row);
                    try {
                        Operated decided = before == null ? new Operated.NotFound() : decision.decide(session, before);
                        Operated logged = log(session, log, key, before, decided);
                        if (before != null && logged instanceof Operated.Done done) {
                            write(session, before, done.sale());
                        }
                        return () -> logged;
                    } catch (InvalidTermsException invalid) {
                        log.write(session, "INVALID", before, before);
                        return () -> {
                            throw invalid;
                        };
                    }
                })
                .get();
    }

    /**
     * Before the row is written: two restocks of one sale take turns at its row, but those of two sales may come with one
     * key at once, and the log's unique key lets one of them be done.
     */
    private static Operated log(
            SqlSession session, OperatorLog log, Optional<RequestKey> key, @Nullable Sale before, Operated decided) {
        if (before != null && decided instanceof Operated.Done done) {
            if (key.isEmpty()) {
                log.write(session, done.word(), before, done.sale());
                return done;
            }
            try {
                log.done(session, before, done, key.get());
                return done;
            } catch (PersistenceException e) {
                if (!Transactions.isDuplicate(e)) {
                    throw e;
                }
                return log(session, log, key, before, new Operated.KeyReused());
            }
        }
        log.write(session, decided.word(), before, before);
        return decided;
    }

    private static void write(SqlSession session, Sale before, Sale after) {
        OperatorMapper rows = session.getMapper(OperatorMapper.class);
        Rows.one(rows.change(Rows.row(before), Rows.row(after)), "sale");
    }

    /** What comes of a call, from the sale's row, locked; writes nothing. */
    private interface Decision {
        Operated decide(SqlSession session, Sale before);
    }
}
