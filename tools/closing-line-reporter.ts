/**
 * Prints `N passed, N failed, N skipped` as the very last line of a test run. Errors outside of
 * tests (a module that does not load, an unhandled rejection) count as failures, so that a run in
 * which nothing could be tested never looks green.
 */
import type { Reporter, SerializedError, TestModule } from "vitest/node";

export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: unhandled.length, skipped: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") count.passed += 1;
        else if (state === "skipped") count.skipped += 1;
        else count.failed += 1;
      }
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
    }
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
    process.on("exit", () => process.stdout.write(`${line}\n`));
  }
}
