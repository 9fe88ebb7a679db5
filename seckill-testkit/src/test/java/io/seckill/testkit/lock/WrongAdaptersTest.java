package io.seckill.testkit.lock;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;
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

/** The contract catches each of the {@linkplain WrongAdapter wrong adapters} by the case that is about its fault. */
class WrongAdaptersTest {
    /** For each, the cases that are about its fault; further ones may fail by it too. */
    private static final Map<Class<?>, Set<String>> CAUGHT_BY = Map.ofEntries(
            entry(WrongRequests.NothingWrong.class, Set.of()),
            entry(
                    WrongLeases.ALostLeasesReleaseFreesItsSuccessor.class,
                    Set.of("closingALostLeaseDoesNotFreeItsSuccessor")),
            entry(
                    WrongRequests.AHeldNameIsNotRefusedAtOnce.class,
                    Set.of("aFreeNameIsAcquiredAtOnceAndAHeldOneIsRefusedAtOnce")),
            entry(WrongRequests.ANamesCaseDoesNotCount.class, Set.of("namesAreToldApartByEveryCharacter")),
            entry(WrongRequests.NullIsAnEmptyRequest.class, Set.of("badArgumentsAreRefused")),
            entry(WrongRequests.SomeHoldersAreNotAlone.class, Set.of("eightThreadsLoseNoneOfTheirUnguardedIncrements")),
            entry(WrongRequests.TheWaitIsLongerThanItWasAskedFor.class, Set.of("theWaitIsABoundBothWays")),
            entry(
                    WrongRequests.WhatNobodyWaitsForIsTakenAllTheSame.class,
                    Set.of(
                            "whoCancelsItsWaitingHoldsNothingAndTheNextOneGoesOn",
                            "whoIsInterruptedWhileItWaitsHoldsNothingAndTheNextOneGoesOn")),
            entry(WrongRequests.AWaiterTakesAThread.class, Set.of("aThousandWaitForOneNameWithoutAThousandThreads")),
            entry(WrongLeases.ASecondReleaseSucceedsAgain.class, Set.of("aLeaseCanBeClosedTwiceAndFromAnotherThread")),
            entry(WrongLeases.ALeaseIsNotRenewed.class, Set.of("aRenewedLeaseOutlivesFiveLeaseTimesUnderLoad")),
            entry(
                    WrongRequests.EveryHundredthLeaseLeavesAThreadBehind.class,
                    Set.of("tenThousandCyclesLeaveNoThreadsBehind")),
            entry(WrongLeases.ALossIsNotTold.class, Set.of("aLossIsToldOnceWithinAThirdOfTheLease")),
            entry(WrongLeases.ALossIsToldTwice.class, Set.of("aLossIsToldOnceWithinAThirdOfTheLease")),
            entry(WrongLeases.ALostLeaseStaysValid.class, Set.of("aHolderIsToldThatItsLockWasTakenOver")),
            entry(
                    WrongLeases.AForgottenLeaseIsKeptForEver.class,
                    Set.of("aForgottenLeaseEndsWithItsLongestLifeAndTheLogSaysWhereItWasTaken")),
            entry(
                    WrongLeases.AForgottenLeaseEndsOnlyWhenSomebodyAsks.class,
                    Set.of("aForgottenLeaseIsNoticedAlthoughNobodyAsks")),
            entry(
                    WrongLeases.NobodySaysWhereAForgottenLeaseWasTaken.class,
                    Set.of("aForgottenLeaseEndsWithItsLongestLifeAndTheLogSaysWhereItWasTaken")),
            entry(
                    WrongLeases.ListenersShareOneThread.class,
                    Set.of("aListenerThatThrowsOrIsSlowHarmsNobody", "workChainedToALeaseMayBlock")),
            entry(
                    WrongRequests.ClosingDoesNothing.class,
                    Set.of("aClosedProviderTellsItsWaitersAndReleasesItsLeases", "aClosedProviderSaysSo")),
            entry(WrongRequests.AMessageDoesNotNameTheLock.class, Set.of("aClosedProviderSaysSo")),
            entry(
                    WrongLeases.TokensComeInNoOrder.class,
                    Set.of("aTokenIsLargerThanThatOfEveryEarlierHolderAndStaysTheSame")),
            entry(WrongLeases.ATokenChangesWithinALease.class, Set.of("aTokenStaysTheSameForTheWholeLease")),
            entry(
                    WrongRequests.WorkThatLostItsLeaseIsNotTold.class,
                    Set.of("aBodyWhoseLeaseWasLostIsTold", "aBodysExceptionCarriesTheLossOfItsLease")));

    /** Those whose fault shows under load only; the others are not put under it. */
    private static final Set<Class<?>> HEAVY = Set.of(
            WrongRequests.NothingWrong.class,
            WrongRequests.SomeHoldersAreNotAlone.class,
            WrongRequests.AWaiterTakesAThread.class,
            WrongRequests.EveryHundredthLeaseLeavesAThreadBehind.class);

    @TestFactory
    Stream<DynamicTest> eachIsCaught() {
        Map<String, Set<String>> failed = run();
        return CAUGHT_BY.entrySet().stream()
                .map(wrong -> DynamicTest.dynamicTest(
                        wrong.getKey().getSimpleName(),
                        () -> assertCaught(
                                requireNonNull(failed.get(wrong.getKey().getName()), "it was not run"),
                                wrong.getValue())));
    }

    /** One fault breaks a few cases of some forty: an adapter that fails by more is not wrong in one way. */
    private static void assertCaught(Set<String> failed, Set<String> expected) {
        assertThat(failed).containsAll(expected).hasSizeLessThanOrEqualTo(expected.isEmpty() ? 0 : 8);
    }

    /** The cases that failed, by the name of the class. Most of the time goes by in waiting, so many run at once. */
    private static Map<String, Set<String>> run() {
        FailedCases failed = new FailedCases();
        LauncherFactory.create()
                .execute(cases(CAUGHT_BY.keySet(), TagFilter.excludeTags(LockContract.HEAVY), "concurrent"), failed);
        LauncherFactory.create()
                .execute(cases(HEAVY, TagFilter.includeTags(LockContract.HEAVY), "same_thread"), failed);
        return failed.byClass;
    }

    private static LauncherDiscoveryRequest cases(Set<Class<?>> wrong, PostDiscoveryFilter cases, String mode) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(wrong.stream().map(DiscoverySelectors::selectClass).toList())
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
