package io.seckill.core.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.operate.Auditing.AuditResult;
import io.seckill.core.sale.AuditReport;
import io.seckill.core.sale.BackendUnavailableException;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleAudit;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Samples;
import io.seckill.core.schedule.SteppedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditingTest {
    private static final SaleId PHONE = new SaleId("phone");
    private static final SaleId SHOE = new SaleId("shoe");
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final AuditReport FINE = new AuditReport(10, 10, 0, 0, 0, 0, 0, 0, 0);
    private static final AuditReport BROKEN = new AuditReport(10, 9, 0, 0, 0, 0, 0, 0, 0);

    private final SteppedTime time = new SteppedTime();
    private final Database database = new Database();
    private final List<AuditResult> results = new ArrayList<>();
    private final Auditing auditing = new Auditing(database, database, EVERY, results::add, time);

    @Test
    void everyActiveSaleIsAuditedOncePerMinuteOneInEachRound() {
        database.sales.addAll(List.of(PHONE, SHOE));
        assertThat(auditing.go()).isZero();
        assertThat(database.audited).containsExactly(PHONE);
        time.pass(Duration.ofSeconds(10));
        assertThat(auditing.go()).as("what is left of the minute").isEqualTo(Duration.ofSeconds(50));
        assertThat(database.audited).containsExactly(PHONE, SHOE);
        assertThat(results).containsExactly(AuditResult.CONSISTENT, AuditResult.CONSISTENT);
    }

    @Test
    void auditsThatTakeLongerThanAMinuteFollowEachOther() {
        database.sales.addAll(List.of(PHONE, SHOE));
        auditing.go();
        time.pass(EVERY.multipliedBy(2));
        assertThat(auditing.go()).isZero();
    }

    @Test
    void withoutActiveSalesThereIsNothingToAudit() {
        assertThat(auditing.go()).isEqualTo(EVERY);
        assertThat(results).isEmpty();
    }

    @Test
    void moreSalesThanAListHasAreAudited() {
        for (int i = 0; i < 1_000; i++) {
            database.sales.add(new SaleId("sale-" + i));
        }
        database.sales.forEach(sale -> auditing.go());
        assertThat(database.audited).containsExactlyElementsOf(database.sales);
    }

    @Test
    void aViolationThatASecondAuditDoesNotFindIsNone() {
        database.sales.add(PHONE);
        database.reports.put(PHONE, new ArrayList<>(List.of(BROKEN, FINE)));
        auditing.go();
        assertThat(auditing.violated()).isEmpty();
        assertThat(database.turned).isEmpty();
        assertThat(results).containsExactly(AuditResult.CONSISTENT);
    }

    @Test
    void aViolationThatASecondAuditFindsPausesTheSale() {
        broken(PHONE);
        auditing.go();
        assertThat(database.audited).containsExactly(PHONE, PHONE);
        assertThat(auditing.violated()).containsOnlyKeys(PHONE).containsEntry(PHONE, BROKEN.violations());
        assertThat(database.turned).containsExactly("phone PAUSED seckill:audit");
        assertThat(results).containsExactly(AuditResult.VIOLATED);
    }

    @Test
    void itIsPausedOnceForAnOperatorMayResumeIt() {
        broken(PHONE);
        auditing.go();
        auditing.go();
        assertThat(database.turned).hasSize(1);
        assertThat(auditing.violated()).containsKey(PHONE);
    }

    @Test
    void aSaleThatIsConsistentAgainIsForgottenAndPausedAnewWhenItBreaks() {
        broken(PHONE);
        auditing.go();
        database.reports.clear();
        auditing.go();
        assertThat(auditing.violated()).isEmpty();
        broken(PHONE);
        auditing.go();
        assertThat(database.turned).hasSize(2);
    }

    @Test
    void aSaleThatCouldNotBePausedIsKnownAndPausedAfterTheNextAudit() {
        broken(PHONE);
        database.turningFails = true;
        auditing.go();
        assertThat(auditing.violated()).containsKey(PHONE);
        assertThat(results).containsExactly(AuditResult.VIOLATED);
        database.turningFails = false;
        auditing.go();
        assertThat(database.turned).hasSize(1);
    }

    @Test
    void aSaleThatCannotBeAuditedKeepsNoOtherFromIt() {
        database.sales.addAll(List.of(PHONE, SHOE));
        database.failing.add(PHONE);
        auditing.go();
        auditing.go();
        assertThat(results).containsExactly(AuditResult.FAILED, AuditResult.CONSISTENT);
    }

    @Test
    void anAuditThatFailsForgetsNoViolation() {
        broken(PHONE);
        auditing.go();
        database.failing.add(PHONE);
        auditing.go();
        assertThat(auditing.violated()).containsKey(PHONE);
    }

    @Test
    void aSaleThatIsNotActiveAnyMoreIsForgotten() {
        broken(PHONE);
        auditing.go();
        database.sales.clear();
        auditing.go();
        assertThat(auditing.violated()).isEmpty();
    }

    @Test
    void atTheEndNothingIsKnownAnyMore() {
        database.sales.add(SHOE);
        broken(PHONE);
        database.sales.add(new SaleId("last"));
        auditing.go();
        auditing.go();
        auditing.end();
        assertThat(auditing.violated()).isEmpty();
        database.audited.clear();
        auditing.go();
        assertThat(database.audited).as("from the beginning").containsExactly(SHOE);
    }

    private void broken(SaleId sale) {
        if (!database.sales.contains(sale)) {
            database.sales.add(sale);
        }
        database.reports.put(sale, new ArrayList<>(List.of(BROKEN)));
    }

    private static final class Database implements SaleAudit, SaleOperations {
        private final List<SaleId> sales = new ArrayList<>();
        /** One for each audit, of which the last stays. */
        private final Map<SaleId, List<AuditReport>> reports = new HashMap<>();

        private final Set<SaleId> failing = new HashSet<>();
        private final List<SaleId> audited = new ArrayList<>();
        private final List<String> turned = new ArrayList<>();
        private boolean turningFails;

        @Override
        public List<SaleId> active(int most) {
            return sales.stream().limit(most).toList();
        }

        @Override
        public Optional<AuditReport> audit(SaleId sale) {
            audited.add(sale);
            if (failing.contains(sale)) {
                throw new BackendUnavailableException("away", null);
            }
            List<AuditReport> next = reports.getOrDefault(sale, List.of(FINE));
            return Optional.of(next.size() > 1 ? next.remove(0) : next.get(0));
        }

        @Override
        public Operated turn(SaleId sale, SaleState to, BuyerId operator) {
            if (turningFails) {
                throw new BackendUnavailableException("away", null);
            }
            turned.add(sale + " " + to + " " + operator);
            return new Operated.Done(Samples.sale(sale));
        }

        @Override
        public Operated edit(SaleId sale, int revision, SaleEdit edit, BuyerId operator) {
            throw new AssertionError("nobody edits");
        }

        @Override
        public Operated restock(SaleId sale, int delta, RequestKey key, BuyerId operator) {
            throw new AssertionError("nobody restocks");
        }
    }
}
