package io.seckill.infra.node;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.Bundle.HandedOrder;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.desk.ProcessId;
import io.seckill.core.order.OrderRequest;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.Order;
import io.seckill.core.sale.OrderId;
import io.seckill.core.sale.OrderStatus;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Bundles and their replies as JSON. Safe for use by many threads. */
final class Wire {
    private static final Duration LONGEST_LEFT = Duration.ofMinutes(1);
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(InstantNumbers.module())
            .build();

    private record BundleJson(String sender, String sale, List<RequestJson> orders) {}

    private record RequestJson(String id, String buyer, String key, int quantity, long millisLeft) {}

    /** A reply; no window: not the desk. */
    private record ReplyJson(int window, List<OutcomeJson> outcomes) {}

    /** One of the kinds below, and what belongs to it. */
    private record OutcomeJson(
            String id,
            Kind kind,
            @Nullable OrderJson order,
            @Nullable Instant opensAt,
            int count) {}

    private record OrderJson(
            String id,
            String sale,
            String buyer,
            String key,
            int quantity,
            long amount,
            String currency,
            OrderStatus status,
            Instant placedAt,
            Instant payBy) {}

    private enum Kind {
        PLACED,
        REPLAYED,
        UNKNOWN,
        SALE_NOT_FOUND,
        NOT_OPEN,
        ENDED,
        SOLD_OUT,
        TOO_MANY_EXPIRED,
        LIMIT_REACHED,
        KEY_REUSED,
        NOT_STORABLE,
        BUSY
    }

    byte[] write(Bundle bundle) {
        List<RequestJson> orders = new ArrayList<>(bundle.orders().size());
        for (HandedOrder handed : bundle.orders()) {
            OrderRequest request = handed.request();
            orders.add(new RequestJson(
                    request.orderId().value(),
                    request.buyer().value(),
                    request.key().value(),
                    request.quantity(),
                    handed.timeLeft().toMillis()));
        }
        return json.writeValueAsBytes(
                new BundleJson(bundle.sender().value(), bundle.sale().value(), orders));
    }

    /** @throws IllegalArgumentException if it is not a bundle */
    Bundle readBundle(byte[] body) {
        return read(body, BundleJson.class, Wire::bundle);
    }

    private static Bundle bundle(BundleJson read) {
        SaleId sale = new SaleId(read.sale());
        List<HandedOrder> orders = new ArrayList<>(read.orders().size());
        for (RequestJson one : read.orders()) {
            OrderRequest request = new OrderRequest(
                    new OrderId(one.id()), sale, new BuyerId(one.buyer()), new RequestKey(one.key()), one.quantity());
            orders.add(new HandedOrder(request, timeLeft(one.millisLeft())));
        }
        return new Bundle(new ProcessId(read.sender()), sale, orders);
    }

    private static Duration timeLeft(long millis) {
        return Duration.ofMillis(Math.max(0, Math.min(LONGEST_LEFT.toMillis(), millis)));
    }

    byte[] write(BundleReply reply) {
        if (!(reply instanceof BundleReply.Answers answers)) {
            return json.writeValueAsBytes(new ReplyJson(0, List.of()));
        }
        List<OutcomeJson> outcomes = new ArrayList<>(answers.outcomes().size());
        answers.outcomes().forEach((id, outcome) -> outcomes.add(write(id, outcome)));
        return json.writeValueAsBytes(new ReplyJson(answers.window(), outcomes));
    }

    /** @throws IllegalArgumentException if it is not a reply */
    BundleReply readReply(byte[] body) {
        return read(body, ReplyJson.class, Wire::reply);
    }

    private static BundleReply reply(ReplyJson read) {
        if (read.window() < 1) {
            return new BundleReply.NotDesk();
        }
        Map<OrderId, Outcome> outcomes = new HashMap<>(2 * read.outcomes().size());
        for (OutcomeJson one : read.outcomes()) {
            outcomes.put(new OrderId(one.id()), read(one));
        }
        return new BundleReply.Answers(outcomes, read.window());
    }

