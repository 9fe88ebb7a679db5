package io.seckill.infra.database;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code payments}. */
interface PaymentMapper {
    String COLUMNS = "id, order_id, amount, currency, status, effect, refund_tries";

    @Insert("""
            INSERT INTO payments (id, order_id, amount, currency, status, received_at, next_step_at)
            VALUES (#{id}, #{order}, #{amount}, #{currency}, 'RECEIVED', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))""")
    int insert(
            @Param("id") String id,
            @Param("order") String order,
            @Param("amount") long amount,
            @Param("currency") String currency);

    @Select("SELECT " + COLUMNS + " FROM payments WHERE id = #{id}")
    @Nullable
    PaymentRow find(String id);

    @Select("SELECT " + COLUMNS + " FROM payments WHERE id = #{id} FOR UPDATE")
    @Nullable
    PaymentRow lock(String id);

    @Update("""
            UPDATE payments SET status = #{status}, effect = #{effect}, next_step_at = UTC_TIMESTAMP(6)
            WHERE id = #{id} AND status = 'RECEIVED'""")
    int settle(@Param("id") String id, @Param("status") String status, @Param("effect") String effect);

    @Select("""
            SELECT id FROM payments FORCE INDEX (payments_by_next_step)
            WHERE status = 'RECEIVED' AND next_step_at <= UTC_TIMESTAMP(6) - INTERVAL #{micros} MICROSECOND
            ORDER BY next_step_at LIMIT #{limit}""")
    List<String> unsettled(@Param("micros") long micros, @Param("limit") int limit);

    @Update("""
            UPDATE payments SET next_step_at = UTC_TIMESTAMP(6) + INTERVAL #{micros} MICROSECOND
            WHERE id = #{id} AND status = 'RECEIVED'""")
    int settleLater(@Param("id") String id, @Param("micros") long micros);

    @Select("SELECT " + COLUMNS + """
             FROM payments FORCE INDEX (payments_by_next_step)
            WHERE status = 'REFUND_DUE' AND next_step_at <= UTC_TIMESTAMP(6)
            ORDER BY next_step_at LIMIT #{limit} FOR UPDATE SKIP LOCKED""")
    List<PaymentRow> lockRefunds(int limit);

    /** The ids come first and each is looked up by the primary key: a scan would wait for rows of no concern. */
    @Update("""
            UPDATE JSON_TABLE(#{ids}, '$[*]' COLUMNS (
                    id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS claimed
            STRAIGHT_JOIN payments p FORCE INDEX (PRIMARY) ON p.id = claimed.id
            SET p.next_step_at = UTC_TIMESTAMP(6) + INTERVAL #{micros} MICROSECOND WHERE p.status = 'REFUND_DUE'""")
    int claim(@Param("ids") String ids, @Param("micros") long micros);

    @Update("""
            UPDATE payments SET status = 'REFUNDED', refunded_at = UTC_TIMESTAMP(6)
            WHERE id = #{id} AND status = 'REFUND_DUE'""")
    int refunded(String id);

    @Update("""
            UPDATE payments SET refund_tries = refund_tries + 1, last_failure = LEFT(#{why}, 200),
                                next_step_at = UTC_TIMESTAMP(6) + INTERVAL #{micros} MICROSECOND
            WHERE id = #{id} AND status = 'REFUND_DUE'""")
    int refundFailed(@Param("id") String id, @Param("why") String why, @Param("micros") long micros);

    /** A payment's row. */
    record PaymentRow(
            String id,
            String orderId,
            long amount,
            String currency,
            String status,
            @Nullable String effect,
            int refundTries) {}
}
