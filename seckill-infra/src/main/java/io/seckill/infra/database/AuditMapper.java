package io.seckill.infra.database;

import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The sums that an audit compares; read in one consistent snapshot. */
interface AuditMapper {
    @Select("""
            SELECT COUNT(*) AS orders,
                   COALESCE(SUM(status IN ('UNPAID', 'PAID')), 0) AS live_orders,
                   COALESCE(SUM(CASE WHEN status = 'UNPAID' THEN quantity END), 0) AS held_units,
                   COALESCE(SUM(CASE WHEN status = 'PAID' THEN quantity END), 0) AS sold_units
            FROM orders WHERE sale_id = #{sale}""")
    Sums sums(String sale);

    @Select("""
            SELECT COUNT(*) FROM (
                SELECT buyer FROM orders WHERE sale_id = #{sale} AND status IN ('UNPAID', 'PAID')
                GROUP BY buyer HAVING SUM(quantity) > #{limit}) AS above""")
    long buyersAbove(@Param("sale") String sale, @Param("limit") int limit);

    @Select("""
            SELECT COUNT(*) FROM (
                SELECT buyer FROM orders WHERE sale_id = #{sale}
                GROUP BY buyer, request_key HAVING COUNT(*) > 1) AS repeated""")
    long repeatedKeys(String sale);

    /** Of all orders of a sale. */
    record Sums(long orders, long liveOrders, long heldUnits, long soldUnits) {}
}
