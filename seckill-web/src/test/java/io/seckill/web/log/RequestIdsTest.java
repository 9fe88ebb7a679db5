package io.seckill.web.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RequestIdsTest {
    private static final String SIXTY_FOUR = "A-z0_9.xA-z0_9.xA-z0_9.xA-z0_9.xA-z0_9.xA-z0_9.xA-z0_9.xA-z0_9.x";

    private final RequestIds filter = new RequestIds();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final List<String> seen = new ArrayList<>();
    private final FilterChain chain = (request, response) -> {
        seen.add(String.valueOf(MDC.get("request")));
        LogIds.sale("phone");
        LogIds.order("01K8AAAAAAAAAAAAAAAAAAAAA1");
    };

    @AfterEach
    void nothingStaysOnTheThread() {
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "b7ad6b71-6920.33_31", SIXTY_FOUR})
    void theCallersIdIsKept(String id) throws Exception {
        request.addHeader("X-Request-Id", id);

        filter.doFilter(request, response, chain);

        assertThat(response.getHeaders("X-Request-Id")).containsExactly(id);
        assertThat(seen).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nb", "order=1", "é", "${x}", "a/b", SIXTY_FOUR + "x"})
    void whatIsNoIdIsReplaced(String id) throws Exception {
        request.addHeader("X-Request-Id", id);

        filter.doFilter(request, response, chain);

        assertThat(response.getHeader("X-Request-Id")).matches("[0-9a-f]{32}").isEqualTo(seen.get(0));
    }

    @Test
    void eachRequestWithoutOneHasItsOwn() throws Exception {
        filter.doFilter(request, response, chain);
        filter.doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);

        assertThat(seen).doesNotHaveDuplicates().hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ASYNC", "ERROR"})
    void aLaterDispatchHasTheIdOfTheFirst(DispatcherType later) throws Exception {
        filter.doFilter(request, response, chain);
        request.setDispatcherType(later);
        MockHttpServletResponse reset = new MockHttpServletResponse();
        filter.doFilter(request, reset, chain);

        assertThat(seen.get(1)).isEqualTo(seen.get(0)).isEqualTo(reset.getHeader("X-Request-Id"));
    }

    @Test
    void aFaultLeavesNothingOnTheThreadEither() {
        FilterChain broken = (request, response) -> {
            chain.doFilter(request, response);
            throw new ServletException("broken");
        };

        assertThatThrownBy(() -> filter.doFilter(request, response, broken)).isInstanceOf(ServletException.class);
    }

    @Test
    void aStepOnAnotherThreadHasTheIdsAndThatThreadItsOwnAgain() throws IOException, ServletException {
        List<LogIds> taken = new ArrayList<>();
        filter.doFilter(request, response, (request, response) -> {
            LogIds.sale("phone");
            taken.add(LogIds.here());
        });
        LogIds.sale("another");

        String inside = taken.get(0)
                .<String, String>with(order -> {
                    LogIds.order(order);
                    return MDC.get("request") + " " + MDC.get("sale") + " " + MDC.get("order");
                })
                .apply("7");

        assertThat(inside).isEqualTo(response.getHeader("X-Request-Id") + " phone 7");
        assertThat(MDC.getCopyOfContextMap()).hasSize(1).containsEntry("sale", "another");
        LogIds.clear();
    }
}
