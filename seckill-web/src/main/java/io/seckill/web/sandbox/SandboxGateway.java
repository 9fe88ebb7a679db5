package io.seckill.web.sandbox;

import io.seckill.core.payment.Payment;
import io.seckill.core.payment.PaymentGateway;
import java.net.URI;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends buyers to the sandbox's own page. It remembers nothing: a refund always succeeds, and only the log tells of it. */
final class SandboxGateway implements PaymentGateway {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxGateway.class);

    private final SandboxLinks links;
    private final Supplier<URI> address;

    /** @param address where buyers reach the page; asked for each link, for the port is known late */
    SandboxGateway(SandboxLinks links, Supplier<URI> address) {
        this.links = links;
        this.address = address;
    }

    @Override
    public URI page(PageRequest request) {
        return address.get().resolve(links.path(request));
    }

    @Override
    public void refund(Payment payment) {
        LOG.info(
                "Sandbox: payment {} of order {} is given back, {} {}",
                payment.id(),
                payment.order(),
                payment.amount().minorUnits(),
                payment.amount().currency());
    }
}
