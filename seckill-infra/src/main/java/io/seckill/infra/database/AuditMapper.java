package io.seckill.infra.database;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** What an audit looks at. The sums that it compares are read in one consistent snapshot. */
interface AuditMapper {
    String COLUMNS = "buyer, request_key, quantity, status";
    String OF_SALE = "(SELECT " + COLUMNS + " FROM orders WHERE sale_id = #{sale}) AS of_sale";
    /** A table of its own for the server, which takes its time: for sales that are archived, or being so. */
    String WITH_ARCHIVE = "(SELECT " + COLUMNS + " FROM orders WHERE sale_id = #{sale} UNION ALL SELECT " + COLUMNS
            + " FROM orders_archive WHERE sale_id = #{sale}) AS of_sale";

    String SUMS = """
            SELECT COUNT(*) AS orders,
                   COALESCE(SUM(status IN ('UNPAID', 'PAID')), 0) AS live_orders,
                   COALESCE(SUM(CASE WHEN status = 'UNPAID' THEN quantity END), 0) AS held_units,
                   COALESCE(SUM(CASE WHEN status = 'PAID' THEN quantity END), 0) AS sold_units
            FROM\s""";
    String BUYERS = "SELECT COUNT(*) FROM (SELECT buyer FROM ";
    String ABOVE = " WHERE status IN ('UNPAID', 'PAID') GROUP BY buyer HAVING SUM(quantity) > #{limit}) AS above";
    String REPEATED = " GROUP BY buyer, request_key HAVING COUNT(*) > 1) AS repeated";

    /** Nobody has longer to pay than the 30 days of the terms, which bound what is read of the index. */
    @Select("""
            SELECT id FROM sales FORCE INDEX (sales_by_closing)
            WHERE closes_at > UTC_TIMESTAMP(6) - INTERVAL 31 DAY
              AND closes_at > UTC_TIMESTAMP(6) - INTERVAL pay_within + 3600 SECOND
              AND opens_at <= UTC_TIMESTAMP(6)
            ORDER BY closes_at, id LIMIT #{limit}""")
    List<String> active(int limit);

    @Select("SELECT EXISTS (SELECT 1 FROM orders_archive WHERE sale_id = #{sale})")
    boolean isArchived(String sale);

    @Select(SUMS + OF_SALE)
    Sums sums(String sale);

    @Select(SUMS + WITH_ARCHIVE)
    Sums sumsWithArchive(String sale);

    @Select(BUYERS + OF_SALE + ABOVE)
    long buyersAbove(@Param("sale") String sale, @Param("limit") int limit);

    @Select(BUYERS + WITH_ARCHIVE + ABOVE)
    long buyersAboveWithArchive(@Param("sale") String sale, @Param("limit") int limit);

    @Select(BUYERS + OF_SALE + REPEATED)
    long repeatedKeys(String sale);

    @Select(BUYERS + WITH_ARCHIVE + REPEATED)
    long repeatedKeysWithArchive(String sale);

    /** Of all orders of a sale. */
    record Sums(long orders, long liveOrders, long heldUnits, long soldUnits) {}
}
