package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodePropertiesTest {
    @Test
    void aNodeIsReachedWhereItListens() {
        NodeProperties node = new NodeProperties("", "127.0.0.1", 0, "", 0);

        assertThat(node.reachedAt(Handed.DESK, 7001).host()).isEqualTo("127.0.0.1");
        assertThat(node.reachedAt(Handed.DESK, 7001).port()).isEqualTo(7001);
    }

    @Test
    void aNodeIsReachedWhereItSaysSo() {
        NodeProperties node = new NodeProperties("", "0.0.0.0", 7000, "node-1.example", 9000);

        assertThat(node.host()).isEqualTo("0.0.0.0");
        assertThat(node.reachedAt(Handed.DESK, 7000).host()).isEqualTo("node-1.example");
        assertThat(node.reachedAt(Handed.DESK, 7000).port()).isEqualTo(9000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", ""})
    void aNodeThatListensAtAllAddressesIsReachedAtItsHostsOwn(String address) throws Exception {
        NodeProperties node = new NodeProperties("", address, 7000, "", 0);

        assertThat(node.reachedAt(Handed.DESK, 7000).host())
                .isEqualTo(InetAddress.getLocalHost().getHostAddress());
    }
}
