/**
 * What it costs to have an interpreter: CPU until its first guest instruction in a fresh process,
 * and what the host's optimiser then spends on other threads (from /proc, so on Linux only).
 *
 *     npx tsx bench/engine-start.ts
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { InterpreterEngine } from "../src/interpreter/engine.ts";
import { EXECUTE, READ } from "../src/machine/memory.ts";
import { MXCSR, PC } from "../src/machine/state.ts";
import { createInstructionSet } from "../src/oracle/instruction-set.ts";
import { completeTable } from "../src/table/complete.ts";
import { wasmHost } from "../src/wasm/host.ts";

const CODE_START = 0x2_0000;
const TASKS = "/proc/self/task";
/** Fields 14 and 15 of a task's `stat`, counted behind the name in parentheses. */
const USER_TICKS = 11;
const MS_PER_TICK = 10;

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** CPU of all threads but the main one, in milliseconds. */
function otherThreadsMs(): number {
  let ticks = 0;
  for (const task of readdirSync(TASKS)) {
    if (task === String(process.pid)) continue;
    const stat = readFileSync(`${TASKS}/${task}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    ticks += Number(fields[USER_TICKS]) + Number(fields[USER_TICKS + 1]);
  }
  return ticks * MS_PER_TICK;
}

const host = wasmHost();
if (host === undefined) throw new Error("this bench needs WebAssembly");
const beforeTable = cpuMs();
const instructionSet = createInstructionSet(completeTable(), []);
const beforeEngine = cpuMs();
const engine = new InterpreterEngine(host, instructionSet);
const machine = engine.createMachine({
  base: 0n,
  regions: [{ name: "text", start: CODE_START, end: 0x3_0000, permission: READ | EXECUTE }],
  // add eax, ebx; jmp back
  contents: [{ address: CODE_START, bytes: Uint8Array.of(0x01, 0xd8, 0xeb, 0xfc) }],
  trapSlots: { start: 0, end: 0 },
  stickyFlags: false,
});
machine.state.setUint32(MXCSR, 0x1f80, true);
machine.state.setBigUint64(PC, BigInt(CODE_START), true);
machine.run(1000n);
const afterFirst = cpuMs();
process.stdout.write(`table and decoder               ${(beforeEngine - beforeTable).toFixed(0)} ms CPU\n`
  + `until the first instructions    ${(afterFirst - beforeEngine).toFixed(0)} ms CPU\n`);
if (existsSync(TASKS)) {
  const before = otherThreadsMs();
  for (let k = 0; k < 200; k++) {
    machine.run(1_000_000n);
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.stdout.write(`optimiser and other threads    ${otherThreadsMs() - before} ms CPU\n`);
}
