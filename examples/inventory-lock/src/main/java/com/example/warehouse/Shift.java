package com.example.warehouse;

import io.seckill.core.lock.LockHeldException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/** What {@link Warehouse#main} does: eight people move an article at once, one counts it, and the day is reported. */
@Component
public class Shift {
    private static final int PEOPLE = 8;
    private static final int MOVES = 25;
    private static final String SKU = "lamp";

    private final Stock stock;
    private final Recounts recounts;
    private final DailyReport report;

    Shift(Stock stock, Recounts recounts, DailyReport report) {
        this.stock = stock;
        this.recounts = recounts;
        this.report = report;
    }

    /** Works, and tells what came of it. */
    public List<String> work() throws InterruptedException {
        stock.receive(SKU, "dock", PEOPLE * MOVES);
        int moved = moveAtOnce();
        return List.of(
                "moved: " + moved + ", refused: " + (PEOPLE * MOVES - moved),
                "on the dock: " + stock.unitsOn(SKU, "dock") + ", on the shelf: " + stock.unitsOn(SKU, "shelf"),
                recounts.recount(SKU, shelf -> stock.unitsOn(SKU, shelf))
                        .map(units -> "counted: " + units)
                        .orElse("another node is counting"),
                "the day's report: " + report.write(LocalDate.now()).join());
    }

    private int moveAtOnce() throws InterruptedException {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                all.add(people.submit(this::moveOneByOne));
            }
            int moved = 0;
            for (Future<Integer> one : all) {
                moved += one.get();
            }
            return moved;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a move failed", e.getCause());
        } finally {
            people.shutdownNow();
        }
    }

    private int moveOneByOne() {
        int moved = 0;
        for (int i = 0; i < MOVES; i++) {
            try {
                stock.move(SKU, "dock", "shelf", 1);
                moved++;
            } catch (LockHeldException busy) {
                continue; // nothing was moved, so there is nothing to put right
            }
        }
        return moved;
    }
}
