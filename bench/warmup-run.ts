/**
 * One run of one program in a process of its own, for `warmup.ts`: prints one JSON line.
 *
 *     node warmup-run.mjs cold|ready|progress|translation|translation-all MODULE TIER ROUNDS OTHER-MODULE
 */
import { readFileSync } from "node:fs";
import { createToolchain, runProgram } from "../src/index.ts";
import type { Engine, Machine, Toolchain } from "../src/index.ts";
import { isTier } from "../src/session/tiers.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { completeTable } from "../src/table/complete.ts";
import { TranslatorEngine } from "../src/translator/engine.ts";
import { ProgramUnits } from "../src/translator/program-units.ts";
import { wasmHost } from "../src/wasm/host.ts";
import type { WasmHost } from "../src/wasm/host.ts";

/** `cold` and `ready`: what a run took. */
export interface Duration {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly instructions: number;
}

/** `progress`: milliseconds since the start, after every million instructions. */
export interface Progress {
  readonly wallMs: readonly number[];
}

/** What the translator itself had to do, without the host's compiler. */
export interface TranslationCost {
  readonly instructions: number;
  readonly ms: number;
}

/**
 * `translation` of hot code, `translation-all` of all code: in a new process, and again by other engines of the same process. CPU time of the
 * process, so it needs `--v8-pool-size=0`: no other thread.
 */
export type TranslationCosts = readonly TranslationCost[];

const CHUNK = 1_000_000;
/** Of the other program, enough for the fast engine and for its loop to have grown; none of it is translated. */
const OTHER_ROUNDS = "2000";
/** So often everything is translated anew. */
const TRANSLATIONS = 5;

/** Milliseconds of all threads, the host's compilers included. */
function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function run(module: Uint8Array, toolchain: Toolchain, rounds: string): Promise<number> {
  const { exitCode, session } = await runProgram(module, { toolchain, stdin: Buffer.from(rounds) });
  if (exitCode !== 0) throw new Error(`the program ended with ${exitCode ?? session.failure?.message}`);
  return Number(session.retired);
}

/** From an engine that does not exist yet, or from one that has run the other program. */
async function duration(module: Uint8Array, tier: string, rounds: string, other?: Uint8Array)
  : Promise<Duration> {
  if (!isTier(tier)) throw new Error(`unknown tier ${tier}`);
  const ready = other === undefined ? undefined : createToolchain(tier);
  if (ready !== undefined && other !== undefined) await run(other, ready, OTHER_ROUNDS);
  const [wall, cpu] = [performance.now(), processCpuMs()];
  const instructions = await run(module, ready ?? createToolchain(tier), rounds);
  return { wallMs: performance.now() - wall, cpuMs: processCpuMs() - cpu, instructions };
}

/** An engine whose machines tell when they have executed another chunk. */
function watched(inner: Engine, tick: () => void): Engine {
  const watch = (machine: Machine): Machine => new Proxy(machine, {
    get(target, key) {
      if (key !== "runFor") {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      }
      return (instructions: number) => {
        for (let left = instructions; ; left -= CHUNK) {
          const exit = target.runFor(Math.min(left, CHUNK));
          if (exit.kind !== "budget" || left <= CHUNK) return exit;
          tick();
        }
      };
    },
  });
  return { tier: inner.tier, createMachine: (image) => watch(inner.createMachine(image)) };
}

async function progress(module: Uint8Array, tier: string, rounds: string): Promise<Progress> {
  if (!isTier(tier)) throw new Error(`unknown tier ${tier}`);
  const wallMs: number[] = [];
  const start = performance.now();
  const toolchain = createToolchain(tier);
  const engine = watched(toolchain.engine, () => wallMs.push(performance.now() - start));
  await run(module, { ...toolchain, engine }, rounds);
  return { wallMs };
}

/** The host, and the CPU milliseconds that its compiler has had in constructors. */
function compilerWatch(host: WasmHost): { readonly host: WasmHost; readonly ms: () => number } {
  let ms = 0;
  const Module = class extends host.Module {
    constructor(bytes: Uint8Array<ArrayBuffer>) {
      const before = processCpuMs();
      super(bytes);
      ms += processCpuMs() - before;
    }
  };
  const { Memory, Table, Instance } = host;
  return {
    host: { Memory, Table, Instance, Module, validate: (bytes) => host.validate(bytes) },
    ms: () => ms,
  };
}

/** Lets `record` know what every batch cost. */
function watchTranslations(compilerMs: () => number, record: (cost: TranslationCost) => void): void {
  const translate = ProgramUnits.prototype.translate;
  ProgramUnits.prototype.translate = function timed(...given) {
    const [ms, compiler, before] = [processCpuMs(), compilerMs(), this.count.instructions];
    const done = translate.apply(this, given);
    record({
      instructions: this.count.instructions - before,
      ms: processCpuMs() - ms - (compilerMs() - compiler),
    });
    return done;
  };
}

/** With `eager`, whatever is executed is translated, not only what is hot. */
async function translation(module: Uint8Array, rounds: string, eager: boolean)
  : Promise<TranslationCosts> {
  const plain = wasmHost();
  if (plain === undefined) throw new Error("this bench needs WebAssembly");
  const { host, ms: compilerMs } = compilerWatch(plain);
  let sum: TranslationCost = { instructions: 0, ms: 0 };
  watchTranslations(compilerMs, ({ instructions, ms }) => {
    sum = { instructions: sum.instructions + instructions, ms: sum.ms + ms };
  });
  const { validator } = createToolchain("oracle");
  const costs: TranslationCost[] = [];
  for (let k = 0; k < TRANSLATIONS; k += 1) {
    sum = { instructions: 0, ms: 0 };
    const engine = new TranslatorEngine(host, createInstructionSet(completeTable(), []), { eager });
    await run(module, { engine, validator }, rounds);
    costs.push(sum);
  }
  return costs;
}

const [mode, path, tier = "", rounds = "", other] = process.argv.slice(2);
if (mode === undefined || path === undefined || other === undefined) {
  throw new Error("usage: warmup-run.mjs cold|ready|progress|translation|translation-all MODULE TIER ROUNDS OTHER-MODULE");
}
const module = readFileSync(path);
const result = mode === "progress" ? await progress(module, tier, rounds)
  : mode.startsWith("translation") ? await translation(module, rounds, mode === "translation-all")
  : await duration(module, tier, rounds, mode === "ready" ? readFileSync(other) : undefined);
process.stdout.write(`${JSON.stringify(result)}\n`);
