import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runProgram } from "../sdk/run-program.ts";
import { PC, STATE_BYTES } from "../machine/state.ts";
import type { Machine, MachineImage } from "../machine/engine.ts";
import { EXECUTE, READ } from "../machine/memory.ts";
import { createInstructionSet } from "../oracle/instruction-set.ts";
import { OracleEngine } from "../oracle/oracle-engine.ts";
import { completeTable } from "../table/complete.ts";
import { createToolchain } from "./toolchain.ts";
import { WarmingEngine } from "./warming-engine.ts";

const primes = readFileSync(join(import.meta.dirname, "../../examples/primes.nexe"));

/** Digest of everything a guest is: the state block and its memory. */
function fingerprint(machine: Machine | undefined): string {
  if (machine === undefined) return "";
  const hash = createHash("sha1");
  const { state } = machine;
  hash.update(new Uint8Array(state.buffer, state.byteOffset, STATE_BYTES).slice(0, 0x0a0));
  machine.visit(0x10000, 0x300000, (piece) => hash.update(piece));
  machine.visit(0xff000000, 0x100000000, (piece) => hash.update(piece));
  return hash.digest("hex");
}

async function run(tier: "auto" | "interpreter", instructionLimit: bigint): Promise<object> {
  const { session, stdout } = await runProgram(primes, {
    toolchain: createToolchain(tier), instructionLimit,
  });
  const { retired, trace, machine, report } = session;
  return { retired, trace, report, stdout, fingerprint: fingerprint(machine) };
}

describe("a guest that starts in the oracle", () => {
  it.each([0, 1, 999, 1000, 1001, 20_000].map(BigInt))(
    "is after %d instructions what it is in the interpreter", async (limit) => {
      expect(await run("auto", limit + 1n)).toEqual(await run("interpreter", limit + 1n));
    });

  it("keeps its snapshots when it moves", async () => {
    const { session } = await runProgram(primes, {
      toolchain: createToolchain("auto"), instructionLimit: 100n,
    });
    const { machine } = session;
    if (machine === undefined) throw new Error("there is no machine");
    const before = fingerprint(machine);
    const snapshot = machine.snapshot();
    machine.run(10_000n);
    expect(fingerprint(machine)).not.toBe(before);
    machine.restore(snapshot);
    expect(fingerprint(machine)).toBe(before);
  });
});

describe("the fast engine", () => {
  it("gets the program's text whole, by which a translator knows it", () => {
    const oracle = new OracleEngine(createInstructionSet(completeTable(), []));
    const images: MachineImage[] = [];
    const engine = new WarmingEngine(oracle, () => ({
      tier: "fake",
      createMachine(image) {
        images.push(image);
        return oracle.createMachine(image);
      },
    }));
    // An endless loop in a text of several pages.
    const text = new Uint8Array(0x3_0000).fill(0xf4);
    text.set([0xeb, 0xfe]);
    const machine = engine.createMachine({
      base: 0n, stickyFlags: false, trapSlots: { start: 0, end: 0 },
      regions: [{ name: "text", start: 0x2_0000, end: 0x5_0000, permission: READ | EXECUTE }],
      contents: [{ address: 0x2_0000, bytes: text }],
    });
    machine.state.setBigUint64(PC, 0x2_0000n, true);
    machine.run(20_000n);
    expect(images[0]?.contents.find(({ address }) => address === 0x2_0000)?.bytes).toEqual(text);
  });
});
