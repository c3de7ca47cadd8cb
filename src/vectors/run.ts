/** Runs recorded vectors on an engine in raw mode. */
import type { Engine } from "../machine/engine.ts";
import { VECTOR_NUMBER } from "../machine/exit.ts";
import type { Exit } from "../machine/exit.ts";
import { EXECUTE, READ, WRITE } from "../machine/memory.ts";
import { RawMachine } from "../raw/raw-machine.ts";
import type { Mapping } from "../raw/raw-machine.ts";
import { judgeMemory, judgeRegisters } from "./judge.ts";
import type { Difference, Outcome } from "./judge.ts";
import { bytesOfHex, registerTexts, registersOfTexts } from "./state-text.ts";
import type { RegisterTexts } from "./state-text.ts";
import type { Header, MapEntry, MemoryPatch, Vector } from "./vector-file.ts";

/** A vector runs until HLT or an exception; something that does neither is stopped here. */
const LIMIT = 1_000_000n;
const HLT = 0xf4;

export type Verdict =
  | { readonly kind: "passed" }
  | { readonly kind: "failed"; readonly differences: readonly Difference[] }
  /** The engine has no meaning for an instruction; `what` names its form. */
  | { readonly kind: "unsupported"; readonly what: string };

/** A mapped run of pages and what it holds before each vector. */
interface Area {
  readonly mapping: Mapping;
  readonly initial: Uint8Array;
}

function permissionOf(letters: string): number {
  return (letters.includes("r") ? READ : 0) | (letters.includes("w") ? WRITE : 0)
    | (letters.includes("x") ? EXECUTE : 0);
}

function areaOf({ a, n, p, fill }: MapEntry): Area {
  const address = Number.parseInt(a, 16);
  const initial = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const at = address + i;
    initial[i] = fill === "f4" ? HLT : (at * 0x9d + (at >> 8) * 0x35 + 0x3b) & 0xff;
  }
  return { mapping: { address, bytes: n, permission: permissionOf(p) }, initial };
}

/** Lays patches over the part of memory that starts at `address`. */
function overlay(bytes: Uint8Array, address: number, patches: readonly MemoryPatch[]): void {
  for (const [start, hex] of patches) {
    const offset = Number.parseInt(start, 16) - address;
    const patch = bytesOfHex(hex);
    patch.forEach((byte, i) => {
      if (offset + i >= 0 && offset + i < bytes.length) bytes[offset + i] = byte;
    });
  }
}

/** Only the registers of a state record. */
function registersOf(record: Vector["in"]): RegisterTexts {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(record)) {
    if (typeof value === "string") texts[name] = value;
  }
  return texts;
}

/** Runs the vectors of one file, one after the other, on one raw machine. */
export class VectorRunner {
  readonly #header: Header;
  readonly #areas: readonly Area[];
  readonly #machine: RawMachine;
  readonly #flagMask: number;

  constructor(engine: Engine, header: Header) {
    this.#header = header;
    this.#areas = header.map.map(areaOf);
    this.#machine = new RawMachine(engine, this.#areas.map(({ mapping }) => mapping));
    this.#flagMask = Number.parseInt(header.flmask, 16);
  }

  run(vector: Vector): Verdict {
    const { entry, defaults } = this.#header;
    const patches: MemoryPatch[] = [...(vector.in.m ?? []), [entry, vector.c]];
    const memory = this.#areas.map((area) => this.#contentOf(area, patches));
    this.#areas.forEach(({ mapping }, k) => {
      this.#machine.write(mapping.address, memory[k] ?? new Uint8Array());
    });
    const before = { ...defaults, ...registersOf(vector.in), rip: entry };
    this.#machine.registers = registersOfTexts(before);
    const exit = this.#machine.run(LIMIT);
    if (exit.kind === "unsupported") return { kind: "unsupported", what: exit.id };
    return this.#judge(vector, before, memory, exit);
  }

  #contentOf({ mapping, initial }: Area, patches: readonly MemoryPatch[]): Uint8Array {
    const bytes = initial.slice();
    overlay(bytes, mapping.address, patches);
    return bytes;
  }

  #judge(
    vector: Vector, before: RegisterTexts, memory: readonly Uint8Array[], exit: Exit,
  ): Verdict {
    const outcome: Outcome = {
      registers: registerTexts(this.#machine.registers), exception: exceptionOf(exit),
    };
    const differences = judgeRegisters(vector, before, outcome, this.#flagMask);
    if (exit.kind !== "halt" && exit.kind !== "fault") {
      differences.unshift({ what: "end", expected: "HLT or an exception", actual: exit.kind });
    }
    this.#areas.forEach(({ mapping: { address, bytes } }, k) => {
      const expected = memory[k] ?? new Uint8Array();
      overlay(expected, address, vector.out.m ?? []);
      const actual = this.#machine.read(address, bytes);
      differences.push(...judgeMemory(vector, address, expected, actual));
    });
    return differences.length === 0 ? { kind: "passed" } : { kind: "failed", differences };
  }
}

function exceptionOf(exit: Exit): Outcome["exception"] {
  if (exit.kind !== "fault") return undefined;
  return { v: VECTOR_NUMBER[exit.vector], cr2: exit.address.toString(16) };
}
