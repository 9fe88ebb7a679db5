package io.seckill.core.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.sale.InvalidTermsException;
import io.seckill.core.sale.SaleTerms;
import io.seckill.core.sale.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SaleEditTest {
    private static final SaleTerms TERMS = Samples.terms();
    private static final SaleEdit NOTHING =
            new SaleEdit(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    @Test
    void whatIsEmptyStaysAsItIs() {
        assertThat(NOTHING.applyTo(TERMS)).isEqualTo(TERMS);
    }

    @Test
    void whatIsSetChanges() {
        Instant opens = TERMS.opensAt().plus(Duration.ofHours(1));
        Instant closes = TERMS.closesAt().plus(Duration.ofHours(1));
        SaleEdit all = new SaleEdit(Optional.of("Shoe"), Optional.of(opens), Optional.of(closes), Optional.of(7));
        assertThat(all.applyTo(TERMS))
                .isEqualTo(new SaleTerms("Shoe", TERMS.price(), opens, closes, 7, TERMS.payWithin()));
    }

    @Test
    void whatASaleCannotHaveIsNamed() {
        SaleEdit late =
                new SaleEdit(Optional.empty(), Optional.of(TERMS.closesAt()), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> late.applyTo(TERMS))
                .isInstanceOf(InvalidTermsException.class)
                .hasMessageContaining("closesAt");
    }
}
