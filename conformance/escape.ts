/**
 * Does accepted code stay in the sandbox? Runs random accepted bundles in the oracle, instruction
 * by instruction, from random states with r15 = base and rsp, rbp = base + 32 bits, and watches:
 *
 * - every accessed address lies within [base - 40 GiB, base + 44 GiB);
 * - every access outside of the guest's pages faults;
 * - every executed instruction starts where the validator said that one starts;
 * - r15 never changes, and control leaves the text only to multiples of 32.
 *
 * What counts is the fast validator's word, which is what sessions believe: its verdict on a text,
 * and its instruction starts. `npx tsx conformance/escape.ts [--bundles N] [--seed N]`: so many
 * bundles for each of two profiles. Exit code 1 when something escaped.
 */
import { NACL_2025, tolerating, ZEROVM, type Profile } from "../spec/nacl/profiles.ts";
import { BASE, TEXT_START } from "../spec/abi/memory-map.ts";
import type { MachineImage } from "../src/machine/engine.ts";
import { EXECUTE, READ, WRITE } from "../src/machine/memory.ts";
import { FCW, FLAG_SYSTEM, FTW, GPR, MXCSR, PC, STATE_BYTES, VECTOR, X87 }
  from "../src/machine/state.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { OracleEngine, type OracleMachine } from "../src/oracle/oracle-engine.ts";
import { fullTable } from "../src/table/full.ts";
import { NONE, Scanner } from "../src/validator/fast/scan.ts";
import { compileTables } from "../src/validator/fast/tables.ts";
import { TextGenerator } from "./generators/valid-text.ts";
import { createPrng, type Prng } from "./prng.ts";

const BUNDLE_BYTES = 32;
const TEXT_BUNDLES = 2048;
const TEXT_BYTES = TEXT_BUNDLES * BUNDLE_BYTES;
const DATA_START = 0x10_0000;
const DATA_END = 0x800_0000;
/** Enough for every instruction of a bundle. */
const STEPS_MAX = 40;

const GIB = 1n << 30n;
const LOWEST = BASE - 40n * GIB;
const HIGHEST = BASE + 44n * GIB;

const RSP = 4;
const RBP = 5;
const R15 = 15;

export interface EscapeReport {
  bundles: number;
  instructions: number;
  accesses: number;
  faults: number;
  /** Instructions that the oracle has no meaning for. */
  unsupported: number;
  readonly escapes: string[];
}

const slot = (register: number): number => GPR + 8 * register;

/** Fills a state with random bits, and the protected registers with what the sandbox promises. */
function randomState(state: DataView, prng: Prng, pc: number): void {
  for (let at = GPR; at < GPR + 128; at += 4) state.setUint32(at, prng.next(), true);
  for (let at = VECTOR; at < X87 + 0x80 && at < STATE_BYTES; at += 4) {
    state.setUint32(at, prng.next(), true);
  }
  // Half of the addresses are in the data region, or nothing but faults would be seen.
  const address = (): bigint => BASE + BigInt(prng.oneIn(2)
    ? DATA_START + prng.below(DATA_END - DATA_START) : prng.next());
  state.setBigUint64(slot(RSP), address(), true);
  state.setBigUint64(slot(RBP), address(), true);
  state.setBigUint64(slot(R15), BASE, true);
  // An address that is not canonical faults before anybody looks at it, so most are canonical.
  for (let register = 0; register < R15; register++) {
    if (register === RSP || register === RBP) continue;
    if (prng.oneIn(2)) state.setUint32(slot(register), DATA_START + prng.below(0x100_0000), true);
    if (!prng.oneIn(8)) state.setUint32(slot(register) + 4, prng.below(0x8000), true);
  }
  state.setUint32(FLAG_SYSTEM, 0x202 | (prng.oneIn(4) ? 0x400 : 0), true);
  state.setUint32(MXCSR, 0x1f80, true);
  state.setUint16(FCW, 0x37f, true);
  state.setUint8(FTW, prng.below(256));
  state.setBigUint64(PC, BASE + BigInt(pc), true);
}

/** Watches every access that the machine checks; tells whether one was outside of the pages. */
class AccessWatch {
  readonly #report: EscapeReport;
  /** An access of the present instruction that no page allows. */
  forbidden = false;
  /** Offset in the text of the present instruction. */
  offset = 0;

  constructor(machine: OracleMachine, report: EscapeReport) {
    this.#report = report;
    const { memory } = machine;
    const check = memory.faultAddress.bind(memory);
    Object.defineProperty(memory, "faultAddress", {
      value: (address: bigint, bytes: number, permission: number): bigint | undefined => {
        const fault = check(address, bytes, permission);
        if (permission !== EXECUTE) this.#see(address, bytes, fault !== undefined);
        return fault;
      },
    });
  }

  get where(): string {
    return `at text offset 0x${this.offset.toString(16)}`;
  }

  #see(address: bigint, bytes: number, isFault: boolean): void {
    this.#report.accesses++;
    if (isFault) this.forbidden = true;
    if (address < LOWEST || address + BigInt(bytes) > HIGHEST) {
      this.#report.escapes.push(`${this.where}: access to 0x${address.toString(16)}`);
    }
  }
}

function imageOf(text: Uint8Array): MachineImage {
  return {
    base: BASE,
    regions: [
      { name: "text", start: TEXT_START, end: TEXT_START + TEXT_BYTES, permission: READ | EXECUTE },
      { name: "data", start: DATA_START, end: DATA_END, permission: READ | WRITE },
    ],
    contents: [{ address: TEXT_START, bytes: text }],
    trapSlots: { start: 0x1_0000, end: 0x1_ffe0 },
    stickyFlags: true,
  };
}

