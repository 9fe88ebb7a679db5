package io.seckill.infra.database;

import io.seckill.core.sale.OrderStatus;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The statements that move orders into the archive. */
interface ArchiveMapper {
    /** How orders stand that cannot be archived. */
    String OPEN = "status IN ('UNPAID', 'REFUND_DUE')";

    String MOVED = """
             FROM JSON_TABLE(#{ids}, '$[*]' COLUMNS (
                     id CHAR(26) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS moved
            STRAIGHT_JOIN orders o ON o.id = moved.id""";

    @Select(
            "SELECT COALESCE(SUM(status = 'UNPAID'), 0) AS unpaid, COALESCE(SUM(status = 'REFUND_DUE'), 0) AS refund_due"
                    + " FROM orders WHERE sale_id = #{sale} AND " + OPEN)
    OpenOrders open(String sale);

    /** Locked, for a late payment changes an order without the sale's row. In the index's order: none is read twice. */
    @Select("SELECT id, status FROM orders FORCE INDEX (orders_by_request) WHERE sale_id = #{sale}"
            + " ORDER BY buyer, request_key LIMIT #{most} FOR UPDATE")
    List<Movable> lock(@Param("sale") String sale, @Param("most") int most);

    /** The ids come first and each is looked up by the primary key; the optimizer has no say. */
    @Insert("INSERT INTO orders_archive (" + OrderMapper.COLUMNS + ", archived_at) SELECT " + OrderMapper.OF_ORDER
            + ", UTC_TIMESTAMP(6)" + MOVED)
    int copy(String ids);

    @Delete("DELETE o" + MOVED)
    int remove(String ids);

    /** Orders that stand open. */
    record OpenOrders(long unpaid, long refundDue) {}

    /** An order that is to be moved. */
    record Movable(String id, String status) {
        static String ids(List<Movable> orders) {
            return orders.stream().map(Movable::id).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        }

        boolean isOpen() {
            OrderStatus stands = OrderStatus.valueOf(status);
            return stands == OrderStatus.UNPAID || stands == OrderStatus.REFUND_DUE;
        }
    }
}
