package io.seckill.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seckill.core.admission.ToldSignals;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.SaleId;
import io.seckill.core.schedule.SteppedTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiringTest {
    private static final SaleId PHONE = new SaleId("phone");
    private static final SaleId SHOE = new SaleId("shoe");
    private static final int MANY = 3 * OrderReleases.MOST_EXPIRED;

    private final ScriptedReleases releases = new ScriptedReleases();
    private final ToldSignals signals = new ToldSignals();
    private final SteppedTime time = new SteppedTime();
    private final Expiring expiring = new Expiring(releases, signals, releases, time);

    @Test
    void whatIsDueExpiresAndEveryNodeLooks() {
        releases.due.put(PHONE, 3);
        releases.due.put(SHOE, 4);
        assertThat(expiring.go()).isPositive();
        assertThat(releases.due).isEmpty();
        assertThat(signals.told()).containsExactly(PHONE, SHOE);
        assertThat(releases.expired).isEqualTo(7);
    }

    @Test
    void whereNothingIsDueNobodyIsTold() {
        assertThat(expiring.go())
                .as("units are to be back within 2 s")
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(signals.told()).isEmpty();
    }

    @Test
    void aSaleWithManyGetsOneTransactionPerRoundAndTheNextRoundComesAtOnce() {
        releases.due.put(PHONE, MANY);
        releases.due.put(SHOE, 1);
        assertThat(expiring.go()).isZero();
        assertThat(releases.asked).containsExactly(PHONE, SHOE);
        assertThat(releases.expired).isEqualTo(OrderReleases.MOST_EXPIRED + 1);
    }

    @Test
    void moreSalesThanARoundLooksAtComeInTheNextOneAtOnce() {
        for (int i = 0; i < 150; i++) {
            releases.due.put(new SaleId("sale-" + i), 1);
        }
        assertThat(expiring.go()).isZero();
        assertThat(expiring.go()).isPositive();
        assertThat(releases.due).isEmpty();
    }

    @Test
    void ordersThatPaymentsHoldAreNotAskedForWithoutAPause() {
        for (int i = 0; i < 150; i++) {
            SaleId sale = new SaleId("sale-" + i);
            releases.due.put(sale, 1);
            releases.heldByPayments.add(sale);
        }
        assertThat(expiring.go()).isPositive();
        assertThat(signals.told()).isEmpty();
        assertThat(releases.expired).isZero();
    }

    @Test
    void aSaleThatFailsKeepsNoOtherOneWaiting() {
        releases.due.put(PHONE, 1);
        releases.due.put(SHOE, 1);
        releases.failing.add(PHONE);
        assertThatThrownBy(expiring::go)
                .isInstanceOf(BackendUnavailableException.class)
                .hasMessageContaining("phone");
        assertThat(releases.due).containsOnlyKeys(PHONE);
        assertThat(signals.told()).containsExactly(SHOE);
    }

    @Test
    void whereNothingWorksARoundIsNotLong() {
        for (int i = 0; i < 50; i++) {
            SaleId sale = new SaleId("sale-" + i);
            releases.due.put(sale, 1);
            releases.failing.add(sale);
        }
        assertThatThrownBy(expiring::go).isInstanceOf(BackendUnavailableException.class);
        assertThat(releases.asked).hasSize(3);
    }

    @Test
    void howeverManyFailTheNextRoundsBeginWithOthers() {
        for (int i = 0; i < 120; i++) {
            SaleId sale = new SaleId("sale-" + i);
            releases.due.put(sale, 1);
            releases.failing.add(sale);
        }
        releases.due.put(SHOE, 1);
        for (int round = 0; round < 40; round++) {
            assertThatThrownBy(expiring::go).isInstanceOf(BackendUnavailableException.class);
        }
        assertThat(releases.asked).doesNotHaveDuplicates();
        assertThat(expiring.go()).isPositive();
        assertThat(signals.told()).containsExactly(SHOE);
    }

    @Test
    void whatWorksInBetweenLetsTheRoundGoOn() {
        for (int i = 0; i < 10; i++) {
            SaleId failing = new SaleId("failing-" + i);
            releases.due.put(failing, 1);
            releases.failing.add(failing);
            releases.due.put(new SaleId("fine-" + i), 1);
        }
        assertThatThrownBy(expiring::go).isInstanceOf(BackendUnavailableException.class);
        assertThat(releases.expired).isEqualTo(10);
    }

    @Test
    void aSaleThatGoesOnFailingIsTriedLessAndLessOftenThoughEachMinute() {
        releases.due.put(PHONE, 1);
        releases.failing.add(PHONE);
        for (int seconds : List.of(5, 10, 20, 40, 60, 60)) {
            assertThatThrownBy(expiring::go).isInstanceOf(BackendUnavailableException.class);
            time.pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(expiring.go()).as("after almost %s s", seconds).isPositive();
            time.pass(Duration.ofNanos(1));
        }
    }

    @Test
    void aSaleThatSucceedsIsNoLongerKnownToHaveFailed() {
        releases.due.put(PHONE, 1);
        for (int i = 0; i < 3; i++) {
            releases.failing.add(PHONE);
            assertThatThrownBy(expiring::go).isInstanceOf(BackendUnavailableException.class);
            releases.failing.clear();
            time.pass(Duration.ofSeconds(5));
            assertThat(expiring.go()).isPositive();
            assertThat(releases.due).isEmpty();
            releases.due.put(PHONE, 1);
        }
    }
}
