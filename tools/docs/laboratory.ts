/** Runs a page's examples on a bare machine, and says what changed. */
import type { Program } from "../../spec/ir/ir.ts";
import { operandNames } from "../../spec/ir/operand-names.ts";
import type { Form } from "../../spec/isa/form.ts";
import type { MemoryValue } from "../../src/encoder/operand-value.ts";
import { RFLAGS_BIT } from "../../src/machine/flags.ts";
import { EXECUTE, READ, WRITE } from "../../src/machine/memory.ts";
import { RETIRED } from "../../src/machine/state.ts";
import { RawMachine } from "../../src/raw/raw-machine.ts";
import type { Registers } from "../../src/raw/registers.ts";
import { createToolchain } from "../../src/session/toolchain.ts";
import { EXAMPLE_ADDRESS } from "./examples.ts";
import type { Example } from "./examples.ts";
import { VECTOR_NAMES } from "./exceptions.ts";
import {
  bytesText, numbersOf, sampleBytes, sampleX87, vectorText, x87Text,
} from "./sample-values.ts";
import type { Kind, Numbers } from "./sample-values.ts";

const CODE = EXAMPLE_ADDRESS;
const CODE_BYTES = 0x1000;
const DATA = 0x20_0000;
const DATA_BYTES = 0x4000;
const STACK = DATA + 0x2000;
const HLT = 0xf4;
/** Where indirect branches and returns of examples go: somewhere with a HLT. */
const LANDING = CODE + 0x40;

const GENERAL_NAMES = [
  "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi",
  "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15",
] as const;

/** RFLAGS before: interrupts on and the bit that is always set; flags that are read are set too. */
const RFLAGS_BEFORE = 0x202;

/** One line of the table "before, after". */
export interface Change {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What an example did. */
export interface Outcome {
  readonly changes: readonly Change[];
  /** How it ended, where it did not simply go on. */
  readonly ending: string;
}

export class Laboratory {
  readonly #machine: RawMachine;

  constructor() {
    this.#machine = new RawMachine(createToolchain("oracle").engine, [
      { address: CODE, bytes: CODE_BYTES, permission: READ | EXECUTE },
      { address: DATA, bytes: DATA_BYTES, permission: READ | WRITE },
    ]);
  }

  /** Runs the example once, from a state chosen to show what its program does. */
  run(example: Example, program: Program): Outcome | undefined {
    const { form, bytes, operands } = example;
    const machine = this.#machine;
    const numbers = numbersOf(program);
    const branches = program.effects.some((effect) =>
      effect.op === "jump" && effect.kind !== "direct" && effect.kind !== "call");
    machine.write(CODE, new Uint8Array(CODE_BYTES).fill(HLT));
    machine.write(CODE, bytes);
    machine.write(DATA, sampleBytes(numbers.memory, DATA_BYTES));
    machine.registers = startingRegisters(machine.registers, example, numbers, branches);
    if (branches) machine.write(STACK, littleEndian(BigInt(LANDING)));
    const place = memoryPlace(example, machine.registers);
    if (branches && place !== undefined) {
      machine.write(place.address, littleEndian(BigInt(LANDING)));
    }
    machine.machine.state.setBigUint64(RETIRED, 0n, true);
    const before = this.#observe(place);
    const exit = machine.run(64n);
    if (exit.kind === "unsupported") return undefined;
    const after = this.#observe(place);
    const shown = new Set(operands.map((value) =>
      value.type === "register" && value.kind === "gpr" ? (GENERAL_NAMES[value.number] ?? "") : ""));
    const changes = [
      ...generalChanges(before.registers, after.registers, shown),
      ...vectorChanges(before.registers, after.registers, example, numbers),
      ...x87Changes(before.registers, after.registers, form, numbers),
      ...memoryChanges(before.memory, after.memory, place, numbers),
      ...flagChanges(before.registers.rflags, after.registers.rflags),
    ];
    const next = CODE + bytes.length;
    const rip = Number(after.registers.rip);
    if (exit.kind === "fault") {
      return { changes: [], ending: `raises #${exit.vector} (${VECTOR_NAMES[exit.vector]})` };
    }
    if (exit.kind === "syscall") return { changes, ending: "leaves to the system" };
    if (rip === CODE && exit.kind === "halt") return { changes, ending: "halts" };
    const jumped = rip === next || rip === CODE ? "" : `goes on at 0x${rip.toString(16)}`;
    return { changes, ending: jumped };
  }

  #observe(place: Place | undefined): Observation {
    const { registers } = this.#machine;
    if (place === undefined) return { registers, memory: new Uint8Array() };
    return { registers, memory: this.#machine.read(place.address, place.bytes) };
  }
}

interface Observation {
  readonly registers: Registers;
  readonly memory: Uint8Array;
}

/** A memory operand: what to call it, where it lies, and how long it is. */
interface Place {
  readonly name: string;
  readonly address: number;
  readonly bytes: number;
}

function littleEndian(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value, true);
  return bytes;
}

