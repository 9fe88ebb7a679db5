package io.seckill.infra.database;

import io.seckill.core.event.Message;
import io.seckill.core.event.OrderEvent;
import io.seckill.core.event.Outbox;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.OutboxMapper.BacklogRow;
import io.seckill.infra.database.OutboxMapper.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The outbox's rows. Safe for use by many threads. */
final class MyBatisOutbox implements Outbox {
    /** Ids that one transaction takes the marks off: a lost stream's messages are far more than one should hold. */
    private static final long IDS_AT_ONCE = 5_000;

    private final Reading reading;
    private final Transactions transactions;

    MyBatisOutbox(Reading reading, Transactions transactions) {
        this.reading = reading;
        this.transactions = transactions;
    }

    @Override
    public List<Message> unpublished(int most) {
        Checks.positive("most", most);
        return reading.one(OutboxMapper.class, outbox -> outbox.unpublished(most)).stream()
                .map(row -> new Message(
                        row.id(), OrderEvent.Type.valueOf(row.type()), new SaleId(row.saleId()), row.payload()))
                .toList();
    }

    @Override
    public void published(List<Long> ids) {
        if (!ids.isEmpty()) {
            var unused = transactions.run(
                    session -> session.getMapper(OutboxMapper.class).published(ids.toString()));
        }
    }

    /** From the smallest id on, so that what is published in between is not the later one of two. */
    @Override
    public int publishAgain(Instant since) {
        LocalDateTime written = Rows.time(since);
        Ids ids = reading.one(OutboxMapper.class, OutboxMapper::ids);
        int again = 0;
        for (long next = ids.firstId(); next <= ids.lastId(); next += IDS_AT_ONCE) {
            long from = next;
            again += transactions.run(session ->
                    session.getMapper(OutboxMapper.class).publishAgain(from, from + IDS_AT_ONCE - 1, written));
        }
        return again;
    }

    @Override
    public int remove(Duration age, int most) {
        Checks.positive("most", most);
        return transactions.run(session -> session.getMapper(OutboxMapper.class).remove(Rows.micros(age), most));
    }

    @Override
    public Backlog backlog() {
        BacklogRow row = reading.one(OutboxMapper.class, OutboxMapper::backlog);
        return new Backlog(row.messages(), Duration.of(row.oldestMicros(), ChronoUnit.MICROS));
    }
}
