package com.example.warehouse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A node of the warehouse. It has its stock in a database of its own, and its locks in Redis. */
@SpringBootApplication
public class Warehouse {
    /** Works one {@link Shift}, and ends. */
    public static void main(String[] settings) throws InterruptedException {
        try (ConfigurableApplicationContext node = SpringApplication.run(Warehouse.class, settings)) {
            node.getBean(Shift.class).work().forEach(System.out::println);
        }
    }
}
