package io.seckill.web.log;

import io.seckill.api.Headers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every request an id: the caller's own if it is one, else a random one. The answer names it, and so does every line of the
 * threads that handle the request, asynchronous and error dispatches included.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIds extends OncePerRequestFilter {
    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Names the request in its answer and in this thread's lines; to be followed by {@link #leave}. */
    public static void enter(HttpServletRequest request, HttpServletResponse response) {
        String id = id(request);
        response.setHeader(Headers.REQUEST_ID, id);
        LogIds.request(id);
    }

    /** This thread is done with the request, and with its sale and order. */
    public static void leave() {
        LogIds.clear();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        enter(request, response);
        try {
            chain.doFilter(request, response);
        } finally {
            leave();
        }
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    /** The same for all the threads that one request takes. */
    private static String id(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String sent = request.getHeader(Headers.REQUEST_ID);
        String id = sent != null && SHAPE.matcher(sent).matches() ? sent : draw();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String draw() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
