package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.desk.Bundle;
import io.seckill.core.desk.Bundle.HandedOrder;
import io.seckill.core.desk.BundleReply;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.Refusal;
import io.seckill.core.sale.BuyerId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private final Wire wire = new Wire();

    static List<Outcome> outcomes() {
        return Handed.OUTCOMES;
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void anOutcomeComesBackAsItWent(Outcome outcome) {
        BundleReply reply = new BundleReply.Answers(Map.of(Handed.id(1), outcome), 1);

        assertThat(wire.readReply(wire.write(reply))).isEqualTo(reply);
    }

    @Test
    void everyKindOfOutcomeAndRefusalIsAmongThem() {
        assertThat(Stream.of(Outcome.class.getPermittedSubclasses()))
                .allMatch(kind -> Handed.OUTCOMES.stream().anyMatch(kind::isInstance));
        assertThat(Stream.of(Refusal.class.getPermittedSubclasses())).allMatch(kind -> Handed.OUTCOMES.stream()
                .anyMatch(one -> one instanceof Outcome.Refused refused && kind.isInstance(refused.refusal())));
    }

    @Test
    void whoIsNotTheDeskSaysSo() {
        assertThat(wire.readReply(wire.write(new BundleReply.NotDesk()))).isEqualTo(new BundleReply.NotDesk());
    }

    @Test
    void answersMayBeNone() {
        BundleReply none = new BundleReply.Answers(Map.of(), 256);

        assertThat(wire.readReply(wire.write(none))).isEqualTo(none);
    }

    @Test
    void aBundleComesBackAsItWentInItsOrder() {
        Bundle bundle = Handed.bundle(List.of(
                Handed.handed(3, "买家 🙂 \"\\ ${x}", "k", Duration.ofMillis(1_999)),
                Handed.handed(1, "alice", "key-1", Duration.ZERO),
                Handed.handed(2, "Alice", "k".repeat(64), Duration.ofSeconds(2))));

        assertThat(wire.readBundle(wire.write(bundle))).isEqualTo(bundle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "价", "🙂", "\"", "\\"})
    void theLargestBundleFitsInABody(String letter) {
        String buyer = letter.repeat(BuyerId.MAX_LENGTH / letter.length());
        List<HandedOrder> orders = IntStream.range(0, Bundle.MAX_ORDERS)
                .mapToObj(i -> Handed.handed(i, buyer, "k".repeat(64), Duration.ofSeconds(2)))
                .toList();
        byte[] body = wire.write(Handed.bundle(orders));

        assertThat(body).hasSizeLessThan(NodeProtocol.MAX_BODY);
        assertThat(wire.readBundle(body)).isEqualTo(Handed.bundle(orders));
    }

    @Test
    void fieldsOfALaterReleaseAreIgnored() {
        Bundle bundle = Handed.bundle(2);
        BundleReply reply = Handed.answers();

        assertThat(wire.readBundle(withMore(wire.write(bundle)))).isEqualTo(bundle);
        assertThat(wire.readReply(withMore(wire.write(reply)))).isEqualTo(reply);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"sender\":\"00000000000000aa\",\"sale\":\"s-1\"}",
                "{\"sender\":\"00000000000000aa\",\"sale\":\"s-1\",\"orders\":[]}",
                "{\"sender\":\"00000000000000aa\",\"sale\":\"s-1\",\"orders\":[null]}",
                "{\"sender\":\"00000000000000aa\",\"sale\":\"s-1\",\"orders\":[{}]}",
                "{\"sender\":\"nobody\",\"sale\":\"s-1\",\"orders\":[{\"id\":\"01KE0000000000000000000001\","
                        + "\"buyer\":\"a\",\"key\":\"k\",\"quantity\":1,\"millisLeft\":1}]}",
                "{\"sender\":\"00000000000000aa\",\"sale\":\"s-1\",\"orders\":[{\"id\":\"01KE0000000000000000000001\","
                        + "\"buyer\":\"a\",\"key\":\"k\",\"quantity\":0,\"millisLeft\":1}]}"
            })
    void whatIsNoBundleIsRefused(String text) {
        assertThatThrownBy(() -> wire.readBundle(bytes(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{\"window\":5}",
                "{\"window\":5,\"outcomes\":[null]}",
                "{\"window\":5,\"outcomes\":[{}]}",
                "{\"window\":5,\"outcomes\":[{\"id\":\"01KE0000000000000000000001\",\"kind\":\"LATER\"}]}",
                "{\"window\":5,\"outcomes\":[{\"id\":\"01KE0000000000000000000001\"}]}",
                "{\"window\":5,\"outcomes\":[{\"id\":\"01KE0000000000000000000001\",\"kind\":\"PLACED\"}]}",
                "{\"window\":5,\"outcomes\":[{\"id\":\"01KE0000000000000000000001\",\"kind\":\"NOT_OPEN\"}]}"
            })
    void whatIsNoReplyIsRefused(String text) {
        assertThatThrownBy(() -> wire.readReply(bytes(text))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Adds a field to every object. */
    private static byte[] withMore(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        return bytes(text.replace("{", "{\"later\":{\"a\":[1,null]},").replace(",}", "}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
