package io.seckill.infra.database;

import io.seckill.infra.database.SaleMapper.SaleRow;
import java.time.LocalDateTime;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What operators change, and their log. */
interface OperatorMapper {
    /** The row is locked and so stands as it was read; the condition says so again. */
    @Update("""
            UPDATE sales
            SET title = #{after.title}, opens_at = #{after.opensAt}, closes_at = #{after.closesAt},
                limit_per_buyer = #{after.limitPerBuyer}, state = #{after.state}, total = #{after.total},
                available = #{after.available}, revision = #{after.revision}
            WHERE id = #{before.id} AND revision = #{before.revision} AND state = #{before.state}
              AND total = #{before.total} AND available = #{before.available}""")
    int change(@Param("before") SaleRow before, @Param("after") SaleRow after);

    /** One statement, so as of one moment; reads every order of the sale. */
    @Select("""
            SELECT s.placed,
                   (SELECT MAX(o.pay_by) FROM orders o WHERE o.sale_id = s.id) AS last_pay_by,
                   (SELECT COALESCE(MAX(units), 0) FROM (
                        SELECT SUM(quantity) AS units FROM orders
                        WHERE sale_id = #{sale} AND status IN ('UNPAID', 'PAID') GROUP BY buyer) AS bought) AS units
            FROM sales s WHERE s.id = #{sale}""")
    @Nullable
    MostBoughtRow mostBought(String sale);

    @Select("""
            SELECT COUNT(*) FROM orders FORCE INDEX (orders_by_payment_due)
            WHERE sale_id = #{sale} AND pay_by > #{payBy}
              AND status IN ('UNPAID', 'PAID', 'CANCELLED', 'EXPIRED', 'REFUND_DUE', 'REFUNDED')""")
    long countDueAfter(@Param("sale") String sale, @Param("payBy") LocalDateTime payBy);

    /** The most units that one has of those buyers alone who have an order that is to be paid later than that. */
    @Select("""
            SELECT COALESCE(MAX(units), 0) FROM (
                SELECT SUM(o.quantity) AS units
                FROM (SELECT DISTINCT buyer FROM orders FORCE INDEX (orders_by_payment_due)
                      WHERE sale_id = #{sale} AND status IN ('UNPAID', 'PAID') AND pay_by > #{payBy}) AS later
                STRAIGHT_JOIN orders o FORCE INDEX (orders_by_request)
                ON o.sale_id = #{sale} AND o.buyer = later.buyer
                WHERE o.status IN ('UNPAID', 'PAID') GROUP BY o.buyer) AS bought""")
    int mostBoughtAfter(@Param("sale") String sale, @Param("payBy") LocalDateTime payBy);

    @Select("""
            SELECT sale_id, asked FROM operator_log WHERE operator = #{operator} AND request_key = #{key}""")
    @Nullable
    DoneRow findDone(@Param("operator") String operator, @Param("key") String key);

    /** What was asked for when the sale was created; restocks and edits leave it as it is. */
    @Select("""
            SELECT asked FROM operator_log WHERE sale_id = #{sale} AND action = 'create' AND outcome = 'DONE'
            ORDER BY id LIMIT 1""")
    @Nullable
    String findCreation(String sale);

    @Insert("""
            INSERT INTO operator_log (at, operator, action, sale_id, request_key, outcome, asked, sale_before, sale_after)
            VALUES (UTC_TIMESTAMP(6), #{operator}, #{action}, #{saleId}, #{requestKey}, #{outcome}, #{asked},
                    #{saleBefore}, #{saleAfter})""")
    int log(LogRow row);

    /**
     * The most units that a buyer has in live orders of a sale.
     *
     * @param placed the sale's count of orders at that moment
     * @param lastPayBy the latest of all; null if there is no order
     */
    record MostBoughtRow(long placed, @Nullable LocalDateTime lastPayBy, int units) {}

    /** What was done under a key. */
    record DoneRow(String saleId, String asked) {}

    /** A line of the operators' log. */
    record LogRow(
            String operator,
            String action,
            String saleId,
            @Nullable String requestKey,
            String outcome,
            String asked,
            @Nullable String saleBefore,
            @Nullable String saleAfter) {}
}
