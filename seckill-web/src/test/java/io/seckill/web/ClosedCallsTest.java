package io.seckill.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.api.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** So that a call that is added later is not public by oversight. */
class ClosedCallsTest extends WebTest {
    private static final Set<String> PUBLIC = Set.of(
            "GET /api/sales",
            "GET /api/sales/x",
            "GET /api/time",
            "POST /api/demo/tokens",
            "POST /api/payments/notifications",
            "GET /sandbox/payments/x/x/x/x/x",
            "POST /sandbox/payments/x/x/x/x/x/x",
            "GET /v3/api-docs",
            "GET /v3/api-docs.yaml",
            "GET /error");

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void everyCallThatIsNotMeantToBePublicNeedsAToken() {
        List<String> closed = new ArrayList<>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(mapping -> {
            Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
            for (String pattern : mapping.getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    closed.add(method + " " + pattern.replaceAll("\\{[^}]*}", "x"));
                }
            }
        });
        closed.removeAll(PUBLIC);

        assertThat(closed).hasSizeGreaterThanOrEqualTo(14);
        assertThat(closed)
                .allSatisfy(call -> call(call.substring(0, call.indexOf(' ')), call.substring(call.indexOf(' ') + 1))
                        .send()
                        .isProblem(ErrorCode.UNAUTHENTICATED));
    }
}
