package io.seckill.infra.database;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code outbox}. */
interface OutboxMapper {
    @Insert("""
            INSERT INTO outbox (type, sale_id, order_count, orders, at)
            VALUES (#{type}, #{sale}, #{count}, #{orders,jdbcType=VARCHAR}, #{at})""")
    int insert(
            @Param("type") String type,
            @Param("sale") String sale,
            @Param("count") int count,
            @Param("orders") @Nullable String orders,
            @Param("at") LocalDateTime at);

    @Select("""
            SELECT e.id, e.type, e.sale_id, e.order_count, e.at, COALESCE(s.placed, 0) AS orders_of_sale
            FROM outbox e FORCE INDEX (outbox_by_publishing) LEFT JOIN sales s ON s.id = e.sale_id
            WHERE e.published_at IS NULL ORDER BY e.id LIMIT #{limit}""")
    List<EventRow> unpublished(int limit);

    String TOLD = """
            SELECT e.id AS event_id, o.id AS order_id, o.buyer, o.quantity, o.amount, o.currency, o.pay_by
            FROM JSON_TABLE(#{events}, '$[*]' COLUMNS (id BIGINT PATH '$')) AS told
            STRAIGHT_JOIN outbox e FORCE INDEX (PRIMARY) ON e.id = told.id
            """;
    String AND = " UNION ALL ";
    /** Nothing is named where the orders are null. */
    String NAMED = TOLD + """
            STRAIGHT_JOIN JSON_TABLE(e.orders, '$[*]' COLUMNS (
                    id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS named
            STRAIGHT_JOIN\s""";

    String BY_ID = " o FORCE INDEX (PRIMARY) ON o.id = named.id";
    String NAMED_ANYWHERE = NAMED + "orders" + BY_ID + AND + NAMED + "orders_archive" + BY_ID;
    String PLACED_BY_DEADLINE = TOLD + """
            STRAIGHT_JOIN sales s FORCE INDEX (PRIMARY) ON s.id = e.sale_id
            STRAIGHT_JOIN JSON_TABLE('["UNPAID", "PAID", "CANCELLED", "EXPIRED", "REFUND_DUE", "REFUNDED"]', '$[*]' COLUMNS (
                    status VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS any_status
            STRAIGHT_JOIN orders o FORCE INDEX (orders_by_payment_due)
            ON o.sale_id = e.sale_id AND o.status = any_status.status AND o.pay_by = e.at + INTERVAL s.pay_within SECOND
            WHERE e.orders IS NULL AND o.placed_at = e.at""";
    String ARCHIVED_BY_MOMENT = TOLD + """
            STRAIGHT_JOIN orders_archive o FORCE INDEX (orders_archive_by_placing)
            ON o.sale_id = e.sale_id AND o.placed_at = e.at WHERE e.orders IS NULL""";
    /** Reads all orders of the sale, for each event. */
    String PLACED_BY_MOMENT = TOLD + """
            STRAIGHT_JOIN orders o FORCE INDEX (orders_by_request) ON o.sale_id = e.sale_id AND o.placed_at = e.at
            WHERE e.orders IS NULL""";

    /**
     * The orders of events, wherever they are, but for those that were placed and are to be paid at another time by now. In
     * one statement, for orders may just be moved.
     */
    @Select(NAMED_ANYWHERE + AND + PLACED_BY_DEADLINE + AND + ARCHIVED_BY_MOMENT)
    List<ToldOrderRow> orders(String events);

    /** Likewise, and with those that are left out there. */
    @Select(NAMED_ANYWHERE + AND + PLACED_BY_MOMENT + AND + ARCHIVED_BY_MOMENT)
    List<ToldOrderRow> allOrders(String events);

    /** The ids come first and each is looked up by the primary key: a scan would wait for rows of no concern. */
    @Update("""
            UPDATE JSON_TABLE(#{ids}, '$[*]' COLUMNS (id BIGINT PATH '$')) AS done
            STRAIGHT_JOIN outbox o FORCE INDEX (PRIMARY) ON o.id = done.id
            SET o.published_at = UTC_TIMESTAMP(6) WHERE o.published_at IS NULL""")
    int published(String ids);

    @Select("SELECT COALESCE(MIN(id), 1) AS first_id, COALESCE(MAX(id), 0) AS last_id FROM outbox")
    Ids ids();

    @Update("""
            UPDATE outbox SET published_at = NULL
            WHERE id BETWEEN #{from} AND #{to} AND published_at IS NOT NULL AND at >= #{since}""")
    int publishAgain(@Param("from") long from, @Param("to") long to, @Param("since") LocalDateTime since);

    @Delete("""
            DELETE FROM outbox WHERE published_at <= UTC_TIMESTAMP(6) - INTERVAL #{micros} MICROSECOND
            ORDER BY published_at, id LIMIT #{limit}""")
    int remove(@Param("micros") long micros, @Param("limit") int limit);

    /** The smallest id stands for the oldest message: only messages of the same moment may differ in that. */
    @Select("""
            SELECT COUNT(*) AS messages,
                   COALESCE((SELECT TIMESTAMPDIFF(MICROSECOND, at, UTC_TIMESTAMP(6))
                             FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1), 0) AS oldest_micros
            FROM outbox WHERE published_at IS NULL""")
    BacklogRow backlog();

    /** An event's row, without the ids of its orders. */
    record EventRow(long id, String type, String saleId, int orderCount, LocalDateTime at, long ordersOfSale) {}

    /** What is told of an order. */
    record ToldOrderRow(
            long eventId,
            String orderId,
            String buyer,
            int quantity,
            long amount,
            String currency,
            LocalDateTime payBy) {}

    /** Between which all ids are. */
    record Ids(long firstId, long lastId) {}

    /** What waits to be published. */
    record BacklogRow(long messages, long oldestMicros) {}
}