function startingRegisters(
  old: Registers, { form, operands }: Example, numbers: Numbers, branches: boolean,
): Registers {
  const count = branches ? BigInt(LANDING) : 7n;
  const low = [100n, count, 0n, 3n, BigInt(STACK), BigInt(STACK + 0x100), 4n, BigInt(DATA)];
  const general = [...low, ...new Array<bigint>(8).fill(0n)];
  for (const value of operands) {
    const implied = value.type === "memory" && form.operands.some(({ place, fixed }) =>
      place === "fixed" && fixed === value.base);
    if (implied && value.type === "memory") general[value.base] = BigInt(DATA + 0x108 * value.base);
  }
  const vectors = Array.from({ length: 16 }, (_, number) => sampleVector(numbers.sample, number));
  const indexes = form.operands.find(({ kind }) => kind === "vsib");
  if (indexes !== undefined) vectors[4] = form.id.includes("vm64") ? QWORD_INDEXES : DWORD_INDEXES;
  const flags = (Object.keys(RFLAGS_BIT) as (keyof typeof RFLAGS_BIT)[])
    .filter((flag) => flag !== "df" && form.flags.read.includes(flag.charAt(0)))
    .reduce((image, flag) => image | (1 << RFLAGS_BIT[flag]), RFLAGS_BEFORE);
  return {
    ...old, general, vectors, rip: BigInt(CODE), rflags: flags, mxcsr: 0x1f80,
    fsBase: 0n, gsBase: 0n, ...sampleX87(form, numbers.sample),
  };
}

/** Elements 3, 2, 1, 0 of a gather, as indexes of 32 and of 64 bits. */
const DWORD_INDEXES = 0x3_00000002_00000001_00000000n;
const QWORD_INDEXES = 0x3_0000000000000002_0000000000000001_0000000000000000n;

/** Register `number` holds the sample shifted by so many 16-byte pieces. */
function sampleVector(numbers: Kind, number: number): bigint {
  const bytes = sampleBytes(numbers, 0x400).subarray(16 * number, 16 * number + 32);
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** Longer memory operands (state images) are not shown. */
const SHOWN_BITS_MAX = 512;

function memoryPlace({ form, operands }: Example, { general }: Registers): Place | undefined {
  const k = operands.findIndex((value, at) => value.type === "memory"
    && form.operands[at]?.kind !== "vsib" && form.operands[at]?.memoryBits !== 0);
  const value = operands[k];
  const operand = form.operands[k];
  if (value?.type !== "memory" || operand === undefined) return undefined;
  if (operand.memoryBits > SHOWN_BITS_MAX) return undefined;
  const address = addressOf(value, general);
  return address < DATA || address >= DATA + DATA_BYTES ? undefined
    : { name: operandNames(form.operands, true)[k] ?? "", address, bytes: operand.memoryBits / 8 };
}

function addressOf({ base, index, scale, disp }: MemoryValue, general: readonly bigint[]): number {
  const at = (general[base] ?? 0n) + ((general[index] ?? 0n) << BigInt(scale)) + disp;
  return Number(BigInt.asUintN(64, at));
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;

function generalChanges(
  before: Registers, after: Registers, shown: ReadonlySet<string>,
): readonly Change[] {
  return GENERAL_NAMES.flatMap((name, number) => {
    const [old = 0n, now = 0n] = [before.general[number], after.general[number]];
    return old === now && !shown.has(name) ? [] : [{ name, before: hex(old), after: hex(now) }];
  });
}

function vectorChanges(
  before: Registers, after: Registers, { operands }: Example, numbers: Numbers,
): readonly Change[] {
  const used = operands.flatMap((value) =>
    value.type === "register" && (value.kind === "xmm" || value.kind === "ymm") ? [value] : []);
  const bits = used.some(({ kind }) => kind === "ymm") ? 256 : 128;
  return before.vectors.flatMap((old, number) => {
    const now = after.vectors[number] ?? 0n;
    if (old === now && !used.some((value) => value.number === number)) return [];
    const name = `${bits === 256 ? "ymm" : "xmm"}${number}`;
    const text = (value: bigint): string => vectorText(value, bits, numbers.shown);
    return [{ name, before: text(old), after: text(now) }];
  });
}

/** The register stack for x87 instructions, the MMX registers for MMX instructions. */
function x87Changes(
  before: Registers, after: Registers, form: Form, numbers: Numbers,
): readonly Change[] {
  if (form.operands.some(({ kind }) => kind === "mmx")) {
    return before.x87.flatMap((old, number) => {
      const now = after.x87[number] ?? 0n;
      const texts = [old, now].map((value) => vectorText(value, 64, numbers.shown));
      if (texts[0] === texts[1] && number !== 1 && number !== 2) return [];
      return [{ name: `mm${number}`, before: texts[0] ?? "", after: texts[1] ?? "" }];
    });
  }
  const texts = [before, after].map(x87Text);
  const stack = texts[0] === texts[1] ? []
    : [{ name: "ST(0), ST(1), …", before: texts[0] ?? "", after: texts[1] ?? "" }];
  const words = (["fcw", "fsw"] as const).flatMap((name) => before[name] === after[name] ? []
    : [{ name, before: hex(BigInt(before[name])), after: hex(BigInt(after[name])) }]);
  return [...stack, ...words];
}

function memoryChanges(
  before: Uint8Array, after: Uint8Array, place: Place | undefined, numbers: Numbers,
): readonly Change[] {
  if (place === undefined) return [];
  const text = (bytes: Uint8Array): string => bytesText(bytes, numbers.memory);
  return [{ name: place.name, before: text(before), after: text(after) }];
}

function flagChanges(before: number, after: number): readonly Change[] {
  return Object.entries(RFLAGS_BIT).flatMap(([flag, bit]) => {
    const [old, now] = [(before >> bit) & 1, (after >> bit) & 1];
    return old === now ? [] : [{ name: flag.toUpperCase(), before: `${old}`, after: `${now}` }];
  });
}
