package com.example.concert;

import io.seckill.core.sale.Order;
import java.util.List;

/** An order of the core, and what only this program knows of it: which seats it is for. */
public record Ticket(Order order, List<Seat> seats) {}
