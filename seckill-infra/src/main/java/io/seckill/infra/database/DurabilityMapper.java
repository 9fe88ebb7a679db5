package io.seckill.infra.database;

import org.apache.ibatis.annotations.Select;

/** Settings of the server. */
interface DurabilityMapper {
    @Select("SELECT @@innodb_flush_log_at_trx_commit AS flush_log, @@log_bin AS bin_log, @@sync_binlog AS sync_bin_log,"
            + " @@version AS version")
    DurabilityRow read();

    /** @param binLog whether there is a binary log */
    record DurabilityRow(int flushLog, boolean binLog, long syncBinLog, String version) {}
}
