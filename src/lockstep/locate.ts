/** Finds the instruction at which two machines part, by going back and repeating in smaller steps. */
import type { Machine } from "../machine/engine.ts";
import type { Exit } from "../machine/exit.ts";
import { PC, STATE_BYTES } from "../machine/state.ts";
import type { Difference } from "./divergence.ts";
import { History, retiredOf } from "./history.ts";
import { isSameWord, wordAt, wordDifferences } from "./memory-words.ts";
import type { WordDifference } from "./memory-words.ts";
import { differingFields, isSameState } from "./state-fields.ts";
import type { FieldDifference, Pair } from "./state-fields.ts";

const INSTRUCTION_BYTES_MAX = 15;
const WORD_BYTES = 8;

/** Two machines, what they are called, and the memory words in which they are known to differ. */
export interface Parted {
  readonly pair: Pair<Machine>;
  readonly tiers: Pair<string>;
  readonly base: bigint;
  readonly watched: readonly number[];
}

/** How two machines stand to each other after a run. */
interface Outcome {
  readonly exits: Pair<Exit>;
  readonly fields: readonly FieldDifference[];
  readonly words: readonly WordDifference[];
}

export function isSameExit(a: Exit, b: Exit): boolean {
  return describe(a) === describe(b);
}

function describe(exit: Exit): string {
  return Object.values(exit).map(String).join(" ");
}

function runBoth({ first, second }: Pair<Machine>, budget: bigint): Pair<Exit> {
  return { first: first.run(budget), second: second.run(budget) };
}

function outcomeOf({ pair, watched }: Parted, exits: Pair<Exit>): Outcome {
  return {
    exits, fields: differingFields(pair.first.state, pair.second.state),
    words: wordDifferences(pair, watched),
  };
}

function agrees({ pair, watched }: Parted, exits: Pair<Exit>): boolean {
  return isSameExit(exits.first, exits.second) && isSameState(pair.first.state, pair.second.state)
    && wordDifferences(pair, watched).length === 0;
}

/** What is known when the machines stand before the instruction. */
function differenceAt(
  { pair: { first }, tiers, base }: Parted, { exits, fields, words }: Outcome,
  run: Difference["run"],
): Difference {
  const { state, memory } = first;
  const pc = state.getBigUint64(PC, true);
  const block = new Uint8Array(STATE_BYTES);
  block.set(new Uint8Array(state.buffer, state.byteOffset, STATE_BYTES));
  return {
    tiers, pc, base, bytes: memory.fetch(pc, INSTRUCTION_BYTES_MAX).slice(),
    retired: retiredOf(first), before: new DataView(block.buffer), exits, fields, words, run,
    memoryBefore: (address) =>
      memory.isMapped(address) && memory.isMapped(address + BigInt(WORD_BYTES - 1))
        ? memory.copyOut(address, WORD_BYTES) : undefined,
  };
}

/** Goes from the beginning of a run in single steps; the number of steps that agree. */
function agreeingSteps(parted: Parted, start: History, steps: bigint): bigint | undefined {
  start.rewind();
  for (let done = 0n; done < steps; done += 1n) {
    const exits = runBoth(parted.pair, 1n);
    if (!agrees(parted, exits)) return done;
    if (exits.first.kind !== "budget") return undefined;
  }
  return undefined;
}

function goSteps({ pair }: Parted, start: History, steps: bigint): void {
  start.rewind();
  for (let done = 0n; done < steps; done += 1n) runBoth(pair, 1n);
}

/** The shortest run from the beginning that differs, where one of `length` does. */
function shortestRun(parted: Parted, start: History, length: bigint): bigint {
  let [same, different] = [0n, length];
  while (different - same > 1n) {
    const middle = (same + different) / 2n;
    start.rewind();
    if (agrees(parted, runBoth(parted.pair, middle))) same = middle;
    else different = middle;
  }
  return different;
}

/** Steps before the last one that wrote any of what differs. */
function lastWriter(
  parted: Parted, start: History, length: bigint, { fields, words }: Outcome,
): bigint {
  const { first } = parted.pair;
  const places = fields.map(({ field }) => field)
    .filter(({ name }) => !["rip", "retired", "trace"].includes(name));
  let last = length - 1n;
  start.rewind();
  for (let done = 0n; done < length; done += 1n) {
    const values = places.map((field) => field.read(first.state));
    const contents = words.map(({ address }) => wordAt(first, address));
    runBoth(parted.pair, 1n);
    if (places.some((field, k) => field.read(first.state) !== values[k])
      || words.some(({ address }, k) =>
        !isSameWord(wordAt(first, address), contents[k] ?? new Uint8Array()))) last = done;
  }
  return last;
}

/** Names the instruction in a run that begins where the machines stand and differs at its end. */
function locateInRun(parted: Parted, budget: bigint, executed: bigint): Difference {
  const start = new History(parted.pair);
  // An exit that differs belongs to the instruction behind those that were executed.
  const length = executed + 1n < budget ? executed + 1n : budget;
  const steps = agreeingSteps(parted, start, length);
  if (steps !== undefined) {
    goSteps(parted, start, steps);
    const outcome = outcomeOf(parted, runBoth(parted.pair, 1n));
    goSteps(parted, start, steps);
    return differenceAt(parted, outcome, undefined);
  }
  const shortest = shortestRun(parted, start, length);
  start.rewind();
  const from = parted.pair.first.state.getBigUint64(PC, true);
  const outcome = outcomeOf(parted, runBoth(parted.pair, shortest));
  goSteps(parted, start, lastWriter(parted, start, shortest, outcome));
  return differenceAt(parted, outcome, { from, instructions: shortest });
}

/**
 * The first difference since the history's checkpoint. The machines stand before the instruction
 * afterwards, where they still agree. `exits` is how the last run ended.
 */
export function locate(parted: Parted, history: History, exits: Pair<Exit>): Difference {
  const { pair } = parted;
  const seen = outcomeOf(parted, exits);
  history.rewind();
  for (const [index, event] of history.events.entries()) {
    if (event.kind === "change") {
      history.repeat(event);
      continue;
    }
    const before = retiredOf(pair.first);
    const again = runBoth(pair, event.budget);
    if (agrees(parted, again)) continue;
    const executed = retiredOf(pair.first) - before;
    history.goBefore(index);
    return locateInRun(parted, event.budget, executed);
  }
  // What has been seen does not come again: a tier whose results depend on more than the state.
  return differenceAt(parted, seen, { from: pair.first.state.getBigUint64(PC, true), instructions: 0n });
}

