/** One tier and one call of `traps.ts`: prints CPU microseconds per call, of median sessions. */
import { createToolchain, parseManifest, runSession, MemoryHost } from "../src/index.ts";
import type { Toolchain } from "../src/index.ts";
import { isTier } from "../src/session/tiers.ts";
import { sessionHost } from "./session-host.ts";
import { median } from "./statistics.ts";
import { CALLS, loopModule, type LoopedCall } from "./trap-modules.ts";

const TRAPS = 100_000;
const ROUNDS = 12;
const WARM_UP_ROUNDS = 3;

const LIMIT = 2 ** 40;
const MANIFEST = parseManifest(Buffer.from([
  "Version = 20130611", "Program = /program", "Memory = 33554432, 0", "Timeout = 1000000",
  `Channel = /in, /dev/stdin, 0, 0, ${LIMIT}, ${LIMIT}, 0, 0`,
  `Channel = /out, /dev/stdout, 0, 0, 0, 0, ${LIMIT}, ${LIMIT}`,
  `Channel = /err, /dev/stderr, 0, 0, 0, 0, ${LIMIT}, ${LIMIT}`,
  `Channel = /random, /dev/random, 3, 0, ${LIMIT}, ${LIMIT}, ${LIMIT}, ${LIMIT}`,
].join("\n")));

/** CPU microseconds, all threads, of one session that makes so many calls. */
async function sessionUs(program: Uint8Array, calls: number, toolchain: Toolchain)
  : Promise<number> {
  const files = new MemoryHost();
  files.put("/in", new Uint8Array(16 * TRAPS));
  files.put("/random", new Uint8Array(4096));
  const before = process.cpuUsage();
  const { failure, report } = await runSession(
    MANIFEST, sessionHost(program, files), { ...toolchain, preallocate: false });
  const { user, system } = process.cpuUsage(before);
  if (failure !== undefined) throw failure;
  // The program says 0 whatever its calls say: the accounts tell whether they happened.
  const [gets, , puts] = report.accounting.split(" ").map(Number);
  if ((gets ?? 0) + (puts ?? 0) !== calls) throw new Error(`accounts: ${report.accounting}`);
  return user + system;
}

async function run(tier: string, call: LoopedCall): Promise<number> {
  if (!isTier(tier)) throw new Error(`no tier ${tier}`);
  const toolchain = createToolchain(tier);
  const [loop, idle] = [loopModule(TRAPS, call), loopModule(TRAPS, undefined)];
  const [calling, idling]: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    const us = [await sessionUs(loop, TRAPS, toolchain), await sessionUs(idle, 0, toolchain)];
    if (round < WARM_UP_ROUNDS) continue;
    calling.push(us[0] ?? Number.NaN);
    idling.push(us[1] ?? Number.NaN);
  }
  return (median(calling) - median(idling)) / TRAPS;
}

const [tier, name] = process.argv.slice(2);
const call = CALLS[name ?? ""];
if (tier !== undefined && call !== undefined) process.stdout.write(`${await run(tier, call)}\n`);
