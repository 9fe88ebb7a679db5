package io.seckill.web.request;

import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.stereotype.Component;

/** The most that is read of a body. */
@Component
public final class BodyLimit {
    private final int bytes;

    BodyLimit(HttpProperties properties) {
        this.bytes = properties.maxBodyBytes();
    }

    /**
     * The body as it came.
     *
     * @throws ProblemException if it is larger; then the rest is not read
     */
    public byte[] read(HttpInputMessage message) throws IOException {
        if (message.getHeaders().getContentLength() > bytes) {
            throw tooLarge();
        }
        byte[] body = message.getBody().readNBytes(bytes + 1);
        if (body.length > bytes) {
            throw tooLarge();
        }
        return body;
    }

    private ProblemException tooLarge() {
        return new ProblemException(Problems.invalid("body", "must be at most " + bytes + " bytes"));
    }
}
