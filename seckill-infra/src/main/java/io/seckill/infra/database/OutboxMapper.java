package io.seckill.infra.database;

import java.time.LocalDateTime;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The statements on the table {@code outbox}. */
interface OutboxMapper {
    @Insert("""
            INSERT INTO outbox (type, sale_id, payload, written_at)
            VALUES (#{type}, #{sale}, #{payload}, UTC_TIMESTAMP(6))""")
    int insert(@Param("type") String type, @Param("sale") String sale, @Param("payload") String payload);

    @Select("""
            SELECT id, type, sale_id, payload FROM outbox FORCE INDEX (outbox_by_publishing)
            WHERE published_at IS NULL ORDER BY id LIMIT #{limit}""")
    List<MessageRow> unpublished(int limit);

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
            WHERE id BETWEEN #{from} AND #{to} AND published_at IS NOT NULL AND written_at >= #{since}""")
    int publishAgain(@Param("from") long from, @Param("to") long to, @Param("since") LocalDateTime since);

    @Delete("""
            DELETE FROM outbox WHERE published_at <= UTC_TIMESTAMP(6) - INTERVAL #{micros} MICROSECOND
            ORDER BY published_at, id LIMIT #{limit}""")
    int remove(@Param("micros") long micros, @Param("limit") int limit);

    /** The smallest id stands for the oldest message: only messages that were written at the same time may differ in that. */
    @Select("""
            SELECT COUNT(*) AS messages,
                   COALESCE((SELECT TIMESTAMPDIFF(MICROSECOND, written_at, UTC_TIMESTAMP(6))
                             FROM outbox WHERE published_at IS NULL ORDER BY id LIMIT 1), 0) AS oldest_micros
            FROM outbox WHERE published_at IS NULL""")
    BacklogRow backlog();

    /** A message's row. */
    record MessageRow(long id, String type, String saleId, String payload) {}

    /** Between which all ids are. */
    record Ids(long firstId, long lastId) {}

    /** What waits to be published. */
    record BacklogRow(long messages, long oldestMicros) {}
}
