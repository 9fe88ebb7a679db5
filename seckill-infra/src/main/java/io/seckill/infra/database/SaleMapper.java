package io.seckill.infra.database;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code sales}. */
interface SaleMapper {
    String COLUMNS = "id, title, price, currency, opens_at, closes_at, limit_per_buyer, pay_within, state, total,"
            + " available, placed, revision";

    String PLAIN = "SELECT " + COLUMNS + ", NULL AS read_at FROM sales ";

    @Select(PLAIN + "WHERE id = #{id}")
    @Nullable
    SaleRow find(String id);

    /** {@code SYSDATE} is read when the row is sent, so after its lock was granted; {@code NOW} is the statement's start. */
    @Select("SELECT " + COLUMNS + ", SYSDATE(6) AS read_at FROM sales WHERE id = #{id} FOR UPDATE")
    @Nullable
    SaleRow lock(String id);

    @Select("SELECT id FROM sales WHERE id = #{id} FOR UPDATE")
    @Nullable
    String waitFor(String id);

    @Select(PLAIN + "ORDER BY closes_at DESC, id LIMIT #{limit}")
    List<SaleRow> list(int limit);

    @Select(PLAIN + "WHERE created_by = #{operator} AND create_key = #{key}")
    @Nullable
    SaleRow findCreated(@Param("operator") String operator, @Param("key") String key);

    @Insert("""
            INSERT INTO sales (id, title, price, currency, opens_at, closes_at, limit_per_buyer, pay_within, state,
                               total, available, created_by, create_key)
            VALUES (#{row.id}, #{row.title}, #{row.price}, #{row.currency}, #{row.opensAt}, #{row.closesAt},
                    #{row.limitPerBuyer}, #{row.payWithin}, #{row.state}, #{row.total}, #{row.available},
                    #{operator}, #{key})""")
    int insert(@Param("row") SaleRow row, @Param("operator") String operator, @Param("key") String key);

    @Update("""
            UPDATE sales SET available = available - #{units}, placed = placed + #{orders}
            WHERE id = #{id} AND available >= #{units}""")
    int take(@Param("id") String id, @Param("units") int units, @Param("orders") int orders);

    @Update("UPDATE sales SET available = available + #{units} WHERE id = #{id} AND available + #{units} <= total")
    int giveBack(@Param("id") String id, @Param("units") int units);

    @Select("SELECT desk_process, desk_host, desk_port FROM sales WHERE id = #{id} AND desk_process IS NOT NULL")
    @Nullable
    DeskRow findDesk(String id);

    @Update("""
            UPDATE sales SET desk_process = #{process}, desk_host = #{host}, desk_port = #{port},
                             desk_elected_at = UTC_TIMESTAMP(6)
            WHERE id = #{id}""")
    int announceDesk(
            @Param("id") String id,
            @Param("process") String process,
            @Param("host") String host,
            @Param("port") int port);

    @Update("""
            UPDATE sales SET desk_process = NULL, desk_host = NULL, desk_port = NULL, desk_elected_at = NULL
            WHERE id = #{id} AND desk_process = #{process}""")
    int withdrawDesk(@Param("id") String id, @Param("process") String process);

    /** A sale's row. */
    record SaleRow(
            String id,
            String title,
            long price,
            String currency,
            LocalDateTime opensAt,
            LocalDateTime closesAt,
            int limitPerBuyer,
            int payWithin,
            String state,
            int total,
            int available,
            long placed,
            int revision,
            @Nullable LocalDateTime readAt) {}

    /** Where a sale's desk stands. */
    record DeskRow(String deskProcess, String deskHost, int deskPort) {}
}
