import { describe, expect, it } from "vitest";
import { UsageError, parseArguments, parseCount } from "./arguments.ts";
import { runChannels } from "./run-host.ts";
import { parseRunOptions } from "./run-options.ts";

describe("numbers", () => {
  it.each([
    ["1", undefined, 1n], ["0x10", undefined, 16n], ["1_000", undefined, 1000n],
    ["2k", "bytes", 2048n], ["512M", "bytes", 1n << 29n], ["4G", "bytes", 1n << 32n],
    ["1M", "count", 1_000_000n], ["0xfK", "count", 15_000n],
  ] as const)("%s of %s is %d", (text, unit, value) => {
    expect(parseCount("--x", text, unit)).toBe(value);
  });

  it.each(["0", "-1", "", "1.5", "x", "0x", "1T", "1k", "1 2"])("%j is none", (text) => {
    expect(() => parseCount("--x", text)).toThrow(UsageError);
  });
});

describe("arguments", () => {
  it("switches, values, operands in any order; everything behind -- is left alone", () => {
    expect(parseArguments(["a", "--n=1", "--s", "b", "--", "--s", "--"], ["n"], ["s"])).toEqual({
      values: { n: "1" }, switches: new Set(["s"]), operands: ["a", "b"], rest: ["--s", "--"],
    });
  });

  it.each([[["--unknown"]], [["--n"]], [["--s=1"]], [["-z"]]])("%j is wrong", (args) => {
    expect(() => parseArguments(args, ["n"], ["s"])).toThrow(UsageError);
  });

  it("of a run", () => {
    expect(parseRunOptions(["p.nexe", "--limit", "1M", "--memory=64M", "--", "a b"])).toMatchObject({
      program: "p.nexe", instructionLimit: 1_000_000n, memoryBytes: 1n << 26n, args: ["a b"],
      stdin: "-", tier: "auto",
    });
    for (const args of [[], ["a", "b"], ["a", "--tier", "x"], ["a", "--timeout", "9999999999"]]) {
      expect(() => parseRunOptions(args)).toThrow(UsageError);
    }
  });
});

describe("arguments of a guest", () => {
  it("stand in /dev/nvram, with everything escaped that its grammar means something by", () => {
    const { channels, files } = runChannels("-", ["p.nexe", "a b", "x=1,2", "[é]", ""], () => {});
    expect(channels.map(({ alias }) => alias))
      .toEqual(["/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/nvram"]);
    const file = files.openFile("/dev/nvram", "read");
    const bytes = new Uint8Array(file.size());
    file.read(bytes, 0);
    expect(Buffer.from(bytes).toString("latin1")).toBe(
      "[args]\nargs = p.nexe a\\x20b x\\x3d1\\x2c2 \\x5b\\xc3\\xa9\\x5d \"\"\n");
  });

  it("are absent where none are given, and so is the channel", () => {
    expect(runChannels("-", undefined, () => {}).channels).toHaveLength(3);
  });
});
