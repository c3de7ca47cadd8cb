/**
 * Command: random instructions in the oracle and on the processor of this machine.
 *
 *     npx tsx conformance/hardware/compare-hardware.ts [TESTS] [SEED] [FORMS]
 *
 * FORMS is a regular expression on form ids. What the manuals leave undefined does not count.
 * Prints the forms that differ, each with an example, and exits with 1 when there are any that
 * `VENDOR_DIFFERENCES` does not explain. Needs Linux on x86-64 and a C compiler.
 */
import { readFileSync } from "node:fs";
import type { Flag } from "../../spec/ir/ir.ts";
import type { Form } from "../../spec/isa/form.ts";
import { newInstruction } from "../../src/decoder/instruction.ts";
import { VECTOR_NUMBER } from "../../src/machine/exit.ts";
import type { Exit } from "../../src/machine/exit.ts";
import { RFLAGS_BIT } from "../../src/machine/flags.ts";
import { EXECUTE, READ, WRITE } from "../../src/machine/memory.ts";
import { createInstructionSet } from "../../src/oracle/instruction-set.ts";
import { OracleEngine } from "../../src/oracle/oracle-engine.ts";
import { Poison } from "../../src/oracle/poison.ts";
import { RawMachine } from "../../src/raw/raw-machine.ts";
import type { Registers } from "../../src/raw/registers.ts";
import { completeTable } from "../../src/table/complete.ts";
import { createPrng } from "../prng.ts";
import { ProgramMaker } from "../random-programs.ts";
import { randomBytes, randomRegisters } from "../random-values.ts";
import { CODE, DATA, DATA_BYTES, NativeCpu } from "./native-cpu.ts";
import type { NativeResult, NativeTest } from "./native-cpu.ts";

/** Not run natively: they leave the process, depend on the system, or are random by nature. */
const NOT_HERE = new RegExp("^(?:syscall|sysenter|sysexit|sysret|cpuid|rdtsc|rdpmc|"
  + "rdrand|rdseed|rdpid|int|xsave|xrstor|xgetbv|wrfsbase|wrgsbase|rdfsbase|rdgsbase|rdpkru|wrpkru|rdssp|endbr|hlt|"
  + "v?rcp|v?rsqrt|pfrcp|pfrsqrt|f2xm1|fptan|fpatan|fsin|fcos|fyl2x|fxsave|fxrstor|pushf|popf)");

/** Where makers of processors differ, and ours follows Intel; by form id. */
const VENDOR_DIFFERENCES: readonly (readonly [RegExp, string])[] = [
  [/^reservednop_.*_0f0d/, "AMD: #UD with a register operand"],
  [/^sh[lr]d_rm16_/, "counts above 16 are undefined"],
  [/^(jmp|j[a-z]+|call|loop[a-z]*|ret)_|^ret$/, "AMD: what 66, F2 and F3 do to branches"],
  [/^(ffree|ffreep|fld|fstpnce|fxch|fcom|fucom|fincstp|fdecstp|fst|fxtract)/,
    "AMD: C1 after stack faults"],
  [/^(fnstenv|fldenv|fnsave|frstor)/, "order of the accesses, and so CR2"],
  [/^sha/, "AMD: memory operands need no alignment"],
  [/^v?dpp[sd]/, "AMD: another NaN of two wins"],
  [/^cvtt?p[sd]2pi|^maskmov/, "AMD: enters MMX mode before the memory operand faults"],
  [/^vp?gather/, "AMD: the mask stays as it was when the first element faults"],
  [/^extrq|^insertq/, "the upper half is undefined"],
];

const STATUS_AND_DF = 0xcd5;
const BATCH = 1000;
const FLAG_BITS = Object.fromEntries(
  Object.entries(RFLAGS_BIT).map(([flag, bit]) => [flag, 1 << bit]));

/** Collects what an instruction leaves undefined instead of reporting its use. */
class UndefinedResults extends Poison {
  flagMask = 0;
  readonly registers = new Set<number>();

  constructor() {
    super(() => undefined);
  }

  reset(): void {
    this.flagMask = 0;
    this.registers.clear();
  }

  override markFlags(flags: readonly Flag[]): void {
    for (const flag of flags) this.flagMask |= FLAG_BITS[flag] ?? 0;
  }

  override markSlot(slot: number): void {
    this.registers.add(slot / 8);
  }
}

interface Case extends NativeTest {
  readonly form: Form;
  readonly exit: Exit;
  readonly after: Registers;
  readonly memory: Uint8Array;
  readonly undefinedFlags: number;
  readonly undefinedRegisters: ReadonlySet<number>;
}

const [testsText = "20000", seedText = "1", formsText = "."] = process.argv.slice(2);
const prng = createPrng(Number(seedText));
const undefinedResults = new UndefinedResults();
const set = createInstructionSet(completeTable(), []);
const wanted = new RegExp(formsText);
const forms = set.table.forms.filter((form) => set.table.meaningOf(form) !== undefined
  && !NOT_HERE.test(form.mnemonic) && wanted.test(form.id));
