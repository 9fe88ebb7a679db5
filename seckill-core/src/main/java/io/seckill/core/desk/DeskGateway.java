package io.seckill.core.desk;

import java.util.concurrent.CompletionStage;

/** Hands orders over to the sale's desk on another node. Safe for use by many threads. */
public interface DeskGateway {
    /**
     * Sends the bundle and waits for its answer, for as long as the other node gives signs of life.
     *
     * @return fails with {@link DeskUnreachableException} only
     */
    CompletionStage<BundleReply> handOver(DeskAddress desk, Bundle bundle);
}
