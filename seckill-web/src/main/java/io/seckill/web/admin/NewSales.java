package io.seckill.web.admin;

import io.seckill.api.FieldProblem;
import io.seckill.api.NewSaleBody;
import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.InvalidTermsException;
import io.seckill.core.sale.Money;
import io.seckill.core.sale.NewSale;
import io.seckill.core.sale.RequestKey;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleTerms;
import io.seckill.web.problem.ProblemException;
import io.seckill.web.problem.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes sales of what operators send. The domain names the first field that is wrong; to name all, that field is set to
 * a value that cannot be wrong, and the domain is asked again.
 */
final class NewSales {
    private static final NewSaleBody RIGHT = new NewSaleBody(
            "title",
            0,
            "XXX",
            1,
            1,
            Instant.parse("2000-01-01T00:00:00Z"),
            Instant.parse("2199-12-31T00:00:00Z"),
            Duration.ofMinutes(1));
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private NewSales() {}

    /** @throws ProblemException if it cannot be; names every field that is wrong */
    static NewSale of(SaleId id, NewSaleBody body, BuyerId operator, RequestKey key) {
        List<FieldProblem> errors = new ArrayList<>();
        NewSaleBody tried = money(body, errors);
        while (true) {
            try {
                NewSale sale = new NewSale(id, terms(tried), tried.total(), operator, key);
                if (errors.isEmpty()) {
                    return sale;
                }
                throw new ProblemException(Problems.invalid(errors));
            } catch (InvalidTermsException e) {
                errors.add(new FieldProblem(e.field(), e.rule()));
                tried = righted(tried, e);
            }
        }
    }

    private static NewSaleBody money(NewSaleBody body, List<FieldProblem> errors) {
        NewSaleBody tried = body;
        if (body.price() < 0) {
            errors.add(new FieldProblem("price", "must be 0 or more, in the currency's minor unit"));
            tried = righted(tried, "price");
        }
        if (!CURRENCIES.contains(body.currency())) {
            errors.add(new FieldProblem("currency", "must be an ISO 4217 code, as in CNY"));
            tried = righted(tried, "currency");
        }
        return tried;
    }

    private static SaleTerms terms(NewSaleBody body) {
        return new SaleTerms(
                body.title(),
                new Money(body.price(), body.currency()),
                body.opensAt().truncatedTo(ChronoUnit.MICROS),
                body.closesAt().truncatedTo(ChronoUnit.MICROS),
                body.limitPerBuyer(),
                body.payWithin());
    }

    private static NewSaleBody righted(NewSaleBody body, InvalidTermsException wrong) {
        NewSaleBody righted = righted(body, wrong.field());
        if (righted.equals(body)) {
            throw wrong; // a field that this body does not have: asking again would never end
        }
        return righted;
    }

    private static NewSaleBody righted(NewSaleBody body, String field) {
        return new NewSaleBody(
                field.equals("title") ? RIGHT.title() : body.title(),
                field.equals("price") ? RIGHT.price() : body.price(),
                field.equals("currency") ? RIGHT.currency() : body.currency(),
                field.equals("total") ? RIGHT.total() : body.total(),
                field.equals("limitPerBuyer") ? RIGHT.limitPerBuyer() : body.limitPerBuyer(),
                field.equals("opensAt") ? RIGHT.opensAt() : body.opensAt(),
                field.equals("closesAt") ? RIGHT.closesAt() : body.closesAt(),
                field.equals("payWithin") ? RIGHT.payWithin() : body.payWithin());
    }
}
