/**
 * Handlers that run several instructions at one go, against the oracle: random programs, each in an
 * engine whose loop has just the sequences that this program consists of, with registers passed on
 * in locals. Few registers are used, so that equal ones are common.
 */
import { describe, expect, it } from "vitest";
import type { Form } from "../spec/isa/form.ts";
import { DECODED, newInstruction } from "../src/decoder/instruction.ts";
import { Catalog } from "../src/interpreter/catalog.ts";
import { InterpreterEngine } from "../src/interpreter/engine.ts";
import { hasHandler } from "../src/interpreter/handlers.ts";
import type { HotSequence } from "../src/interpreter/hot.ts";
import { Predecoder } from "../src/interpreter/predecoder.ts";
import type { Engine, Machine, MachineImage } from "../src/machine/engine.ts";
import { PAGE_BYTES } from "../src/machine/flat-memory.ts";
import { WindowMemory } from "../src/machine/windows.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { OracleEngine } from "../src/oracle/oracle-engine.ts";
import { Programs, meaningForm } from "../src/oracle/programs.ts";
import { completeTable } from "../src/table/complete.ts";
import { wasmHost } from "../src/wasm/host.ts";
import { TierContest } from "./tiers.ts";

const PROGRAMS = 60;
/** Instructions of a program at which sequences may begin. */
const STARTS = 12;
const MNEMONICS = new RegExp(`^(${[
  "add", "adc", "sub", "cmp", "and", "or", "xor", "test", "inc", "neg", "mov", "lea", "imul", "mul",
  "shl", "sar", "ror", "cmov", "set", "push", "pop", "xchg", "bswap", "cdq", "paddd", "pxor",
  "cvtsi2sd", "unpcklpd",
].join("|")})`);

const table = completeTable();
const set = createInstructionSet(table, []);
const programs = new Programs(table, set.operators);
const host = wasmHost();
if (host === undefined) throw new Error("these tests need WebAssembly");

function singles(form: Form): HotSequence[] {
  return [false, true].flatMap((memory) => {
    const program = programs.program(form, { memory, repeat: 0, address32: false });
    if (program === undefined || !hasHandler(meaningForm(form), program)) return [];
    const modes = memory ? ["base", "stack", "index"] as const : [undefined];
    return modes.map((addressing) =>
      [{ form: form.id, addressing, repeat: 0, registers: "", operands: "" }] satisfies HotSequence);
  });
}

const forms = table.forms.slice(0, table.coreCount)
  .filter(({ mnemonic, operands, lock }) => MNEMONICS.test(mnemonic) && !lock
    && operands.every(({ kind }) => kind === "gpr" || kind === "xmm" || kind === "imm"
      || kind === "mem" || kind === "one"))
  .filter((_form, k) => k % 3 === 0);
const plain = forms.flatMap(singles);
const reference = new OracleEngine(set);

/** Runs the program that a seed makes, in an engine, and hands out what the engine was given. */
function run(seed: number, mode: "raw" | "session", engine: Engine): {
  readonly image: MachineImage; readonly machine: Machine;
} {
  const seen: { image: MachineImage; machine: Machine }[] = [];
  const candidate: Engine = {
    tier: "watched",
    createMachine(image) {
      const machine = engine.createMachine(image);
      seen.push({ image, machine });
      return machine;
    },
  };
  const { decoder } = set;
  const contest = new TierContest({ reference, candidate, forms, decoder, mode, seed });
  expect(contest.next()).toBeUndefined();
  const [first] = seen;
  if (first === undefined) throw new Error("the contest made no machine");
  return first;
}

/** The sequences that a machine's code is made of, from each of its first instructions on. */
function sequencesOf({ image, machine }: ReturnType<typeof run>): HotSequence[] {
  const [code] = image.regions;
  if (host === undefined || code === undefined) throw new Error("no code");
  const memory = new WindowMemory(host, image.base, image.regions, code.end);
  const start = image.base + BigInt(code.start);
  memory.copyIn(start, machine.memory.copyOut(start, PAGE_BYTES));
  const catalog = new Catalog(programs, (id) => table.byId(id), plain);
  const predecoder = new Predecoder(memory, set, catalog, { start: 0, end: 0 });
  const found: HotSequence[] = [];
  const instruction = newInstruction();
  for (let [pc, k] = [code.start, 0]; k < STARTS; k += 1) {
    found.push(...predecoder.sequencesFrom(predecoder.recordAt(pc)));
    const bytes = memory.fetch(image.base + BigInt(pc), 16);
    if (set.decoder.decode(bytes, 0, bytes.length, instruction) !== DECODED) break;
    pc += instruction.length;
  }
  return found;
}

describe("fused sequences", () => {
  it.each(["raw", "session"] as const)("agree with the oracle: %s mode", (mode) => {
    const base = new InterpreterEngine(host, set, { hot: plain, isTailoring: false });
    let fused = 0;
    let shared = 0;
    for (let seed = 1; seed <= PROGRAMS; seed++) {
      const sequences = sequencesOf(run(seed, mode, base));
      if (sequences.length === 0) continue;
      // With every second one only, none is followed by the one listed behind it.
      for (const listed of [sequences, sequences.filter((_sequence, k) => k % 2 === 0)]) {
        const hot = [...listed, ...plain];
        run(seed, mode, new InterpreterEngine(host, set, { hot, isTailoring: false }));
      }
      fused += sequences.length;
      shared += sequences.filter(([first]) =>
        first !== undefined && new Set(first.registers).size < first.registers.length).length;
    }
    expect(fused).toBeGreaterThan(PROGRAMS / 2);
    expect(shared).toBeGreaterThan(PROGRAMS / 6);
  });
});
