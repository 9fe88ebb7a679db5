package io.seckill.infra.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1 ::1 203.0.113.7 10.0.0.11 192.168.1.5|10.0.0.11", // site-local before global
                "172.17.0.1 10.0.0.11|172.17.0.1", // the first of them
                "::1 fe80::1 fd00::2 2001:db8::1 203.0.113.7 198.51.100.9|203.0.113.7", // or else global, IPv4 only
                "127.0.0.1 169.254.3.4 2001:db8::1|127.0.1.1", // or else what is left over
                "''|127.0.1.1"
            })
    void theBestOfTheAddressesIsChosen(String addresses, String chosen) {
        assertThat(OwnAddress.choose(
                        address("127.0.1.1"),
                        Arrays.stream(addresses.split(" ", -1))
                                .filter(text -> !text.isEmpty())
                                .map(OwnAddressTest::address)
                                .toList()))
                .isEqualTo(address(chosen));
    }

    @Test
    void thisHostHasOne() {
        assertThat(OwnAddress.find().isAnyLocalAddress()).isFalse();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
