package io.seckill.web.fake;

import io.seckill.core.order.Outcome;
import io.seckill.core.order.PlaceOrder;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Answers as it is told, and remembers what it was asked. */
public final class ScriptedPlaceOrder implements PlaceOrder {
    /** What was asked. */
    public record Asked(SaleId sale, BuyerId buyer, RequestKey key, int quantity) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Supplier<CompletionStage<Outcome>> next = CompletableFuture::new;

    public void answers(Outcome outcome) {
        next = () -> CompletableFuture.completedFuture(outcome);
    }

    public void answers(Supplier<CompletionStage<Outcome>> stage) {
        next = stage;
    }

    public List<Asked> asked() {
        return asked;
    }

    @Override
    public CompletionStage<Outcome> place(SaleId sale, BuyerId buyer, RequestKey key, int quantity) {
        asked.add(new Asked(sale, buyer, key, quantity));
        return next.get();
    }
}
