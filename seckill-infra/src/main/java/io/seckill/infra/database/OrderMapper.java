package io.seckill.infra.database;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the table {@code orders}. A batch goes to the server as one JSON text, so that its statements are the
 * same for every size: MyBatis and the driver parse them once, and the server a short text.
 */
interface OrderMapper {
    String COLUMNS = "id, sale_id, buyer, request_key, quantity, amount, currency, status, placed_at, pay_by";
    String OF_ORDER = "o.id, o.sale_id, o.buyer, o.request_key, o.quantity, o.amount, o.currency, o.status,"
            + " o.placed_at, o.pay_by";

    @Select("SELECT " + COLUMNS + " FROM orders WHERE id = #{id}")
    @Nullable
    OrderRow find(String id);

    @Select("SELECT " + COLUMNS + " FROM orders"
            + " WHERE sale_id = #{sale} AND buyer = #{buyer} AND request_key = #{key}")
    @Nullable
    OrderRow findByRequest(@Param("sale") String sale, @Param("buyer") String buyer, @Param("key") String key);

    @Select("SELECT " + COLUMNS + " FROM orders WHERE buyer = #{buyer} AND id < #{before}"
            + " ORDER BY id DESC LIMIT #{limit}")
    List<OrderRow> list(@Param("buyer") String buyer, @Param("before") String before, @Param("limit") int limit);

    @Select("SELECT status, COUNT(*) AS orders FROM orders WHERE sale_id = #{sale} GROUP BY status")
    List<StatusCount> countByStatus(String sale);

    /** The buyers come first and each is looked up by the index, however large the table; the optimizer has no say. */
    @Select("SELECT " + OF_ORDER + """
             FROM JSON_TABLE(#{buyers}, '$[*]' COLUMNS (
                     buyer VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS asking
            STRAIGHT_JOIN orders o FORCE INDEX (orders_by_request)
            ON o.sale_id = #{sale} AND o.buyer = asking.buyer""")
    @Options(flushCache = Options.FlushCachePolicy.TRUE)
    List<OrderRow> findOf(@Param("sale") String sale, @Param("buyers") String buyers);

    @Insert("""
            INSERT INTO orders (id, sale_id, buyer, request_key, quantity, amount, currency, status, placed_at, pay_by)
            SELECT placed.id, #{sale}, placed.buyer, placed.request_key, placed.quantity, placed.amount, #{currency},
                   'UNPAID', #{placedAt}, #{payBy}
            FROM JSON_TABLE(#{orders}, '$[*]' COLUMNS (
                    id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]' ERROR ON ERROR,
                    buyer VARCHAR(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$[1]' ERROR ON ERROR,
                    request_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$[2]' ERROR ON ERROR,
                    quantity INT PATH '$[3]' ERROR ON ERROR,
                    amount BIGINT PATH '$[4]' ERROR ON ERROR)) AS placed""")
    int insert(
            @Param("sale") String sale,
            @Param("currency") String currency,
            @Param("placedAt") LocalDateTime placedAt,
            @Param("payBy") LocalDateTime payBy,
            @Param("orders") String orders);

    @Select("SELECT " + COLUMNS + " FROM orders WHERE id = #{id} FOR UPDATE")
    @Nullable
    OrderRow lock(String id);

    @Update("UPDATE orders SET status = #{next} WHERE id = #{id} AND status = #{from}")
    int turn(@Param("id") String id, @Param("from") String from, @Param("next") String next);

    /**
     * One look-up of the order that is due first, for each sale that has units out. Not by EXISTS and a bound on {@code pay_by}:
     * where nothing is due, the server would read every unpaid order of the sale.
     */
    String DUE = """
            SELECT s.id FROM sales s FORCE INDEX (sales_by_closing)
            WHERE s.available < s.total
              AND (SELECT o.pay_by FROM orders o FORCE INDEX (orders_by_payment_due)
                   WHERE o.sale_id = s.id AND o.status = 'UNPAID'
                   ORDER BY o.sale_id, o.status, o.pay_by LIMIT 1) <= UTC_TIMESTAMP(6)
              AND s.closes_at""";

    /** Sales that closed so long ago have no unpaid order any more that expired in its time: it has 30 days at most. */
    String LONG_AGO = " UTC_TIMESTAMP(6) - INTERVAL 40 DAY";

    @Select(DUE + " >=" + LONG_AGO + " LIMIT #{limit}")
    List<String> due(int limit);

    /** Of sales that closed long ago. */
    @Select(DUE + " <" + LONG_AGO + " LIMIT #{limit}")
    List<String> overdue(int limit);

    /** What a payment or a cancellation holds is passed over; rows of other sales are neither read nor locked. */
    @Select("SELECT " + COLUMNS + """
             FROM orders FORCE INDEX (orders_by_payment_due)
            WHERE sale_id = #{sale} AND status = 'UNPAID' AND pay_by <= #{now}
            ORDER BY pay_by LIMIT #{limit} FOR UPDATE SKIP LOCKED""")
    List<OrderRow> lockDue(@Param("sale") String sale, @Param("now") LocalDateTime now, @Param("limit") int limit);

    /** The ids come first and each is looked up by the primary key: a scan would wait for rows of no concern. */
    @Update("""
            UPDATE JSON_TABLE(#{ids}, '$[*]' COLUMNS (
                    id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS due
            STRAIGHT_JOIN orders o FORCE INDEX (PRIMARY) ON o.id = due.id
            SET o.status = 'EXPIRED' WHERE o.status = 'UNPAID'""")
    int expire(String ids);

    /** After whatever was waited for. */
    @Select("SELECT SYSDATE(6)")
    LocalDateTime now();

    /** Streams: a sale may have millions. */
    @Select("SELECT buyer, request_key FROM orders FORCE INDEX (orders_by_request) WHERE sale_id = #{sale}")
    @Options(fetchSize = Integer.MIN_VALUE)
    Cursor<RequestRow> requests(String sale);

    /** An order's row. */
    record OrderRow(
            String id,
            String saleId,
            String buyer,
            String requestKey,
            int quantity,
            long amount,
            String currency,
            String status,
            LocalDateTime placedAt,
            LocalDateTime payBy) {}

    /** Who asked, and with what key. */
    record RequestRow(String buyer, String requestKey) {}

    /** How many orders stand at a status. */
    record StatusCount(String status, long orders) {}
}
