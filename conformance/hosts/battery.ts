/** What every host runs: programs and recorded vectors in every tier, down to digests. */
import { createToolchain, runProgram } from "../../src/index.ts";
import type { SingleTier } from "../../src/index.ts";
import { readRegisters } from "../../src/raw/registers.ts";
import { hexOf, sha256 } from "../../src/translator/sha256.ts";
import { VectorRunner } from "../../src/vectors/run.ts";
import { parseVectorFile } from "../../src/vectors/vector-file.ts";

/** Everything that a host is given, as JSON. */
export interface BatteryInput {
  readonly tiers: readonly SingleTier[];
  readonly programs: readonly {
    readonly name: string;
    /** The module, in base64. */
    readonly module: string;
    readonly stdin: string;
    readonly limit: number;
    /** Tiers that are too slow for this limit. */
    readonly without: readonly SingleTier[];
  }[];
  /** Files of vectors as text; every `step`-th vector runs. */
  readonly vectors: readonly { readonly name: string; readonly text: string; readonly step: number }[];
}

/** What one item came to in one tier. */
export interface Item {
  readonly name: string;
  readonly tier: string;
  /** Everything that must be the same, in words. */
  readonly result: string;
}

const MEMORY_BYTES = 1 << 25;

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function digest(text: string): string {
  return hexOf(sha256(new TextEncoder().encode(text))).slice(0, 16);
}

function json(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? one.toString(16) : one));
}

async function runPrograms({ programs }: BatteryInput, tier: SingleTier): Promise<Item[]> {
  const toolchain = createToolchain(tier);
  const items: Item[] = [];
  for (const { name, module, stdin, limit, without } of programs) {
    if (without.includes(tier)) continue;
    const { exitCode, stdout, stderr, session } = await runProgram(bytesOf(module), {
      toolchain, stdin: new TextEncoder().encode(stdin), instructionLimit: BigInt(limit),
      memoryBytes: MEMORY_BYTES,
    });
    const { retired, trace, report, machine } = session;
    const registers = machine === undefined ? "" : json(readRegisters(machine.state));
    const result = [
      `exit ${exitCode ?? "none"}`, report.state, `${retired} instructions`,
      `trace ${trace.toString(16)}`, `stdout ${hexOf(sha256(stdout)).slice(0, 16)}`,
      `stderr ${hexOf(sha256(stderr)).slice(0, 16)}`, `registers ${digest(registers)}`,
    ].join(", ");
    items.push({ name: `${name}, ${limit} instructions at most`, tier, result });
  }
  return items;
}

function runVectors({ vectors }: BatteryInput, tier: SingleTier): Item[] {
  const { engine } = createToolchain(tier);
  return vectors.map(({ name, text, step }) => {
    const { header, cases } = parseVectorFile(text);
    const runner = new VectorRunner(engine, header);
    const verdicts = cases.filter((_, n) => n % step === 0).map(({ vector }) => runner.run(vector));
    const passed = verdicts.filter(({ kind }) => kind === "passed").length;
    return { name, tier, result: `${passed} of ${verdicts.length} passed, ${digest(json(verdicts))}` };
  });
}

/** Runs all of it in this host. */
export async function runBattery(input: BatteryInput): Promise<Item[]> {
  const items: Item[] = [];
  for (const tier of input.tiers) {
    items.push(...await runPrograms(input, tier), ...runVectors(input, tier));
  }
  return items;
}