    /** A part that is missing is null only once its meaning is asked for. */
    private <J, T> T read(byte[] body, Class<J> type, Function<J, T> meaning) {
        try {
            return meaning.apply(Objects.requireNonNull(json.readValue(body, type), "an empty text"));
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
    }

    private static OutcomeJson write(OrderId id, Outcome outcome) {
        if (outcome instanceof Outcome.Placed placed) {
            return standing(id, Kind.PLACED, placed.order());
        }
        if (outcome instanceof Outcome.Replayed replayed) {
            return standing(id, Kind.REPLAYED, replayed.order());
        }
        if (outcome instanceof Outcome.Refused refused) {
            return write(id, refused.refusal());
        }
        return plain(id, Kind.UNKNOWN);
    }

    private static OutcomeJson write(OrderId id, Refusal refusal) {
        if (refusal instanceof Refusal.NotOpen notOpen) {
            return new OutcomeJson(id.value(), Kind.NOT_OPEN, null, notOpen.opensAt(), 0);
        }
        if (refusal instanceof Refusal.LimitReached limit) {
            return new OutcomeJson(id.value(), Kind.LIMIT_REACHED, null, null, limit.alreadyBought());
        }
        if (refusal instanceof Refusal.TooManyExpired many) {
            return new OutcomeJson(id.value(), Kind.TOO_MANY_EXPIRED, null, null, many.expired());
        }
        return plain(id, KINDS.get(refusal));
    }

    private static final Map<Refusal, Kind> KINDS = Map.of(
            new Refusal.SaleNotFound(), Kind.SALE_NOT_FOUND,
            new Refusal.Ended(), Kind.ENDED,
            new Refusal.SoldOut(), Kind.SOLD_OUT,
            new Refusal.KeyReused(), Kind.KEY_REUSED,
            new Refusal.NotStorable(), Kind.NOT_STORABLE,
            new Refusal.Busy(), Kind.BUSY);

    private static OutcomeJson plain(OrderId id, @Nullable Kind kind) {
        return new OutcomeJson(id.value(), Objects.requireNonNull(kind), null, null, 0);
    }

    private static OutcomeJson standing(OrderId id, Kind kind, Order order) {
        OrderJson json = new OrderJson(
                order.id().value(),
                order.saleId().value(),
                order.buyer().value(),
                order.key().value(),
                order.quantity(),
                order.amount().minorUnits(),
                order.amount().currency(),
                order.status(),
                order.placedAt(),
                order.payBy());
        return new OutcomeJson(id.value(), kind, json, null, 0);
    }

    private static Outcome read(OutcomeJson one) {
        return switch (one.kind()) {
            case PLACED -> new Outcome.Placed(order(one));
            case REPLAYED -> new Outcome.Replayed(order(one));
            case UNKNOWN -> new Outcome.Unknown();
            case SALE_NOT_FOUND -> Outcome.refused(new Refusal.SaleNotFound());
            case NOT_OPEN -> Outcome.refused(new Refusal.NotOpen(given(one.opensAt())));
            case ENDED -> Outcome.refused(new Refusal.Ended());
            case SOLD_OUT -> Outcome.refused(new Refusal.SoldOut());
            case LIMIT_REACHED -> Outcome.refused(new Refusal.LimitReached(one.count()));
            case TOO_MANY_EXPIRED -> Outcome.refused(new Refusal.TooManyExpired(one.count()));
            case KEY_REUSED -> Outcome.refused(new Refusal.KeyReused());
            case NOT_STORABLE -> Outcome.refused(new Refusal.NotStorable());
            case BUSY -> Outcome.refused(new Refusal.Busy());
        };
    }

    private static Order order(OutcomeJson one) {
        OrderJson order = given(one.order());
        return new Order(
                new OrderId(order.id()),
                new SaleId(order.sale()),
                new BuyerId(order.buyer()),
                new RequestKey(order.key()),
                order.quantity(),
                new Money(order.amount(), order.currency()),
                order.status(),
                order.placedAt(),
                order.payBy());
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("an outcome misses what belongs to it");
        }
        return value;
    }
}
