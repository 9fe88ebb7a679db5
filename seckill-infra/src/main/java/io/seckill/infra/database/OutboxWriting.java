package io.seckill.infra.database;

import io.seckill.core.event.OrderEvent;
import org.apache.ibatis.session.SqlSession;

/** Writes events in the transaction that they tell of; where nobody is to hear of them, none. Safe for use by many threads. */
record OutboxWriting(boolean enabled) {
    /**
     * Writes a row. Orders that were placed are not named: a sale's batches take turns, so the moment tells which they are,
     * and buyers do not wait for a thousand names to be written. To be called when the rows of the event's orders are locked or not committed yet: so its id is larger
     * than that of any earlier event of theirs, and it is never there without them.
     */
    void write(SqlSession session, OrderEvent event) {
        if (enabled) {
            session.getMapper(OutboxMapper.class)
                    .insert(
                            event.type().name(),
                            event.sale().value(),
                            event.orders().size(),
                            event.type() == OrderEvent.Type.PLACED ? null : ids(event),
                            Rows.time(event.at()));
        }
    }

    private static String ids(OrderEvent event) {
        return OrderJson.ids(
                event.orders().stream().map(order -> order.id().value()).toList());
    }
}