const maker = new ProgramMaker(
  forms, set.decoder, { code: BigInt(CODE), data: BigInt(DATA), dataBytes: DATA_BYTES }, prng);
const machine = new RawMachine(new OracleEngine(set, undefinedResults), [
  { address: CODE, bytes: 4096, permission: READ | EXECUTE },
  { address: DATA, bytes: DATA_BYTES, permission: READ | WRITE },
  { address: DATA + DATA_BYTES, bytes: 4096, permission: READ },
]);

/** Pending or unmasked x87 exceptions belong to the next instruction: not what is compared here. */
function settled(registers: Registers): Registers {
  const { fcw, fsw } = registers;
  const precision = (fcw & 0x300) === 0x100 ? 0x300 : 0;
  return { ...registers, fcw: fcw | 0x3f | precision, fsw: fsw & 0x7f7f };
}

/** Runs one random instruction, set up by moves, in the oracle. */
function nextCase(): Case | undefined {
  const program = maker.make(1);
  const [last = 0] = program.starts.slice(-2);
  const instruction = newInstruction();
  set.decoder.decode(program.bytes, last, program.bytes.length, instruction);
  const form = set.table.forms[instruction.form];
  if (form === undefined || instruction.segment !== 0) return undefined;
  const registers = settled(randomRegisters(prng, BigInt(CODE)));
  const data = randomBytes(prng, DATA_BYTES);
  machine.write(CODE, new Uint8Array(4096).fill(0xf4));
  machine.write(CODE, program.bytes);
  machine.write(DATA, data);
  machine.registers = registers;
  undefinedResults.reset();
  const exit = machine.run(2000n);
  if (exit.kind !== "halt" && exit.kind !== "fault") return undefined;
  return {
    form, registers, data, code: program.bytes, exit, after: machine.registers,
    memory: machine.read(DATA, DATA_BYTES), undefinedFlags: undefinedResults.flagMask,
    undefinedRegisters: new Set(undefinedResults.registers),
  };
}

function differences(expected: Case, native: NativeResult): string[] {
  const list: string[] = [];
  const check = (what: string, ours: bigint | number, theirs: bigint | number): void => {
    if (ours === theirs) return;
    list.push(`${what}: oracle ${ours.toString(16)}, CPU ${theirs.toString(16)}`);
  };
  const { exit, after, undefinedFlags, undefinedRegisters } = expected;
  const { registers } = native;
  const vector = exit.kind === "fault" ? exit.vector : "GP";
  check("vector", VECTOR_NUMBER[vector], native.vector);
  if (exit.kind === "fault" && exit.vector === "PF") check("cr2", exit.address, native.cr2);
  after.general.forEach((value, n) => {
    if (!undefinedRegisters.has(n)) check(`register ${n}`, value, registers.general[n] ?? 0n);
  });
  const mask = STATUS_AND_DF & ~undefinedFlags;
  check("flags", after.rflags & mask, registers.rflags & mask);
  for (const name of ["rip", "mxcsr", "fcw", "fsw", "ftw"] as const) {
    check(name, after[name], registers[name]);
  }
  after.x87.forEach((value, n) => check(`R${n}`, value, registers.x87[n] ?? 0n));
  after.vectors.forEach((value, n) => check(`ymm${n}`, value, registers.vectors[n] ?? 0n));
  if (Buffer.compare(expected.memory, native.data) !== 0) list.push("memory");
  return list;
}

interface Finding {
  count: number;
  readonly example: string;
}

const findings = new Map<string, Finding>();
const absent = new Set<string>();
const native = new NativeCpu();
let done = 0;
while (done < Number(testsText)) {
  const cases: Case[] = [];
  while (cases.length < BATCH) {
    const next = nextCase();
    if (next !== undefined) cases.push(next);
  }
  native.run(cases).forEach((result, k) => {
    const one = cases[k];
    if (one === undefined) return;
    const undefinedHere = one.exit.kind === "fault" && one.exit.vector === "UD";
    if (result.vector === VECTOR_NUMBER.UD && !undefinedHere) {
      absent.add(one.form.id);
      return;
    }
    const list = differences(one, result);
    if (list.length === 0) return;
    const finding = findings.get(one.form.id) ?? {
      count: 0, example: `${Buffer.from(one.code).toString("hex")}\n    ${list.join("\n    ")}`,
    };
    finding.count++;
    findings.set(one.form.id, finding);
  });
  done += cases.length;
}
native.close();

const model = /model name\s*: (.*)/.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "unknown";
const reasonOf = (id: string): string | undefined =>
  VENDOR_DIFFERENCES.find(([pattern]) => pattern.test(id))?.[1];
let unexplained = 0;
for (const [id, { count, example }] of findings) {
  const reason = reasonOf(id);
  if (reason === undefined) unexplained++;
  console.log(`${id}: ${count} differ${reason === undefined ? "" : ` (${reason})`}\n  ${example}`);
}
console.log(`${done} tests of ${forms.length} forms on ${model}: ${unexplained} forms differ `
  + `without an explanation, ${absent.size} forms are not on this CPU`);
process.exitCode = unexplained === 0 ? 0 : 1;
