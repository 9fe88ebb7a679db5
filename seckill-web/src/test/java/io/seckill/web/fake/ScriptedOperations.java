package io.seckill.web.fake;

import io.seckill.core.operate.Operated;
import io.seckill.core.operate.SaleEdit;
import io.seckill.core.operate.SaleOperations;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Answers as it is told, and remembers what it was asked. */
public final class ScriptedOperations implements SaleOperations {
    /** What was asked: an {@link Edited}, a {@link Restocked} or a {@link Turned}. */
    public sealed interface Asked {}

    public record Edited(SaleId sale, int revision, SaleEdit edit, BuyerId operator) implements Asked {}

    public record Restocked(SaleId sale, int delta, RequestKey key, BuyerId operator) implements Asked {}

    public record Turned(SaleId sale, SaleState to, BuyerId operator) implements Asked {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Supplier<Operated> next = Operated.NotFound::new;

    public void answers(Operated operated) {
        next = () -> operated;
    }

    public void answers(Supplier<Operated> operated) {
        next = operated;
    }

    public List<Asked> asked() {
        return asked;
    }

    public void clear() {
        asked.clear();
        next = Operated.NotFound::new;
    }

    @Override
    public Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator) {
        asked.add(new Edited(sale, revision, edit, operator));
        return next.get();
    }

    @Override
    public Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator) {
        asked.add(new Restocked(sale, delta, key, operator));
        return next.get();
    }

    @Override
    public Operated turn(SaleId sale, SaleState to, BuyerId operator) {
        asked.add(new Turned(sale, to, operator));
        return next.get();
    }
}
