package io.seckill.testkit.lock;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract catches each of the {@link WrongAdapters} by the case that is about its fault. */
class WrongAdaptersTest {
    private static final Map<Class<?>, Set<String>> CAUGHT_BY = Map.ofEntries(
            entry(WrongAdapters.NothingWrong.class, Set.of()),
            entry(WrongAdapters.ALostLeasesReleaseFreesItsSuccessor.class, Set.of()),
            entry(WrongAdapters.AHeldNameIsNotRefusedAtOnce.class, Set.of()),
            entry(WrongAdapters.ANamesCaseDoesNotCount.class, Set.of()),
            entry(WrongAdapters.NullIsAnEmptyRequest.class, Set.of()),
            entry(WrongAdapters.SomeHoldersAreNotAlone.class, Set.of()),
            entry(WrongAdapters.TheWaitIsLongerThanItWasAskedFor.class, Set.of()),
            entry(WrongAdapters.WhatNobodyWaitsForIsTakenAllTheSame.class, Set.of()),
            entry(WrongAdapters.AWaiterTakesAThread.class, Set.of()),
            entry(WrongAdapters.ASecondReleaseSucceedsAgain.class, Set.of()),
            entry(WrongAdapters.ALeaseIsNotRenewed.class, Set.of()),
            entry(WrongAdapters.EveryHundredthLeaseLeavesAThreadBehind.class, Set.of()),
            entry(WrongAdapters.ALossIsNotTold.class, Set.of()),
            entry(WrongAdapters.ALossIsToldTwice.class, Set.of()),
            entry(WrongAdapters.ALostLeaseStaysValid.class, Set.of()),
            entry(WrongAdapters.AForgottenLeaseIsKeptForEver.class, Set.of()),
            entry(WrongAdapters.NobodySaysWhereAForgottenLeaseWasTaken.class, Set.of()),
            entry(WrongAdapters.ListenersShareOneThread.class, Set.of()),
            entry(WrongAdapters.ClosingDoesNothing.class, Set.of()),
            entry(WrongAdapters.AMessageDoesNotNameTheLock.class, Set.of()),
            entry(WrongAdapters.TokensComeInNoOrder.class, Set.of()),
            entry(WrongAdapters.ATokenChangesWithinALease.class, Set.of()),
            entry(WrongAdapters.WorkThatLostItsLeaseIsNotTold.class, Set.of()));

    @TestFactory
    Stream<DynamicTest> eachIsCaught() {
        Map<String, Set<String>> failed = run();
        return CAUGHT_BY.entrySet().stream()
                .map(wrong -> DynamicTest.dynamicTest(wrong.getKey().getSimpleName(), () -> assertThat(
                                failed.get(wrong.getKey().getName()))
                        .containsExactlyInAnyOrderElementsOf(wrong.getValue())));
    }

    /** The cases that failed, by the name of the class. Most of the time goes by in waiting, so many run at once. */
    private static Map<String, Set<String>> run() {
        FailedCases failed = new FailedCases();
        LauncherFactory.create()
                .execute(wrongAdapters(TagFilter.excludeTags(LockContract.ALONE), "concurrent"), failed);
        LauncherFactory.create()
                .execute(wrongAdapters(TagFilter.includeTags(LockContract.ALONE), "same_thread"), failed);
        return failed.byClass;
    }

    private static LauncherDiscoveryRequest wrongAdapters(PostDiscoveryFilter cases, String mode) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(CAUGHT_BY.keySet().stream()
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .filters(cases)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", mode)
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "12")
                .build();
    }

    private static final class FailedCases implements TestExecutionListener {
        final Map<String, Set<String>> byClass = new ConcurrentHashMap<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest() && test.getSource().orElseThrow() instanceof MethodSource method) {
                Set<String> failed =
                        byClass.computeIfAbsent(method.getClassName(), unused -> new ConcurrentSkipListSet<>());
                if (result.getStatus() != Status.SUCCESSFUL) {
                    failed.add(method.getMethodName());
                }
            }
        }
    }
}
