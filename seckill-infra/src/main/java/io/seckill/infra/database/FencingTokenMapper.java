package io.seckill.infra.database;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** The statements on the table {@code fencing_tokens}. */
interface FencingTokenMapper {
    /** {@code LAST_INSERT_ID(value)} hands the new value to this connection, without a second look at the row. */
    @Insert("""
            INSERT INTO fencing_tokens (name, token) VALUES (#{name}, LAST_INSERT_ID(1))
            ON DUPLICATE KEY UPDATE token = LAST_INSERT_ID(token + 1)""")
    int raise(String name);

    @Select("SELECT LAST_INSERT_ID()")
    long raised();
}
