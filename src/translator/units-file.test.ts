/** Units outside of the process: files, stores, and what is done about damaged or foreign ones. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { layOutMemory, machineImage } from "../session/memory-layout.ts";
import { Program } from "../session/program-cache.ts";
import { runProgram } from "../sdk/run-program.ts";
import type { ProgramResult } from "../sdk/run-program.ts";
import { createToolchain } from "../session/toolchain.ts";
import { InterpreterEngine } from "../interpreter/engine.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { readRegisters } from "../raw/registers.ts";
import { completeTable } from "../table/complete.ts";
import { wasmHost } from "../wasm/host.ts";
import { TranslatorEngine } from "./engine.ts";
import { hexOf, sha256 } from "./sha256.ts";
import { UnitArchive } from "./unit-archive.ts";
import type { OutsideUnits } from "./unit-archive.ts";
import { translateWhole } from "./whole-text.ts";
import type { UnitStore } from "./unit-store.ts";
import { UnitsFileError, readUnitsFile, readUnitsFiles, writeUnitsFile } from "./units-file.ts";

const VERSION = "test-1";
const MEMORY_BYTES = 0x200_0000;
const host = wasmHost();
if (host === undefined) throw new Error("these tests need WebAssembly");
const set = createInstructionSet(completeTable(), []);
const interpreter = new InterpreterEngine(host, set);
const { validator } = createToolchain("interpreter");

function example(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, `../../examples/${name}.nexe`));
}

function translated(name: string, version = VERSION): Uint8Array {
  const { module } = new Program(example(name));
  const image = machineImage(layOutMemory(module, BigInt(MEMORY_BYTES), []), false, false);
  const engine = new TranslatorEngine(host as NonNullable<typeof host>, set, { interpreter });
  const whole = translateWhole(engine, image, module.entry, version);
  if (whole === undefined) throw new Error(`${name} has nothing to translate`);
  return whole.file;
}

function engineWith(outside: OutsideUnits, eager = false): TranslatorEngine {
  return new TranslatorEngine(host as NonNullable<typeof host>, set, { interpreter, eager, archive: new UnitArchive(outside) });
}

async function run(name: string, engine: TranslatorEngine | InterpreterEngine): Promise<ProgramResult> {
  return runProgram(example(name), {
    toolchain: { engine, validator }, memoryBytes: MEMORY_BYTES, instructionLimit: 3_000_000n,
    stdin: new TextEncoder().encode("some input\n"),
  });
}

function resultOf({ exitCode, stdout, stderr, session }: ProgramResult): object {
  const { retired, trace, report, machine } = session;
  const registers = machine === undefined ? undefined : readRegisters(machine.state);
  return { exitCode, stdout, stderr, retired, trace, report, registers };
}

/** A store in memory that counts what it is asked. */
class MapStore implements UnitStore {
  readonly version: string;
  readonly entries: Map<string, Uint8Array>;
  saves = 0;

  constructor(entries = new Map<string, Uint8Array>(), version = VERSION) {
    this.entries = entries;
    this.version = version;
  }

  load(key: string): Uint8Array | undefined {
    return this.entries.get(key);
  }

  save(key: string, content: Uint8Array): void {
    this.saves += 1;
    this.entries.set(key, content);
  }
}

it("the digest is SHA-256", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, k) => (k * 7) & 0xff);
    const expected = createHash("sha256").update(bytes).digest("hex");
    expect(hexOf(sha256(bytes))).toBe(expected);
    expect(hexOf(sha256(bytes.subarray(0, length >> 1), bytes.subarray(length >> 1)))).toBe(expected);
  }
});