/** Whether a guest address is not in the text. */
const isOutside = (address: bigint): boolean =>
  address < BigInt(TEXT_START) || address >= BigInt(TEXT_START + TEXT_BYTES);

/** Where instructions start: one bit per byte of text, one word per bundle. */
export type Starts = Uint32Array;

const startsAt = (starts: Starts, offset: number): boolean =>
  (((starts[offset >> 5] ?? 0) >>> (offset & 31)) & 1) === 1;

/** Runs one bundle of a text and what follows it, and reports what escapes. */
function runBundle(
  machine: OracleMachine, watch: AccessWatch, starts: Starts, report: EscapeReport,
): void {
  for (let step = 0; step < STEPS_MAX; step++) {
    const pc = machine.state.getBigUint64(PC, true) - BASE;
    if (isOutside(pc)) return;
    const offset = Number(pc) - TEXT_START;
    watch.offset = offset;
    if (!startsAt(starts, offset)) {
      report.escapes.push(`${watch.where}: no instruction starts here`);
    }
    watch.forbidden = false;
    const exit = machine.step();
    report.instructions++;
    if (watch.forbidden && exit.kind !== "fault") {
      report.escapes.push(`${watch.where}: a forbidden access did not fault`);
    }
    if (machine.state.getBigUint64(slot(R15), true) !== BASE) {
      report.escapes.push(`${watch.where}: r15 has changed`);
    }
    const next = machine.state.getBigUint64(PC, true) - BASE;
    if (isOutside(next) && next % BigInt(BUNDLE_BYTES) !== 0n) {
      report.escapes.push(`${watch.where}: control left for 0x${next.toString(16)}`);
    }
    if (exit.kind === "fault") report.faults++;
    if (exit.kind === "unsupported") report.unsupported++;
    if (exit.kind !== "budget") return;
  }
}

const emptyReport = (): EscapeReport =>
  ({ bundles: 0, instructions: 0, accesses: 0, faults: 0, unsupported: 0, escapes: [] });

/**
 * Runs up to `bundles` bundles of a text, each from a random state of its own. The text need not be
 * accepted: that is how one sees that this hunt finds anything.
 */
export function huntInText(
  engine: OracleEngine, text: Uint8Array, starts: Starts, prng: Prng,
  bundles: number, report: EscapeReport = emptyReport(),
): EscapeReport {
  const machine = engine.createMachine(imageOf(text));
  const watch = new AccessWatch(machine, report);
  for (let k = 0; k < Math.min(TEXT_BUNDLES, bundles); k++) {
    randomState(machine.state, prng, TEXT_START + k * BUNDLE_BYTES);
    runBundle(machine, watch, starts, report);
    report.bundles++;
  }
  return report;
}

/** An engine for hunts. */
export const huntEngine = (): OracleEngine =>
  new OracleEngine(createInstructionSet(fullTable(), []));

/** Instruction starts of an accepted text by the fast validator. Throws for a refused one. */
function startsOf(scanner: Scanner, text: Uint8Array): Starts {
  const padded = new Uint8Array(text.length + BUNDLE_BYTES);
  padded.set(text);
  const starts = new Uint32Array(text.length / BUNDLE_BYTES);
  scanner.begin(text.length, new DataView(new ArrayBuffer(text.length / 8)));
  scanner.view(padded, 0);
  starts.forEach((_, bundle) => {
    const first = bundle * BUNDLE_BYTES;
    let restricted = NONE;
    for (let p = first; p < first + BUNDLE_BYTES;) {
      const here = (starts[bundle] ?? 0) | 1 << (p - first);
      starts[bundle] = here;
      const found = scanner.step(p, first, here, restricted);
      if (found < 0) throw new Error(`an accepted text is refused at offset ${p}`);
      p += found & 31;
      restricted = found >> 5;
    }
  });
  return starts;
}

/** Runs `bundles` random accepted bundles. */
export function huntEscapes(profile: Profile, bundles: number, seed: number): EscapeReport {
  const { forms } = fullTable();
  const engine = huntEngine();
  const scanner = new Scanner(compileTables(profile, forms));
  const generator = new TextGenerator(profile, forms);
  const prng = createPrng(seed);
  const report = emptyReport();
  while (report.bundles < bundles && report.escapes.length < 100) {
    const text = generator.text(prng, TEXT_BUNDLES);
    if (!generator.accepts(text)) throw new Error("the generator made a text that is refused");
    const starts = startsOf(scanner, text);
    huntInText(engine, text, starts, prng, bundles - report.bundles, report);
  }
  return report;
}

function numberAfter(option: string, otherwise: number): number {
  const at = process.argv.indexOf(option);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

function main(): number {
  const bundles = numberAfter("--bundles", 100_000);
  const seed = numberAfter("--seed", 1);
  let escaped = 0;
  for (const profile of [ZEROVM, tolerating(NACL_2025)]) {
    const report = huntEscapes(profile, bundles, seed);
    for (const escape of report.escapes.slice(0, 20)) console.log(`${profile.name}: ${escape}`);
    const { instructions, accesses, faults, unsupported, escapes } = report;
    console.log(`${profile.name}: ${report.bundles} bundles, ${instructions} instructions, ` +
      `${accesses} accesses, ${faults} faults, ${unsupported} without meaning, ` +
      `${escapes.length} escapes (seed ${seed})`);
    escaped += escapes.length;
  }
  return escaped === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("escape.ts") === true) process.exitCode = main();
