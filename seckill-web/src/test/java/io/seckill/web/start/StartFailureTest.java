package io.seckill.web.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailureTest {
    @ParameterizedTest
    @CsvSource({
        "Bad URL redis://:p4ss@redis.example:6379., Bad URL redis://***@redis.example:6379.",
        "Bad URL 'redis://me:p4/s?s@x y', Bad URL 'redis://***@x y'",
        "At jdbc:mysql://db/x?user=me&password=p4ss&a=b it ends., At jdbc:mysql://db/x?user=me&password=***&a=b it ends.",
        "trustCertificateKeyStorePassword=p4ss is wrong, trustCertificateKeyStorePassword=*** is wrong",
        "At jdbc:mysql://db.example:3306/seckill it ends., At jdbc:mysql://db.example:3306/seckill it ends.",
    })
    void whatLogsInIsLeftOut(String description, String sentence) {
        assertThat(StartFailure.sentence(description, null)).isEqualTo(sentence);
    }
}
