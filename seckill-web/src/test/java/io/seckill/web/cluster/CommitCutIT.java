package io.seckill.web.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.testkit.net.MySqlRequests;
import io.seckill.testkit.servers.Servers;
import io.seckill.web.cluster.Rush.Told;
import io.seckill.web.cluster.Rush.Want;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** The connection is cut after the commit was sent and before its answer arrives. */
class CommitCutIT {
    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.of(1, Servers.shared().newRedis());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @RepeatedTest(3)
    void theBuyerHearsOfTheOneOrderAsPlaced() {
        String sale = cluster.openSale(10, 1);
        Node node = cluster.node(0);
        node.database().cutAnswerAfter(MySqlRequests.commit());
        Rush rush = new Rush(cluster, sale, List.of(new Want("alice", "key-1", 1, node)), 1).join();
        assertThat(node.database().isAnswerCutArmed())
                .as("the cut is still to come")
                .isFalse();
        assertThat(rush.retries()).as("asked again").isZero();
        assertThat(rush.told().stream().map(Told::status)).containsExactly(201);
        RushChecks.check(cluster, sale, 1, rush);
    }
}
