package io.seckill.infra.database;

import io.seckill.core.operate.Operated;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.infra.database.OperatorMapper.LogRow;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operator's, as it goes to the log in the transaction that it tells of.
 *
 * @param asked JSON
 */
record OperatorLog(BuyerId operator, String action, SaleId sale, String asked) {
    /** What was done under a key, so that it is recognised when it comes again. */
    void done(SqlSession session, Sale before, Operated.Done done, RequestKey key) {
        write(session, key.value(), done.word(), before, done.sale());
    }

    /** @param before as the sale was; null if there is none */
    void write(SqlSession session, String outcome, @Nullable Sale before, @Nullable Sale after) {
        write(session, null, outcome, before, after);
    }

    private void write(
            SqlSession session, @Nullable String key, String outcome, @Nullable Sale before, @Nullable Sale after) {
        LogRow row = new LogRow(
                operator.value(),
                action,
                sale.value(),
                key,
                outcome,
                asked,
                before == null ? null : OperatorJson.sale(before),
                after == null ? null : OperatorJson.sale(after));
        Rows.one(session.getMapper(OperatorMapper.class).log(row), "line of the operators' log");
    }
}
