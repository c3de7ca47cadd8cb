/** The command as users start it: bundled, in a process of its own. */
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programFile } from "../../bench/programs/programs.ts";
import { bundleCommand } from "../../tools/bundle.ts";
import { elfFile } from "../loader/elf-fixture.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const folder = mkdtempSync(join(tmpdir(), "zerovm-command-"));
const command = join(folder, "bin/zerovm.js");

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function zerovm(
  args: readonly string[], input: string | Uint8Array = "", env: Readonly<Record<string, string>> = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    input, cwd: folder, maxBuffer: 1 << 28, env: { ...process.env, NO_COLOR: undefined, ...env },
  });
  return { code: status, out: stdout.toString("latin1"), err: stderr.toString("latin1") };
}

function example(name: string): string {
  return join(EXAMPLES, `${name}.nexe`);
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface ManifestSetup {
  readonly program?: string;
  readonly stdin?: string;
  readonly stdout?: string;
  readonly putsize?: string;
  readonly more?: readonly string[];
}

function manifest(setup: ManifestSetup): string {
  const { program = example("hello"), stdin = "/dev/null", stdout = join(folder, "out") } = setup;
  return file("manifest", [
    `Channel = ${stdin}, /dev/stdin, 0, 0, 99999, 99999999, 0, 0`,
    `Channel = ${stdout}, /dev/stdout, 0, 0, 0, 0, 99999, ${setup.putsize ?? "99999"}`,
    "Channel = /dev/null, /dev/stderr, 0, 0, 0, 0, 99999, 99999",
    "Version = 20130611", `Program = ${program}`, "Memory = 33554432, 0", "Timeout = 60",
    ...(setup.more ?? []),
  ].join("\n"));
}

/** Line 6 of a report, and that there are seven lines. */
function stateOf(out: string): string | undefined {
  const lines = out.split("\n");
  expect(lines).toHaveLength(8);
  return lines[5];
}

beforeAll(async () => {
  writeFileSync(join(folder, "package.json"), "{\"type\":\"module\"}");
  cpSync(join(import.meta.dirname, "../../bin"), join(folder, "bin"), { recursive: true });
  await bundleCommand(join(folder, "dist/command"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("help and versions", () => {
  it.each([[["--help"]], [["-h"]], [["run", "--help"]], [["help", "run"]], [["dis", "--help"]],
    [["validate", "--help"]], [["vectors", "--help"]], [["translate", "--help"]]])("%j names the exit codes", (args) => {
    const { code, out, err } = zerovm(args);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/Exit codes/i);
    expect(out).not.toMatch(/\u001b/);
  });

  it("--version", () => {
    const { code, out } = zerovm(["--version"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^zerovm \d/);
  });

  it.each([[[]], [["-x"]], [["-t"]], [["a", "b"]]])("%j is no session: help, 22", (args) => {
    const { code, out } = zerovm(args);
    expect(code).toBe(22);
    expect(out).toMatch(/Usage: zerovm/);
  });
});

describe("zerovm run", () => {
  it("hello, on both streams", () => {
    expect(zerovm(["run", example("hello")]))
      .toEqual({ code: 0, out: "hello from stdout\n", err: "hello from stderr\n" });
  });

  it("copy, from a pipe and from a file", () => {
    const input = Buffer.alloc(300_000, "0123456789\n");
    expect(zerovm(["run", example("copy")], input).out).toBe(input.toString("latin1"));
    const path = file("input", input);
    expect(zerovm(["run", example("copy"), "--stdin", path]).out).toBe(input.toString("latin1"));
  });

  it("a fault: one line, the instruction, the registers", () => {
    const { code, err } = zerovm(["run", example("fault")]);
    expect(code).toBe(4);
    expect(err.split("\n")[0]).toMatch(/^zerovm: Signal 11 from untrusted code: Halting at 0x440A/);
    expect(err).toMatch(/20025: +41 8b 04 0f +mov +\(%r15,%rcx,1\),%eax/);
    expect(err).toMatch(/rcx 0000000000001234/);
  });

  it.each([
    ["exit", 0, ["run", example("hello")]],
    ["trap", 4, ["run", example("fault")]],
    ["refusal", 2, ["run", "/none.nexe"]],
    ["exhaustion", 124, ["run", example("endless"), "--limit", "1000"]],
    ["exhaustion", 4, ["run", example("endless"), "--timeout", "1"]],
    ["usage", 22, ["run", "--nonsense"]],
    ["usage", 22, ["run"]],
    ["usage", 22, ["run", "a", "--memory", "0"]],
  ])("--json says %s", (outcome, code, args) => {
    const ran = zerovm([...args, "--json"]);
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.out.trimEnd().split("\n").at(-1) ?? ""))
      .toMatchObject({ outcome, exitCode: code });
  });

  it.each([
    ["an empty file", new Uint8Array(0), 5],
    ["a truncated ELF file", elfFile().subarray(0, 40), 5],
    ["random bytes", Buffer.from("9f8e7d6c5b4a".repeat(30), "hex"), 8],
    ["segments of 2 GiB", elfFile({ segments: [{
      type: 1, flags: 5, vaddr: 0x20000n, bytes: new Uint8Array(64), filesz: 1n << 31n,
      memsz: 1n << 31n,
    }] }), 8],
    ["a script", `#!/bin/sh\n${"exit 0\n".repeat(20)}`, 8],
    ["a Linux executable", readFileSync(process.execPath).subarray(0, 1 << 20), 8],
  ])("%s as a program: one line that says so", (_, content, code) => {
    const ran = zerovm(["run", file("program", content)]);
    expect(ran).toMatchObject({ code, out: "" });
    expect(ran.err).toMatch(/^zerovm: .*the program is an? .*\n$/);
  });

  it("a file that was cut", () => {
    const cut = file("cut", readFileSync(example("hello")).subarray(0, 100));
    expect(zerovm(["run", cut]).err).toMatch(/the program is a truncated or damaged ELF file/);
  });

  it("a value that looks like an option: one line", () => {
    const { code, err } = zerovm(["run", example("hello"), "--memory", "-1"]);
    expect([code, err.split("\n").length]).toEqual([22, 2]);
  });

  it("a directory, a missing program, a missing input", () => {
    expect(zerovm(["run", folder])).toMatchObject({
      code: 2, err: expect.stringMatching(/^zerovm: Cannot open .* Is a directory.*\n$/),
    });
    expect(zerovm(["run", "none.nexe"])).toMatchObject({
      code: 2, err: expect.stringMatching(/^zerovm: program open error: none.nexe: .*\n$/),
    });
    const input = zerovm(["run", example("copy"), "--stdin", "/none"]);
    expect(input).toMatchObject({
      code: 2, err: expect.stringMatching(/^zerovm: cannot open \/dev\/stdin: .*'\/none'\n$/),
    });
    expect(input.err).not.toContain("copy.nexe");
  });
});

describe("tiers", () => {
  const tiers = ["translator", "interpreter", "oracle", "lockstep", "lockstep:oracle,translator,7"];

  it.each(tiers)("%s gives the same, as an option and from the environment", (tier) => {
    const plain = zerovm(["run", example("hello"), "--json"]);
    expect(plain.code).toBe(0);
    const { memoryBytes: _, ...expected } = JSON.parse(plain.out.split("\n").at(-2) ?? "");
    for (const ran of [
      zerovm(["run", example("hello"), "--json", "--tier", tier]),
      zerovm(["run", example("hello"), "--json"], "", { ZEROVM_TIER: tier }),
    ]) {
      expect(ran.code).toBe(0);
      expect(JSON.parse(ran.out.split("\n").at(-2) ?? "")).toMatchObject(expected);
    }
    const { code, out } = zerovm([manifest({})], "", { ZEROVM_TIER: tier });
    expect([code, stateOf(out)]).toEqual([0, "ok"]);
  });

  it("that do not exist are named with those that do", () => {
    for (const ran of [
      zerovm(["run", example("hello"), "--tier", "fast"]),
      zerovm(["run", example("hello")], "", { ZEROVM_TIER: "fast" }),
      zerovm([manifest({})], "", { ZEROVM_TIER: "fast" }),
    ]) {
      expect(ran.code).toBe(22);
      expect(ran.err).toMatch(/(--tier|ZEROVM_TIER) is one of auto, translator, .*not "fast"/);
    }
  });
});

describe("translated code", () => {
  it("of one unit: meanings, WebAssembly, counts", () => {
    const { code, out } = zerovm(["translate", example("primes"), "--at", "0x20020"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^20062: +81 fb 80 84 1e 00 +cmp +\$0x1e8480,%ebx\n {4}OF, SF, ZF/m);
    expect(out).toMatch(/^ +;; 20062: .*\n +i32\.const/m);
    expect(out).toMatch(/\d+ instructions in \d+ blocks, \d+ bytes; \d+ places to leave\n\d+ bytes of/);
    expect(zerovm(["translate", example("primes"), "--at", "entry"]).code).toBe(0);
  });

  it.each([
    ["no address", ["--at", "there"], 22], ["nothing wanted", [], 22],
    ["both", ["--at", "20000", "-o", "x"], 22], ["HLT", ["--at", "0x2ffe0"], 1],
    ["outside of the text", ["--at", "0x40000000"], 1], ["no folder", ["-o", "/none/x.wasm"], 2],
  ])("%s: one line", (_, args, code) => {
    const ran = zerovm(["translate", example("primes"), ...args]);
    expect(ran).toMatchObject({ code, out: "", err: expect.stringMatching(/^zerovm.*\n$/) });
  });

  it("of a program that is refused, or none at all", () => {
    const unsafe = Buffer.alloc(64, 0xc3);
    const program = file("unsafe", elfFile({ segments: [{
      type: 1, flags: 5, vaddr: 0x20000n, bytes: unsafe, filesz: 64n, memsz: 64n,
    }] }));
    expect(zerovm(["translate", program, "--at", "20000"]))
      .toMatchObject({ code: 8, err: expect.stringMatching(/^zerovm: .*\n$/) });
    expect(zerovm(["translate", "/none", "--at", "20000"]).code).toBe(2);
  });

  it("as a file runs the program it was made of, and no other", () => {
    const units = join(folder, "units.wasm");
    expect(zerovm(["translate", example("primes"), "-o", units]).out)
      .toMatch(/units\.wasm: \d+ units, \d+ instructions, \d+ bytes\n$/);
    const plain = zerovm(["run", example("primes"), "--json"]);
    expect(zerovm(["run", example("primes"), "--json", "--units", units]).out).toBe(plain.out);
    const other = zerovm(["run", example("hello"), "--units", units]);
    expect(other).toMatchObject({ code: 8, out: "" });
    expect(other.err).toMatch(/^zerovm: translated units refused: they were made for another text; .*\n$/);
    const damaged = readFileSync(units);
    damaged[50] = (damaged[50] ?? 0) ^ 1;
    expect(zerovm(["run", example("primes"), "--units", file("damaged", damaged)]).err)
      .toMatch(/changed behind their digest/);
    expect(zerovm(["run", example("primes"), "--units", "/none"]).code).toBe(2);
    expect(zerovm(["run", example("primes"), "--units", units, "--tier", "oracle"]).code).toBe(22);
  });

  it("is kept in a folder, by option and by environment, for programs and for sessions", () => {
    const cache = join(folder, "cache");
    // Long enough for tier auto to translate some of it.
    const [long, rounds] = [programFile("vectors", "nexe"), "2500"];
    const plain = zerovm(["run", long, "--json"], rounds);
    for (let round = 0; round < 2; round += 1) {
      expect(zerovm(["run", long, "--json", "--cache", cache], rounds).out).toBe(plain.out);
      expect(readdirSync(cache)).toEqual([expect.stringMatching(/\.units$/)]);
    }
    const other = join(folder, "other");
    const { code } = zerovm([manifest({ program: example("primes") })], "",
      { ZEROVM_CACHE: other, ZEROVM_TIER: "translator" });
    expect([code, readdirSync(other).length]).toEqual([0, 1]);
  });
});

describe("signals and pipes", () => {
  interface Ended extends Ran {
    readonly signal: NodeJS.Signals | null;
  }

  /** Starts the command, waits until `ready` stands in its output (or a moment), then acts. */
  async function started(args: readonly string[], act: (child: ReturnType<typeof spawn>) => void)
    : Promise<Ended> {
    const child = spawn(process.execPath, [command, ...args], { cwd: folder });
    let out = "";
    let err = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString("latin1")));
    child.stderr.on("data", (data: Buffer) => (err += data.toString("latin1")));
    setTimeout(() => act(child), 3000);
    return new Promise((resolve) => {
      child.on("close", (code, signal) => resolve({ code, signal, out, err }));
    });
  }

  it("SIGINT ends a run at once, as a shell expects", async () => {
    const { signal, out } = await started(["run", example("endless")], (child) => {
      child.kill("SIGINT");
    });
    expect([signal, out]).toEqual(["SIGINT", ""]);
  });

  it("SIGTERM ends a session with its whole report", async () => {
    const { code, out } = await started([manifest({ program: example("endless") })], (child) => {
      child.kill("SIGTERM");
    });
    expect(code).toBe(4);
    expect(stateOf(out)).toMatch(/^Signal 15 from untrusted code: Halting at 0x440A000200/);
  });

  it("SIGINT while a guest waits for a FIFO that nobody writes", async () => {
    const fifo = join(folder, "fifo");
    if (spawnSync("mkfifo", [fifo]).status !== 0) return;
    const path = manifest({ program: example("copy"), stdin: fifo });
    const { code, out } = await started([path], (child) => {
      child.kill("SIGINT");
    });
    expect(code).toBe(4);
    expect(stateOf(out)).toMatch(/^Signal 2 from trusted code/);
  });

  it("a reader that goes away ends the run without a word", async () => {
    const input = file("big", Buffer.alloc(4 << 20, 0x61));
    const shell = `"${process.execPath}" "${command}" run "${example("copy")}" --stdin "${input}"`;
    const { stderr, stdout } = spawnSync("bash", ["-c",
      `${shell} | head -c 10; echo " \${PIPESTATUS[0]}"`]);
    expect([stdout.toString(), stderr.toString()]).toEqual(["aaaaaaaaaa 141\n", ""]);
  });
});

/** Runs the command with its output going to a device that takes nothing. */
function toFull(args: readonly string[]): { readonly status: number | null; readonly err: string } {
  const { status, stderr } = spawnSync("bash", ["-c",
    `exec "${process.execPath}" "${command}" "$@" > /dev/full`, "bash", ...args]);
  return { status, err: stderr.toString() };
}

describe("a full disk behind the output", () => {
  const reason = "ENOSPC: no space left on device, write";

  it("makes a run fail whose guest never noticed", () => {
    expect(toFull(["run", example("hello")])).toEqual({
      status: 5,
      err: `hello from stderr\nzerovm: /dev/stdout;0: 18 bytes of output were lost: ${reason}\n`,
    });
  });

  it("stops a guest that writes on and on, with the reason", () => {
    const { status, err } = toFull(["run", example("copy"), "--stdin", "/dev/zero"]);
    expect(status).toBe(5);
    expect(err).toMatch(/^zerovm: \/dev\/stdout;0 failed to write: .* were lost: ENOSPC.*\n$/);
  });

  it("is no defect of ours, for reports and help", () => {
    for (const args of [[manifest({})], ["--help"], ["run", "--help"]]) {
      expect(toFull(args)).toEqual({ status: 5, err: `zerovm: ${reason}\n` });
    }
  });
});

describe("any verb", () => {
  it("ends without a word when its reader goes away", () => {
    const input = file("code", Buffer.alloc(1 << 20, 0x90));
    const shell = `"${process.execPath}" "${command}" dis "${input}"`;
    const { stderr, stdout } = spawnSync("bash", ["-c",
      `${shell} | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`]);
    expect([stdout.toString(), stderr.toString()]).toEqual(["141\n", ""]);
  });
});

describe("zerovm MANIFEST", () => {
  it("a session, its channels and its report", () => {
    const { code, out, err } = zerovm([manifest({})]);
    expect([code, err]).toEqual([0, ""]);
    expect(out.replace(/^\d+\.\d\d \d+\.\d\d /m, ""))
      .toBe("0\n0\n0\ndisable\n0 0 2 36 0 0 0 0\nok\n\n");
    expect(readFileSync(join(folder, "out"), "latin1")).toBe("hello from stdout\n");
  });

  it("a missing and an empty manifest", () => {
    const missing = zerovm(["none"]);
    expect([missing.code, stateOf(missing.out)]).toEqual([2, "manifest open error"]);
    const empty = zerovm([file("empty", "")]);
    expect([empty.code, stateOf(empty.out)]).toEqual([5, "manifest read error"]);
  });

  it("a channel's file that cannot be created", () => {
    const path = manifest({ stdout: join(folder, "no", "folder") });
    const { code, out, err } = zerovm([path]);
    expect([code, stateOf(out)]).toEqual([9, "cannot preallocate /dev/stdout"]);
    expect(err).toMatch(/^zerovm: cannot preallocate .*no such file.*\n$/);
    const plain = zerovm([path, "-P"]);
    expect([plain.code, stateOf(plain.out)]).toEqual([2, `${folder}/no/folder open error`]);
  });

  it("a directory and a limit that no disk has as channels", () => {
    mkdirSync(join(folder, "sub"), { recursive: true });
    const directory = zerovm([manifest({ stdout: join(folder, "sub") })]);
    expect([directory.code, stateOf(directory.out)])
      .toEqual([93, "invalid /dev/stdout source type 0"]);
    const huge = zerovm([manifest({ putsize: "9223372036854775807" })]);
    expect([huge.code, stateOf(huge.out)]).toEqual([27, "cannot preallocate /dev/stdout"]);
    expect(readFileSync(join(folder, "out"))).toHaveLength(0);
  });

  it("a file size limit of the system", () => {
    const input = file("big", Buffer.alloc(200_000, 0x61));
    const path = manifest({ program: example("copy"), stdin: input, putsize: "9999999" });
    const { stdout, status } = spawnSync("bash", ["-c",
      `ulimit -f 64; exec "${process.execPath}" "${command}" "${path}" -P`]);
    expect([status, stateOf(stdout.toString())]).toEqual([4, "disk quota exceeded"]);
  });

  it("a program that may not be read", () => {
    const path = file("secret", "");
    chmodSync(path, 0);
    // The superuser may read everything; then it is an empty program.
    const expected = process.getuid?.() === 0 ? [5, "check failed"] : [2, "program open error"];
    const { code, out } = zerovm([manifest({ program: path })]);
    expect([code, stateOf(out)]).toEqual(expected);
  });

  it("devices as programs and as channels", () => {
    const zero = zerovm([manifest({ program: "/dev/zero" })]);
    expect([zero.code, stateOf(zero.out)]).toEqual([5, "check failed"]);
    const full = zerovm([manifest({ stdout: "/dev/full" })]);
    expect([full.code, stateOf(full.out)]).toEqual([0, "ok"]);
  });

  it("-T appends a trace of steps and calls", () => {
    const trace = join(folder, "trace");
    expect(zerovm([manifest({}), `-T${trace}`]).code).toBe(0);
    const text = readFileSync(trace, "utf8");
    expect(text).toMatch(/^\[\d+\] 0{48}\n/);
    expect(text).toMatch(/: untrusted code\n.*: TrapWrite\(1, \d+, 18, 0\) = 18\n/);
    expect(text).toMatch(/: TrapExit\(0\)\n/);
  });

  it("-T into a folder that does not exist, -v 2 on stderr", () => {
    const { code, out } = zerovm([manifest({}), "-T", `${folder}/no/trace`]);
    expect([code, stateOf(out)]).toEqual([2, `cannot open ${folder}/no/trace`]);
    expect(zerovm([manifest({}), "-v2"]).err).toMatch(/: TrapWrite\(1, \d+, 18, 0\) = 18\n/);
  });

  it("-t 1 sends the report to the log, -t 3 puts its length in front", () => {
    expect(zerovm([manifest({}), "-t1"])).toMatchObject({
      out: "", err: expect.stringMatching(/^0; 0; 0; disable; .* ok; ; \n$/),
    });
    const { out } = zerovm(["-t", "3", manifest({})]);
    expect(Number(out.slice(0, 8))).toBe(out.length - 8);
  });
});
