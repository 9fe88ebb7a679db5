package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NodePropertiesTest {
    private final ApplicationContextRunner settings = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @EnableConfigurationProperties(NodeProperties.class)
    static class Bound {}

    @Test
    void theDefaultsAreThoseOfTheDocuments() {
        settings.run(context ->
                assertThat(context.getBean(NodeProperties.class)).isEqualTo(new NodeProperties("", "", 0, "", 0)));
    }

    @Test
    void everySettingIsBound() {
        settings.withPropertyValues(
                        "seckill.node.secret=" + RawCall.SECRET,
                        "seckill.node.address=127.0.0.1",
                        "seckill.node.port=7000",
                        "seckill.node.advertised-address=node-7.example",
                        "seckill.node.advertised-port=7001")
                .run(context -> assertThat(context.getBean(NodeProperties.class))
                        .isEqualTo(new NodeProperties(RawCall.SECRET, "127.0.0.1", 7000, "node-7.example", 7001)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seckill.node.secret=short|seckill.node.secret: must be at least 32 bytes, but is 5",
                "seckill.node.port=-1|seckill.node.port: must be 0 to 65535, but is -1",
                "seckill.node.port=65536|seckill.node.port: must be 0 to 65535, but is 65536",
                "seckill.node.advertised-port=-1|seckill.node.advertised-port: must be 0 to 65535, but is -1",
                "seckill.node.advertised-port=65536|seckill.node.advertised-port: must be 0 to 65535, but is 65536",
                "seckill.node.address=a_b|seckill.node.address: 'a_b' is no host name or address",
                "seckill.node.advertised-address=a_b|seckill.node.advertised-address: 'a_b' is no host name or address"
            })
    void whatCannotBeIsNamed(String setting, String sentence) {
        settings.withPropertyValues(setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessage(sentence));
    }

    @Test
    void aMisspeltSettingIsNamed() {
        settings.withPropertyValues("seckill.node.adress=10.0.0.1")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("seckill.node.adress"));
    }

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
    void aNodeThatListensAtAllAddressesIsReachedAtItsHostsOwn(String address) {
        NodeProperties node = new NodeProperties("", address, 7000, "", 0);

        assertThat(node.reachedAt(Handed.DESK, 7000).host())
                .isEqualTo(OwnAddress.find().getHostAddress());
    }
}
