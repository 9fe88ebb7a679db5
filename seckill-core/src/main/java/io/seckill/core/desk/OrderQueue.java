package io.seckill.core.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The orders that wait for one sale, in a lane per node that sent them; batches are drawn from the lanes in turn. Touched
 * by the desk's one thread of control only.
 */
final class OrderQueue {
    private static final int MAX_LANES = 64;

    private final ProcessId self;
    private final int laneCapacity;
    private final Map<ProcessId, ArrayDeque<WaitingOrder>> lanes = new LinkedHashMap<>();

    /** @param laneCapacity orders that wait in the lane of another node; the own lane is bounded at admission */
    OrderQueue(ProcessId self, int laneCapacity) {
        this.self = self;
        this.laneCapacity = laneCapacity;
        lanes.put(self, new ArrayDeque<>());
    }

    boolean isEmpty() {
        return lanes.values().stream().allMatch(ArrayDeque::isEmpty);
    }

    int size() {
        return lanes.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    /** Lanes with orders, and the own one. */
    int lanes() {
        return lanes.size();
    }

    void add(WaitingOrder order) {
        own().add(order);
    }

    /** Takes an order of another node into its lane, or hands it back if the lane is full. */
    void add(ProcessId sender, WaitingOrder order) {
        ArrayDeque<WaitingOrder> lane = lanes.get(sender);
        if (lane == null && lanes.size() < MAX_LANES) {
            lane = new ArrayDeque<>();
            lanes.put(sender, lane);
        }
        if (lane == null || lane.size() >= laneCapacity) {
            order.handBack();
        } else {
            lane.add(order);
        }
    }

    /** Draws up to that many orders, one from each lane in turn. */
    List<Drawn> draw(int most) {
        List<Drawn> drawn = new ArrayList<>();
        boolean found = true;
        while (found) {
            found = false;
            for (Map.Entry<ProcessId, ArrayDeque<WaitingOrder>> lane : lanes.entrySet()) {
                if (drawn.size() < most && !lane.getValue().isEmpty()) {
                    drawn.add(new Drawn(lane.getKey(), lane.getValue().remove()));
                    found = true;
                }
            }
        }
        return drawn;
    }

    /** An order and the lane that it came from. */
    record Drawn(ProcessId lane, WaitingOrder order) {}

    /** Puts orders that were drawn back at the head of their lanes, in their old order; answered ones are dropped. */
    void putBack(List<Drawn> drawn) {
        for (int i = drawn.size() - 1; i >= 0; i--) {
            Drawn one = drawn.get(i);
            if (!one.order().isAnswered()) {
                lanes.computeIfAbsent(one.lane(), lane -> new ArrayDeque<>()).addFirst(one.order());
            }
        }
    }

    /** Answers the orders whose time is over, and forgets the lanes of nodes that send nothing. */
    void expire(long now) {
        for (ArrayDeque<WaitingOrder> lane : lanes.values()) {
            lane.removeIf(order -> order.expireQueued(now));
        }
        lanes.entrySet()
                .removeIf(lane -> lane.getValue().isEmpty() && !lane.getKey().equals(self));
    }

    /** Gives the orders of other nodes back to them: this node is not the desk any more. */
    void handBack() {
        Iterator<Map.Entry<ProcessId, ArrayDeque<WaitingOrder>>> each =
                lanes.entrySet().iterator();
        while (each.hasNext()) {
            Map.Entry<ProcessId, ArrayDeque<WaitingOrder>> lane = each.next();
            if (!lane.getKey().equals(self)) {
                lane.getValue().forEach(WaitingOrder::handBack);
                each.remove();
            }
        }
    }

    /** Answers everything that still waits; nothing is tried again. */
    void abandon() {
        handBack();
        own().forEach(WaitingOrder::abandon);
        own().clear();
    }

    private ArrayDeque<WaitingOrder> own() {
        return lanes.computeIfAbsent(self, lane -> new ArrayDeque<>());
    }
}
