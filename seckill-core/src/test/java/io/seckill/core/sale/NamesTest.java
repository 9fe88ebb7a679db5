package io.seckill.core.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ids and keys may look like. */
class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "Alice", "álice", "买家", "🙂", "a b", "auth0|5f7c", "' OR 1=1 --"})
    void aBuyerIsAnyText(String value) {
        assertThat(new BuyerId(value).value()).isEqualTo(value);
        assertThat(new BuyerId("x".repeat(BuyerId.MAX_LENGTH)).value()).hasSize(BuyerId.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", " a", "a ", "a\n", "a\u0000b", "a\u007fb", "a\u0085b", "\ud83d", "\ude42x", "\u3000a"})
    void aBuyerHasNoSpacesAtTheEndsNoControlsAndNoHalfCharacters(String value) {
        assertThat(BuyerId.isValid(value)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BuyerId(value))
                .withMessageStartingWith("buyer:");
        assertThat(BuyerId.isValid("x".repeat(BuyerId.MAX_LENGTH + 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z_a.z-0.9", "6f1c1a52-0d0c-4b5e-9b67-5f7c3d0b9a3e"})
    void aRequestKeyIsShortAndPlain(String value) {
        assertThat(new RequestKey(value).value()).isEqualTo(value);
        assertThat(RequestKey.isValid("k".repeat(64))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "é", "a\n", "🙂", "\""})
    void aRequestKeyIsNothingElse(String value) {
        assertThat(RequestKey.isValid(value)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestKey(value))
                .withMessageStartingWith("request key:");
        assertThat(RequestKey.isValid("k".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a b", "é", "a\n", "123456789012345678901234567890123"})
    void aSaleIdIsShorterAndPlainer(String value) {
        assertThat(SaleId.isValid("Sale_1-" + "x".repeat(25))).isTrue();
        assertThat(SaleId.isValid(value)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new SaleId(value)).withMessageStartingWith("saleId:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01ARZ3NDEKTSV4RRFFQ69G5FA",
                "01ARZ3NDEKTSV4RRFFQ69G5FAVX",
                "81ARZ3NDEKTSV4RRFFQ69G5FAV",
                "01arz3ndektsv4rrffq69g5fav",
                "01ARZ3NDEKTSV4RRFFQ69G5FAI",
                "01ARZ3NDEKTSV4RRFFQ69G5FAL",
                "01ARZ3NDEKTSV4RRFFQ69G5FAO",
                "01ARZ3NDEKTSV4RRFFQ69G5FAU"
            })
    void anOrderIdIsAUlidInCapitals(String value) {
        assertThat(OrderId.isValid("01ARZ3NDEKTSV4RRFFQ69G5FAV")).isTrue();
        assertThat(OrderId.isValid(value)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderId(value))
                .withMessageStartingWith("orderId:");
    }
}
