import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HostError } from "../channels/host.ts";
import { MemoryHost } from "../channels/memory-host.ts";
import { sha1 } from "../host/node.ts";
import { hostClock } from "../sdk/host-clock.ts";
import { Interrupter } from "./interrupter.ts";
import { formatReport } from "./report.ts";
import { runSession } from "./session.ts";
import type { SessionHost, SessionOptions, SessionResult } from "./session.ts";
import { createToolchain } from "./toolchain.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const toolchain = createToolchain();

function example(name: string): Uint8Array {
  return readFileSync(join(EXAMPLES, `${name}.nexe`));
}

function hostOf(module: Uint8Array, files: MemoryHost): SessionHost {
  return {
    classify: (path) => files.classify(path),
    openFile: (path, access) => files.openFile(path, access),
    openStream: (path) => files.openStream(path),
    readProgram: () => module,
    digests: sha1,
    clock: hostClock(),
    cpuSeconds: () => ({ system: 0, user: 0.125 }),
  };
}

const STANDARD = [
  "Channel = /in, /dev/stdin, 0, 0, 999999, 999999, 0, 0",
  "Channel = /out, /dev/stdout, 0, 1, 0, 0, 999999, 999999",
  "Channel = /err, /dev/stderr, 0, 1, 0, 0, 999999, 999999",
];

interface Setup {
  readonly program?: string | Uint8Array;
  readonly channels?: readonly string[];
  readonly memory?: string;
  readonly timeout?: number;
  readonly options?: Partial<SessionOptions>;
  readonly stdin?: Uint8Array;
}

async function session(setup: Setup): Promise<{ result: SessionResult; files: MemoryHost }> {
  const { program = "hello" } = setup;
  const files = new MemoryHost();
  files.put("/in", setup.stdin ?? new Uint8Array(0));
  const manifest = [
    "Version = 20130611", "Program = /program", `Memory = ${setup.memory ?? "33554432, 1"}`,
    `Timeout = ${setup.timeout ?? 5}`, ...(setup.channels ?? STANDARD),
  ].join("\n");
  const module = typeof program === "string" ? example(program) : program;
  const result = await runSession(Buffer.from(manifest), hostOf(module, files), {
    ...toolchain, ...setup.options,
  });
  return { result, files };
}