describe("a file of units", () => {
  const file = translated("primes");

  it("is a module for any WebAssembly host", () => {
    expect(host?.validate(Uint8Array.from(file))).toBe(true);
  });

  it("reads as it was written", () => {
    const read = readUnitsFile(file);
    expect(Buffer.from(writeUnitsFile(read)).equals(file)).toBe(true);
    expect(read.key.version).toBe(VERSION);
    expect(read.module.units.length).toBeGreaterThan(0);
  });

  it("is refused with any byte changed, or cut off", () => {
    for (let at = 0; at < file.length; at += 13) {
      const damaged = Uint8Array.from(file);
      damaged[at] = (damaged[at] ?? 0) ^ 0x20;
      expect(() => readUnitsFile(damaged), `byte ${at}`).toThrow(UnitsFileError);
    }
    for (const length of [0, 7, 8, 100, file.length - 1]) {
      expect(() => readUnitsFile(file.subarray(0, length))).toThrow(UnitsFileError);
    }
  });

  it.each(["hello", "copy", "primes", "fault"])("runs %s as the interpreter does", async (name) => {
    const units = { file: translated(name), version: VERSION };
    const results = [await run(name, engineWith({ units })), await run(name, interpreter)].map(resultOf);
    expect(results[0]).toEqual(results[1]);
  });

  it("is what runs: one that is wrong, under a right digest, gives other results", async () => {
    const { key, module } = readUnitsFile(file);
    const exits = module.exits.map((exit) => ({ ...exit, due: exit.due + 1 }));
    const wrong = writeUnitsFile({ key, module: { ...module, exits } });
    const results = [file, wrong].map(async (bytes) =>
      resultOf(await run("primes", engineWith({ units: { file: bytes, version: VERSION } }))));
    expect(await results[1]).not.toEqual(await results[0]);
  });

  it("may have as many exits as a large program", async () => {
    const { key, module } = readUnitsFile(file);
    const more = Array.from({ length: 300_000 }, (_, n) => ({
      pc: 0x2_0000, due: n % 7, untraced: n % 3 === 0 ? [0x2_0020] : [], why: n % 2 === 0 ? "rare" as const : "slice" as const, root: 0x2_0000,
    }));
    const large = writeUnitsFile({ key, module: { ...module, exits: [...module.exits, ...more] } });
    const units = { file: large, version: VERSION };
    expect(resultOf(await run("primes", engineWith({ units }))))
      .toEqual(resultOf(await run("primes", interpreter)));
  });

  it("is the first part of what a store gets", async () => {
    const store = new MapStore();
    const engine = engineWith({ units: { file, version: VERSION }, store }, true);
    await run("primes", engine);
    engine.flush();
    const [entry] = store.entries.values();
    const [first, ...more] = readUnitsFiles(entry ?? new Uint8Array());
    expect(first?.module).toEqual(readUnitsFile(file).module);
    expect(more.length).toBeGreaterThan(0);
  });

  it.each([
    ["another text", "hello", VERSION, /another text/],
    ["another translator", "primes", "test-2", /translator test-1, this is test-2/],
  ])("for %s ends the session, and says so", async (_, name, version, message) => {
    const { session } = await run(name, engineWith({ units: { file, version } }));
    expect(session.failure).toMatchObject({ kind: "refused", code: 8 });
    expect(session.failure?.message).toMatch(message);
  });
});

describe("a store", () => {
  it("lets the next process start translated", async () => {
    // A program of one slice: where a slice of a longer one ends, units are made that no other has.
    const store = new MapStore();
    const first = engineWith({ store }, true);
    const expected = resultOf(await run("hello", first));
    first.flush();
    first.flush();
    expect([store.saves, store.entries.size]).toEqual([1, 1]);
    const second = engineWith({ store }, true);
    expect(resultOf(await run("hello", second))).toEqual(expected);
    second.flush();
    expect(store.saves).toBe(1);
  });

  it("is shared by the machines of an engine, in memory too", async () => {
    const store = new MapStore();
    const engine = engineWith({ store }, true);
    await run("hello", engine);
    engine.flush();
    await run("hello", engine);
    engine.flush();
    expect(store.saves).toBe(1);
  });

  it.each([
    ["cut off", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 5)],
    ["empty", () => new Uint8Array()],
    ["changed", (bytes: Uint8Array) => bytes.map((byte, k) => (k === 40 ? byte ^ 1 : byte))],
    ["something else", () => new TextEncoder().encode("not units at all")],
  ])("whose entry is %s is as good as empty", async (_, damage) => {
    const store = new MapStore();
    const first = engineWith({ store }, true);
    const expected = resultOf(await run("primes", first));
    first.flush();
    for (const [key, bytes] of store.entries) store.entries.set(key, damage(bytes));
    const second = engineWith({ store }, true);
    expect(resultOf(await run("primes", second))).toEqual(expected);
    second.flush();
    expect(store.saves).toBe(2);
  });

  it("of another translator, or with the entry of another program, is not used", async () => {
    const store = new MapStore();
    const first = engineWith({ store }, true);
    await run("primes", first);
    first.flush();
    const [key = "", primes] = [...store.entries].flat() as [string, Uint8Array];
    const later = new MapStore(new Map(store.entries), "test-2");
    const other = engineWith({ store: later }, true);
    await run("primes", other);
    other.flush();
    expect(later.entries.size).toBe(2);
    // hello's entry, where somebody has put that of primes
    const mixed = new MapStore();
    const hello = engineWith({ store: mixed }, true);
    const expected = resultOf(await run("hello", hello));
    hello.flush();
    const [helloKey = ""] = mixed.entries.keys();
    expect(helloKey).not.toBe(key);
    mixed.entries.set(helloKey, primes);
    expect(resultOf(await run("hello", engineWith({ store: mixed }, true)))).toEqual(expected);
  });
});
