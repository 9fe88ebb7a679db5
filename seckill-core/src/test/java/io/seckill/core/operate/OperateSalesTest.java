package io.seckill.core.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.ToldSignals;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.Sale;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperateSalesTest {
    private static final Sale SALE = Samples.sale(Samples.SALE);
    private static final BuyerId OLGA = new BuyerId("olga");
    private static final SaleEdit EDIT =
            new SaleEdit(Optional.of("Shoe"), Optional.empty(), Optional.empty(), Optional.empty());
    private static final RequestKey KEY = new RequestKey("key-1");

    private final ToldSignals signals = new ToldSignals();
    private final Rows rows = new Rows();
    private final SaleOperations operations = new OperateSales(rows, signals);

    @Test
    void whatIsDoneMakesEveryNodeLook() {
        rows.answer = new Operated.Done(SALE);
        assertThat(operations.edit(SALE.id(), 3, EDIT, OLGA)).isEqualTo(rows.answer);
        assertThat(operations.restock(SALE.id(), -2, KEY, OLGA)).isEqualTo(rows.answer);
        assertThat(operations.turn(SALE.id(), SaleState.PAUSED, OLGA)).isEqualTo(rows.answer);
        assertThat(signals.told()).containsExactly(SALE.id(), SALE.id(), SALE.id());
        assertThat(rows.asked)
                .containsExactly(
                        "edit phone 3 " + EDIT + " olga", "restock phone -2 key-1 olga", "turn phone PAUSED olga");
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotDoneDoesNot(Operated nothing) {
        rows.answer = nothing;
        assertThat(operations.restock(SALE.id(), 1, KEY, OLGA)).isEqualTo(nothing);
        assertThat(signals.told()).isEmpty();
    }

    static Stream<Operated> whatIsNotDoneDoesNot() {
        return Stream.of(
                new Operated.Unchanged(SALE),
                new Operated.NotFound(),
                new Operated.OtherRevision(SALE),
                new Operated.Closed(SALE),
                new Operated.KeyReused(),
                new Operated.DeltaOutOfBounds(SALE, -1, 5),
                new Operated.LimitBelowBought(SALE, 2));
    }

    private static final class Rows implements SaleOperations {
        private final List<String> asked = new ArrayList<>();
        private Operated answer = new Operated.NotFound();

        @Override
        public Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator) {
            return answer("edit", sale, revision, edit, operator);
        }

        @Override
        public Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator) {
            return answer("restock", sale, delta, key, operator);
        }

        @Override
        public Operated turn(SaleId sale, SaleState to, BuyerId operator) {
            return answer("turn", sale, to, operator);
        }

        private Operated answer(Object... words) {
            asked.add(String.join(" ", Stream.of(words).map(String::valueOf).toList()));
            return answer;
        }
    }
}
