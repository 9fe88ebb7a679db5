package io.seckill.infra.database;

import io.seckill.core.event.OrderEvent;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** Writes events in the transaction that they tell of; where nobody is to hear of them, none. Safe for use by many threads. */
record OutboxWriting(boolean enabled) {
    /**
     * Writes a row. To be called when the rows of the event's orders are locked or not committed yet: so its id is larger
     * than that of any earlier event of theirs, and it is never there without them.
     */
    void write(SqlSession session, OrderEvent event) {
        if (enabled) {
            List<String> orders =
                    event.orders().stream().map(order -> order.id().value()).toList();
            session.getMapper(OutboxMapper.class)
                    .insert(
                            event.type().name(),
                            event.sale().value(),
                            orders.size(),
                            OrderJson.ids(orders),
                            Rows.time(event.at()));
        }
    }
}
