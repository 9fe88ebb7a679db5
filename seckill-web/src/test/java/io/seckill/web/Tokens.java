package io.seckill.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Makes tokens by hand, good and bad ones. */
final class Tokens {
    static final String SECRET = "a secret of the tests, 32 bytes or more";

    private Tokens() {}

    static String buyer(String subject) {
        return of(subject, List.of("buyer"));
    }

    static String admin() {
        return of("op", List.of("admin"));
    }

    static String of(Object subject, Object roles) {
        return signed(claims(subject, roles), "HS256", SECRET);
    }

    static Map<String, Object> claims(Object subject, Object roles) {
        Map<String, Object> claims = new HashMap<>();
        claims.put("sub", subject);
        claims.put("roles", roles);
        claims.put("exp", Instant.now().getEpochSecond() + 600);
        return claims;
    }

    /** @param algorithm HS256, HS512, or none */
    static String signed(Map<String, Object> claims, String algorithm, String secret) {
        String head = encoded("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
        String payload = head + "." + encoded(JsonMapper.builder().build().writeValueAsString(claims));
        return payload + "." + (algorithm.equals("none") ? "" : mac(payload, algorithm, secret));
    }

    private static String mac(String payload, String algorithm, String secret) {
        try {
            String name = algorithm.replace("HS", "HmacSHA");
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(payload)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
