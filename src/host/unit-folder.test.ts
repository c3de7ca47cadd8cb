/** The folder of translated units: whole entries or none, and never an error of the run. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "../sdk/run-program.ts";
import { createToolchain } from "../session/toolchain.ts";
import { UnitArchive } from "../translator/unit-archive.ts";
import { translatorVersion, unitFolder } from "./unit-folder.ts";

const primes = readFileSync(join(import.meta.dirname, "../../examples/primes.nexe"));
let folder = "";
let complaints: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zerovm-units-"));
  complaints = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function complain(text: string): void {
  complaints.push(text);
}

async function run(cache: string): Promise<object> {
  const toolchain = createToolchain(
    "translator", undefined, new UnitArchive({ store: unitFolder(cache, complain) }));
  const { exitCode, stdout, session: { retired, trace } } = await runProgram(primes, {
    toolchain, memoryBytes: 1 << 25, instructionLimit: 300_000n,
  });
  toolchain.engine.flush?.();
  return { exitCode, stdout, retired, trace };
}

describe("a folder of units", () => {
  it("is made when it is needed, and holds whole entries only", async () => {
    const cache = join(folder, "a/b");
    const first = await run(cache);
    const [name = "", ...more] = readdirSync(cache);
    expect([name, more]).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.units$/), []]);
    const entry = readFileSync(join(cache, name));
    expect(await run(cache)).toEqual(first);
    expect(readFileSync(join(cache, name)).equals(entry)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it("may hold nonsense", async () => {
    const first = await run(folder);
    const [name = ""] = readdirSync(folder);
    for (const nonsense of [Buffer.alloc(0), Buffer.from("nonsense"), Buffer.alloc(1 << 16, 0xff)]) {
      writeFileSync(join(folder, name), nonsense);
      expect(await run(folder)).toEqual(first);
      expect(readFileSync(join(folder, name)).equals(nonsense)).toBe(false);
    }
    expect(complaints).toEqual([]);
  });

  it("that cannot be written is complained about, and the run goes on", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const first = await run(join(folder, "fine"));
    expect(await run(join(file, "below"))).toEqual(first);
    expect(complaints.join()).toMatch(/ENOTDIR/);
    expect(existsSync(file)).toBe(true);
  });
});

it("the version follows from the code", () => {
  expect(translatorVersion()).toMatch(/^\d+\.\d+\.\d+-[0-9a-f]{12}$/);
  expect(translatorVersion()).toBe(translatorVersion());
});
