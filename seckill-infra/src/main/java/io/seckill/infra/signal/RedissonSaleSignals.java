package io.seckill.infra.signal;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.sale.SaleId;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Signals by a Redis topic; while Redis is away they are lost, which costs some hundred milliseconds. Safe for use by many threads. */
public final class RedissonSaleSignals implements SaleSignals {
    private static final String TOPIC = "seckill:look-again";
    private static final System.Logger LOG = System.getLogger(RedissonSaleSignals.class.getName());

    private final RedissonClient client;

    public RedissonSaleSignals(RedissonClient client) {
        this.client = client;
    }

    @Override
    public void lookAgain(SaleId sale) {
        topic().publishAsync(sale.value()).whenComplete((receivers, failure) -> {
            if (failure != null) {
                LOG.log(System.Logger.Level.DEBUG, "no signal for sale {0}: {1}", sale, failure.getMessage());
            }
        });
    }

    @Override
    public void onLookAgain(Consumer<SaleId> listener) {
        topic().addListenerAsync(String.class, (channel, text) -> {
                    if (SaleId.isValid(text)) {
                        listener.accept(new SaleId(text));
                    }
                })
                .whenComplete((id, failure) -> {
                    if (failure != null) {
                        LOG.log(System.Logger.Level.WARNING, "no signals from other nodes: {0}", failure.getMessage());
                    }
                });
    }

    private RTopic topic() {
        return client.getTopic(TOPIC, StringCodec.INSTANCE);
    }
}
