/** Adds up verdicts by category and in total. */
import type { Difference } from "./judge.ts";
import type { Verdict } from "./run.ts";
import type { VectorCase } from "./vector-file.ts";

/** `run` counts every vector taken: run = passed + failed + unsupported. */
export interface Count {
  run: number;
  passed: number;
  failed: number;
  unsupported: number;
}

export interface Failure {
  readonly form: string;
  readonly n: number;
  readonly category: string;
  readonly bytes: string;
  readonly text: string;
  readonly differences: readonly Difference[];
}

export interface Tally {
  readonly total: Count;
  /** The forms that the sandbox admits, alone or in a superinstruction, counted once more. */
  readonly admitted: Count;
  readonly categories: Record<string, Count>;
  readonly failures: Failure[];
  /** Forms without a meaning, with the number of vectors that met them. */
  readonly unsupported: Record<string, number>;
}

const zero = (): Count => ({ run: 0, passed: 0, failed: 0, unsupported: 0 });

export function newTally(): Tally {
  return { total: zero(), admitted: zero(), categories: {}, failures: [], unsupported: {} };
}

/** Enters the verdict on one vector. */
export function enter(tally: Tally, { form, vector }: VectorCase, verdict: Verdict): void {
  const category = (tally.categories[form.cat] ??= zero());
  const admitted = form.nacl === "yes" || form.nacl === "special-only";
  const counts = [tally.total, category, ...(admitted ? [tally.admitted] : [])];
  for (const count of counts) {
    count.run++;
    count[verdict.kind]++;
  }
  if (verdict.kind === "unsupported") {
    tally.unsupported[verdict.what] = (tally.unsupported[verdict.what] ?? 0) + 1;
  } else if (verdict.kind === "failed") {
    tally.failures.push({
      form: vector.f, n: vector.n, category: form.cat, bytes: vector.c, text: vector.d ?? "",
      differences: verdict.differences,
    });
  }
}
