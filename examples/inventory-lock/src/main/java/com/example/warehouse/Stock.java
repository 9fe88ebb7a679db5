package com.example.warehouse;

import io.seckill.infra.lock.Locked;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many units of an article lie on which shelf. */
@Service
public class Stock {
    private final JdbcClient sql;

    Stock(JdbcClient sql) {
        this.sql = sql;
    }

    /** What has arrived. It takes the same lock as {@link #move}, for it writes the same rows; and waits longer. */
    @Locked(name = "stock-#{#sku}", maxWait = "10s")
    @Transactional
    public void receive(String sku, String shelf, int units) {
        requireSome(units);
        sql.sql("INSERT IGNORE INTO articles (sku) VALUES (?)").param(sku).update();
        put(sku, shelf, unitsOn(sku, shelf) + units);
    }

    /**
     * Reads, computes and writes. No row is locked and no statement has a condition: that nobody comes in between is the
     * lock's work, which is taken before the transaction begins and given back after its commit.
     *
     * @throws io.seckill.core.lock.LockHeldException if others moved this article for the whole wait; nothing was done
     * @throws IllegalStateException if there are fewer units on the shelf
     */
    @Locked(name = "stock-#{#sku}", maxWait = "200ms")
    @Transactional
    public void move(String sku, String from, String to, int units) {
        requireSome(units);
        if (from.equals(to)) {
            throw new IllegalArgumentException("to: must be another shelf than " + from);
        }
        int there = unitsOn(sku, from);
        if (there < units) {
            throw new IllegalStateException("there are " + there + " of " + sku + " on " + from + ", not " + units);
        }
        int here = unitsOn(sku, to);
        put(sku, from, there - units);
        put(sku, to, here + units);
    }

    public int unitsOn(String sku, String shelf) {
        return sql.sql("SELECT units FROM stock WHERE sku = ? AND shelf = ?")
                .params(sku, shelf)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    public List<String> shelves(String sku) {
        return sql.sql("SELECT shelf FROM stock WHERE sku = ? ORDER BY shelf")
                .param(sku)
                .query(String.class)
                .list();
    }

    private void put(String sku, String shelf, int units) {
        sql.sql("INSERT INTO stock (sku, shelf, units) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE units = VALUES(units)")
                .params(sku, shelf, units)
                .update();
    }

    private static void requireSome(int units) {
        if (units < 1) {
            throw new IllegalArgumentException("units: must be 1 or more, but is " + units);
        }
    }
}
