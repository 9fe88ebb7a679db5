package io.seckill.infra.database;

import com.carrotsearch.hppc.LongHashSet;
import io.seckill.core.admission.Fingerprint;
import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.OrderMapper.RequestRow;
import io.seckill.infra.database.SaleMapper.SaleRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.session.SqlSession;

/**
 * Fingerprints in a primitive set: at its fullest before it grows, and at its emptiest after, a set of longs with a load of 0.75 takes 11 to 22
 * bytes per order. Safe for use by many threads.
 */
final class MyBatisSaleSnapshots implements SaleSnapshots {
    private final DeskSessions desks;
    private final Reading reading;

    MyBatisSaleSnapshots(DeskSessions desks, Reading reading) {
        this.desks = desks;
        this.reading = reading;
    }

    @Override
    public Optional<Snapshot> take(SaleId sale, Fingerprint fingerprint) {
        waitForBatch(sale);
        return reading.inSnapshot(() -> {
            SaleRow row = reading.mapper(SaleMapper.class).find(sale.value());
            return row == null ? Optional.empty() : Optional.of(snapshot(Rows.sale(row), fingerprint));
        });
    }

    /** The row's lock is had and given back before the long read: selling does not wait for it. */
    private void waitForBatch(SaleId sale) {
        try (SqlSession session = desks.open()) {
            session.getMapper(SaleMapper.class).waitFor(sale.value());
        } catch (RuntimeException e) {
            throw new BackendUnavailableException("the row of sale " + sale + " could not be locked", e);
        }
    }

    private Snapshot snapshot(Sale sale, Fingerprint fingerprint) {
        LongHashSet prints = new LongHashSet(Math.toIntExact(Math.min(sale.placed(), 1_000_000)));
        try (Cursor<RequestRow> requests =
                reading.mapper(OrderMapper.class).requests(sale.id().value())) {
            for (RequestRow request : requests) {
                prints.add(fingerprint.of(new BuyerId(request.buyer()), new RequestKey(request.requestKey())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Snapshot(sale, prints::contains);
    }
}
