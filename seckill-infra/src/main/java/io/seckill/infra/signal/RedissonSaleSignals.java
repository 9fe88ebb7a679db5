package io.seckill.infra.signal;

import io.seckill.core.admission.SaleSignals;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * Signals by a Redis topic; while Redis is away they are lost, which costs some hundred milliseconds. A client that was
 * never connected blocks its caller, so everything here runs on threads that may block. Safe for use by many threads.
 */
public final class RedissonSaleSignals implements SaleSignals {
    private static final String TOPIC = "seckill:look-again";
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
    private static final System.Logger LOG = System.getLogger(RedissonSaleSignals.class.getName());

    private final RedissonClient client;
    private final Scheduler scheduler;

    public RedissonSaleSignals(RedissonClient client, Scheduler scheduler) {
        this.client = client;
        this.scheduler = scheduler;
    }

    @Override
    public void lookAgain(SaleId sale) {
        scheduler.block(() -> {
            try {
                topic().publish(sale.value());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.DEBUG, "no signal for sale {0}: {1}", sale, e.getMessage());
            }
        });
    }

    /** Once it listens, the client sees to it that it does so after every loss of the connection. */
    @Override
    public void onLookAgain(Consumer<SaleId> listener) {
        scheduler.block(() -> {
            try {
                topic().addListener(String.class, (channel, text) -> {
                    if (SaleId.isValid(text)) {
                        listener.accept(new SaleId(text));
                    }
                });
            } catch (RuntimeException e) {
                // The first connection fails with whatever the client's threads wrapped it in.
                LOG.log(System.Logger.Level.DEBUG, "no signals from other nodes yet: {0}", e.getMessage());
                scheduler.after(TRY_AGAIN, () -> onLookAgain(listener));
            }
        });
    }

    private RTopic topic() {
        return client.getTopic(TOPIC, StringCodec.INSTANCE);
    }
}
