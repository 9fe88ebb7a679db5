package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.admission.Admission;
import io.seckill.core.admission.SaleSignals;
import io.seckill.core.admission.SaleSnapshots;
import io.seckill.core.desk.DeskDirectory;
import io.seckill.core.desk.DeskSettings;
import io.seckill.core.desk.SaleActivities;
import io.seckill.core.desk.StockLedger;
import io.seckill.core.lock.LockProvider;
import io.seckill.core.order.Outcome;
import io.seckill.core.order.PlaceOrder;
import io.seckill.core.sale.OrderBook;
import io.seckill.core.sale.SaleCatalog;
import io.seckill.core.schedule.Scheduler;
import io.seckill.core.schedule.ThreadScheduler;
import io.seckill.infra.database.LedgerProperties;
import io.seckill.testkit.ledger.InMemoryStockLedger;
import io.seckill.testkit.lock.InMemoryLockProvider;
import io.seckill.testkit.net.FreePort;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class NodeAutoConfigurationTest {
    private static final String SECRET = "seckill.node.secret=" + RawCall.SECRET;

    private final ApplicationContextRunner bare = new ApplicationContextRunner()
            .withPropertyValues("seckill.selling.enabled=true")
            .withConfiguration(AutoConfigurations.of(NodeAutoConfiguration.class));
    private final ApplicationContextRunner node = bare.withUserConfiguration(InMemory.class);

    /** What the other auto-configurations give, without their servers. */
    @Configuration(proxyBeanMethods = false)
    static class InMemory {
        private final InMemoryStockLedger store = new InMemoryStockLedger(Clock.systemUTC());

        @Bean
        StockLedger ledger() {
            return store;
        }

        @Bean
        OrderBook orders() {
            return store;
        }

        @Bean
        SaleSnapshots snapshots() {
            return store;
        }

        @Bean
        SaleCatalog saleRows() {
            return store;
        }

        @Bean
        SaleCatalog saleCatalog() {
            return store;
        }

        @Bean
        LockProvider locks() {
            return new InMemoryLockProvider();
        }

        @Bean
        Scheduler scheduler() {
            return new ThreadScheduler(1, 2);
        }

        @Bean
        DeskDirectory directory() {
            return new InMemoryDirectory();
        }

        @Bean
        LedgerProperties ledgerProperties() {
            return new LedgerProperties(8, 2);
        }
    }

    @Test
    void withALedgerAndLocksThereIsAWayForOrders() {
        node.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(SellingNode.class).hasSingleBean(SaleSignals.class);
            assertThat(context.getBean(PlaceOrder.class)).isInstanceOf(Admission.class);
            assertThat(context.getBean(SaleActivities.class))
                    .isSameAs(context.getBean(SellingNode.class).desks());
        });
    }

    @Test
    void anApplicationsOwnWayStandsInForIt() {
        PlaceOrder own = (sale, buyer, key, quantity) -> CompletableFuture.completedStage(new Outcome.Unknown());
        node.withBean(PlaceOrder.class, () -> own)
                .run(context -> assertThat(context.getBean(PlaceOrder.class)).isSameAs(own));
    }

    @Test
    void anApplicationThatDoesNotSellHasNone() {
        node.withPropertyValues("seckill.selling.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(PlaceOrder.class));
    }

    @Test
    void withoutALedgerThereIsNone() {
        bare.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(SellingNode.class)
                .doesNotHaveBean(PlaceOrder.class));
    }

    @Test
    void propertiesAreBound() {
        node.withPropertyValues(
                        SECRET,
                        "seckill.node.address=127.0.0.1",
                        "seckill.node.advertised-address=node-7.example",
                        "seckill.node.advertised-port=7001",
                        "seckill.desk.max-waiting=77",
                        "seckill.desk.take-within=1500ms")
                .run(context -> {
                    assertThat(context.getBean(NodeProperties.class))
                            .isEqualTo(new NodeProperties(RawCall.SECRET, "127.0.0.1", 0, "node-7.example", 7001));
                    DeskSettings settings =
                            context.getBean(DeskProperties.class).settings();
                    assertThat(settings.maxWaiting()).isEqualTo(77);
                    assertThat(settings.takeWithin()).isEqualTo(Duration.ofMillis(1_500));
                });
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(FreePort.find())) {
            node.withPropertyValues(SECRET, "seckill.node.port=" + taken.getLocalPort())
                    .run(context -> assertThat(context)
                            .getFailure()
                            .hasStackTraceContaining("seckill.node: cannot listen at")
                            .hasStackTraceContaining(":" + taken.getLocalPort()));
        }
    }

    @Test
    void aNodeSaysWhereItIsReachedAndWarnsOfALoopbackAddress() {
        assertThat(said(SECRET, "seckill.node.address=127.0.0.1", "seckill.node.advertised-port=7001"))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        "INFO: This node listens for the others at 127\\.0\\.0\\.1:\\d+, and they reach it"
                                                + " at 127\\.0\\.0\\.1:7001"),
                        line -> assertThat(line)
                                .isEqualTo("WARNING: Nodes on other machines cannot reach this one at 127.0.0.1: set"
                                        + " seckill.node.address, or seckill.node.advertised-address"));
    }

    @Test
    void aNodeThatOthersCanReachDoesNotWarn() {
        assertThat(said(SECRET, "seckill.node.address=127.0.0.1", "seckill.node.advertised-address=192.0.2.7"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("INFO: ")
                .contains("they reach it at 192.0.2.7:");
    }

    @Test
    void aNodeWithoutASecretSaysThatItIsAlone() {
        assertThat(said("seckill.node.address=127.0.0.1"))
                .containsExactly("INFO: This node hands no orders over and takes none: it has no seckill.node.secret");
    }

    private List<String> said(String... settings) {
        try (Said said = new Said(SellingNode.class)) {
            node.withPropertyValues(settings).run(context -> assertThat(context).hasNotFailed());
            return said.lines();
        }
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(new NodeProperties(RawCall.SECRET, "a", 1, "", 0).toString()).doesNotContain(RawCall.SECRET);
        assertThat(new NodeSecret(RawCall.SECRET).toString()).doesNotContain(RawCall.SECRET);
    }
}
