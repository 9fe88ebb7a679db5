package io.seckill.infra.database;

import io.seckill.core.sale.BuyerId;
import io.seckill.core.sale.SaleId;
import io.seckill.core.sale.SaleState;
import io.seckill.core.sale.Stock;
import io.seckill.testkit.ledger.OperatorEntry;
import io.seckill.testkit.ledger.OperatorEntry.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the operators' log. */
final class OperatorEntries {
    private static final JsonMapper JSON = new JsonMapper();

    private OperatorEntries() {}

    /** What was asked of the sale, but for its creation, the latest last. */
    static List<OperatorEntry> of(RealStore store, SaleId sale) {
        return read(store, "sale_id = '" + sale + "' AND action <> 'create'");
    }

    static List<OperatorEntry> read(RealStore store, String condition) {
        String query = "SELECT operator, action, outcome, asked, at, sale_before, sale_after FROM operator_log WHERE "
                + condition + " ORDER BY id";
        try (Connection connection = store.connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            List<OperatorEntry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new OperatorEntry(
                        new BuyerId(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        JSON.readTree(rows.getString(4)).toString(),
                        rows.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        standing(rows.getString(6)),
                        standing(rows.getString(7))));
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Standing> standing(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        JsonNode json = JSON.readTree(text);
        return Optional.of(new Standing(
                json.get("title").asString(),
                Instant.parse(json.get("opensAt").asString()),
                Instant.parse(json.get("closesAt").asString()),
                json.get("limitPerBuyer").asInt(),
                SaleState.valueOf(json.get("state").asString()),
                new Stock(json.get("total").asInt(), json.get("available").asInt()),
                json.get("revision").asInt()));
    }
}