function digest(...parts: readonly Uint8Array[]): string {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** Little-endian numbers at guest addresses of a memory range that is otherwise zero. */
function range(start: number, end: number, numbers: readonly [number, bigint, number][])
  : Uint8Array {
  const bytes = Buffer.alloc(end - start);
  for (const [address, value, size] of numbers) {
    for (let k = 0; k < size; k += 1) {
      bytes[address - start + k] = Number((value >> BigInt(8 * k)) & 0xffn);
    }
  }
  return bytes;
}

/**
 * The memory etag of our hello, put together by hand from the description of the ABI: what the
 * module, the user manifest and the last trap leave in memory.
 */
function expectedMemoryEtag(): string {
  const file = Buffer.from(example("hello"));
  const trampolines = Buffer.alloc(0x10000, 0xf4);
  for (let slot = 0; slot < 2047; slot += 1) {
    trampolines.write("48b8000011cafe5a0000ffd0", 32 * slot, "hex");
  }
  const text = Buffer.alloc(0x10000, 0xf4);
  const rodata = Buffer.alloc(0x10000);
  for (let index = 0; index < file.readUInt16LE(56); index += 1) {
    const at = 64 + 56 * index;
    const size = Number(file.readBigUInt64LE(at + 32));
    const bytes = file.subarray(Number(file.readBigUInt64LE(at + 8))).subarray(0, size);
    if (file.readUInt32LE(at + 4) === 5) bytes.copy(text);
    if (file.readUInt32LE(at + 4) === 4) bytes.copy(rodata);
  }
  const aliases = ["/dev/stdin", "/dev/stdout", "/dev/stderr"];
  const channels = 0xfefffffc - 3 * 48;
  const head = channels - 20;
  const numbers: [number, bigint, number][] = [
    [0xfefffffc, BigInt(head), 4], [head, 0x40000n, 4], [head + 4, 0x1000000n - 0x40000n, 4],
    [head + 8, 0x1000000n, 4], [head + 12, 3n, 4], [head + 16, BigInt(channels), 4],
  ];
  let name = head;
  for (const [index, alias] of aliases.entries()) {
    name -= alias.length + 1;
    const at = channels + 48 * index;
    const limits = index === 0 ? [999999n, 999999n, 0n, 0n] : [0n, 0n, 999999n, 999999n];
    for (const [k, limit] of limits.entries()) numbers.push([at + 8 * k, limit, 8]);
    numbers.push([at + 44, BigInt(name), 4]);
    for (const [k, byte] of [...Buffer.from(alias)].entries()) {
      numbers.push([name + k, BigInt(byte), 1]);
    }
  }
  // The exit trap: its call is the third bundle of the text, rdi points to its block; rcx still
  // holds what the trap before returned to. The guest never moved its stack pointer.
  const s = 0xffffffc8;
  const block = 0x30000n + 2n * 48n;
  const stack: [number, bigint, number][] = [
    [s - 8, 0x440a00020060n, 8], [s - 16, 0x440a0001000cn, 8], [s - 28, 0x20040n, 4],
    [s - 40, block, 4], [0xffffffd8, 1n, 4], [0xffffffdc, 0xfffffff0n, 4],
  ];
  return digest(trampolines, text, rodata, range(0xfeff0000, 0xff000000, numbers),
    range(0xff000000, 0x100000000, stack));
}

describe("a session", () => {
  it("hello: the report line by line, with an independently computed memory etag", async () => {
    const { result, files } = await session({});
    const out = Buffer.from("hello from stdout\n");
    const err = Buffer.from("hello from stderr\n");
    expect(files.file("/out")).toEqual(new Uint8Array(out));
    expect(formatReport(result.report).split("\n")).toEqual([
      "0", "0", "0",
      `/dev/stdout ${digest(out)} /dev/stderr ${digest(err)} /dev/memory ${expectedMemoryEtag()}`,
      "0.00 0.13 0 0 2 36 0 0 0 0", "ok", "", "",
    ]);
    expect(result).toMatchObject({ code: 0, exited: true, retired: 72n });
  });

  it("copy: everything from stdin to stdout, in chunks that the accounting counts", async () => {
    const stdin = Uint8Array.from({ length: 200_000 }, (_, k) => (k * k) & 0xff);
    const { result, files } = await session({ program: "copy", stdin });
    expect(files.file("/out")).toEqual(stdin);
    // Reads of 64 KiB; the fourth is short, so the channel asks again, meets the end and keeps it.
    expect(result.report.accounting).toBe("5 200000 4 200000 0 0 0 0");
  });

  it("fault: exit code 4, the instruction's address, what was written before stays", async () => {
    const { result, files } = await session({ program: "fault" });
    expect(result.code).toBe(4);
    expect(result.report.state)
      .toBe("Signal 11 from untrusted code: Halting at 0x440A00020025");
    expect(Buffer.from(files.file("/out") ?? []).toString()).toMatch(/^reading guest address/);
  });

  it("endless: the instruction limit is exact", async () => {
    const { result } = await session({
      program: "endless", options: { instructionLimit: 1_234_567n },
    });
    expect(result).toMatchObject({ code: 124, retired: 1_234_567n });
    expect(result.report.state).toBe("instruction limit exceeded");
  });

  it("endless: the timeout, and a signal", async () => {
    const timed = await session({
      program: "endless", timeout: 1, options: { interrupter: new Interrupter() },
    });
    expect(timed.result.report.state).toBe("session timeout");
    const interrupter = new Interrupter();
    setTimeout(() => interrupter.raise({ kind: "signal", signal: 15 }), 50);
    const { result } = await session({ program: "endless", options: { interrupter } });
    expect(result.code).toBe(4);
    expect(result.report.state)
      .toMatch(/^Signal 15 from untrusted code: Halting at 0x440A000200[0-9A-F]{2}$/);
  });

  it("waits for a stream no longer than its timeout", async () => {
    const files = new MemoryHost();
    files.put("/in", { kind: "stream", read: () => new Promise<number>(() => undefined), write() {},
      close() {} });
    const manifest = ["Version = 20130611", "Program = /p", "Memory = 33554432, 0", "Timeout = 1",
      ...STANDARD].join("\n");
    const result = await runSession(Buffer.from(manifest), hostOf(example("copy"), files),
      { ...toolchain, interrupter: new Interrupter() });
    expect(result.report.state).toBe("session timeout");
  });

  it("unsafe code: line 1 is 1, the rule is named, nothing is mounted", async () => {
    const module = Buffer.from(example("hello"));
    const rdtsc = Buffer.from("0f31", "hex");
    rdtsc.copy(module, module.indexOf(Buffer.from("bf", "hex"), 232) + 5);
    const { result, files } = await session({ program: module });
    expect(result).toMatchObject({ code: 8, report: { validator: 1, state: "validation failed" } });
    expect(result.failure?.detail).toMatch(/^NACL-\d+ at 0x20005/);
    expect(files.file("/out")).toBeUndefined();
  });

  it.each([
    ["-1, 0", 12, "invalid memory size"], ["0, 0", 12, "invalid memory size"],
    ["4294967297, 0", 12, "invalid memory size"],
    ["25427968, 0", 12, "user heap size is too small"],
  ])("memory of %s", async (memory, code, state) => {
    const { result } = await session({ memory });
    expect([result.code, result.report.state]).toEqual([code, state]);
  });

  it("a timeout below one second, after the channels were mounted", async () => {
    const { result, files } = await session({ timeout: -1 });
    expect(result).toMatchObject({ code: 14, report: { state: "invalid timeout -1" } });
    expect(files.file("/out")).toEqual(new Uint8Array(0));
  });

  it.each([
    ["two", STANDARD.slice(1), 14, "not enough channels: 2"],
    ["no stderr", [...STANDARD.slice(0, 2), "Channel = /x, x, 0, 0, 0, 0, 1, 1"], 14,
      "missing standard channels in manifest"],
    ["a duplicate", [...STANDARD, "Channel = /x, /dev/stdin, 0, 0, 0, 0, 1, 1"], 14,
      "/dev/stdin is already allocated"],
    ["a wrong type", [...STANDARD, "Channel = /x, x, 5, 0, 0, 0, 1, 1"], 14,
      "x has invalid type 5"],
    ["no direction", [...STANDARD, "Channel = /x, x, 0, 0, 0, 1, 1, 0"], 22,
      "x has invalid i/o type"],
    ["both directions in sequence", [...STANDARD, "Channel = /x, x, 0, 0, 1, 1, 1, 1"], 14,
      "sequential channels cannot have r/w access"],
    ["a missing file", [...STANDARD, "Channel = /none, x, 0, 0, 1, 1, 0, 0"], 14,
      "cannot open /none"],
    ["too many", [...STANDARD, ...Array.from({ length: 1362 }, (_, k) =>
      `Channel = /in, c${k}, 0, 0, 1, 1, 0, 0`)], 23, "channels number reached maximum"],
  ])("channels: %s", async (_, channels, code, state) => {
    const { result } = await session({ channels });
    expect([result.code, result.report.state]).toEqual([code, state]);
  });

  it("as many channels as fit", async () => {
    const { result } = await session({ channels: [...STANDARD,
      ...Array.from({ length: 1361 }, (_, k) => `Channel = /in, c${k}, 0, 0, 1, 1, 0, 0`)] });
    expect(result.report.state).toBe("ok");
  });

  it("a full disk fails the write, with what was written before kept", async () => {
    const files = new MemoryHost();
    files.put("/in", new Uint8Array(200_000).fill(7));
    const host = hostOf(example("copy"), files);
    const full: SessionHost = {
      ...host,
      openFile(path, access) {
        const file = host.openFile(path, access);
        if (path !== "/out") return file;
        return {
          kind: "file", size: () => file.size(), resize: (bytes) => file.resize(bytes),
          read: (into, position) => file.read(into, position), close: () => file.close(),
          // Room for 100,000 bytes: a short write, then none.
          write(bytes, position) {
            const room = 100_000 - position;
            if (room <= 0) throw new HostError(28, "no space left on device");
            return file.write(bytes.subarray(0, room), position);
          },
        };
      },
    };
    const manifest = ["Version = 20130611", "Program = /p", "Memory = 33554432, 0", "Timeout = 5",
      ...STANDARD].join("\n");
    const result = await runSession(Buffer.from(manifest), full, toolchain);
    expect([result.code, result.report.state])
      .toEqual([5, "/dev/stdout;0 failed to write: No space left on device"]);
    expect(files.file("/out")).toEqual(new Uint8Array(100_000).fill(7));
  });

  it("is the same whoever watches", async () => {
    const seen: string[] = [];
    const watched = await session({ program: "copy", stdin: Uint8Array.of(1, 2, 3), options: {
      observer: {
        phase: (phase) => void seen.push(phase),
        call: ({ name }, result) => void seen.push(`${name} ${result}`),
      },
    } });
    const alone = await session({ program: "copy", stdin: Uint8Array.of(1, 2, 3) });
    expect(watched.result.report).toEqual(alone.result.report);
    expect(watched.result.trace).toBe(alone.result.trace);
    expect(seen).toEqual(["manifest", "loading", "validation", "channels", "memory", "guest",
      "read 3", "write 3", "read 0", "exit 0", "closing", "report"]);
  });
});
