/** The sequences of reads and writes that were measured on the original (ABI, test vectors). */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Accounting } from "../channels/accounting.ts";
import { Channel } from "../channels/channel.ts";
import { MemoryHost } from "../channels/memory-host.ts";
import { readChannel, writeChannel } from "../channels/transfer.ts";
import { planRead, planWrite, readOffset, writeOffset } from "./limits.ts";

const HUGE = 2n ** 63n - 1n;

async function open(type: number, limits: readonly bigint[], content: number | undefined)
  : Promise<Channel> {
  const [gets = 0n, getsize = 0n, puts = 0n, putsize = 0n] = limits;
  const channel = new Channel({
    alias: "a", type, etag: false, sources: [], gets, getsize, puts, putsize,
  }, () => {
    throw new Error("no etags here");
  });
  const host = new MemoryHost();
  host.put("/a", new Uint8Array(content ?? 0).fill(0x61));
  const source = host.openFile("/a", puts > 0n && gets === 0n ? "create" : "update");
  channel.sources.push({ source, position: 0, valid: true, ended: false, lostBytes: 0 });
  if (channel.direction !== "write") channel.size = source.size();
  if (type === 1 && channel.direction === "update") channel.writePosition = channel.size;
  return channel;
}

/** An offset as traps hand it over. */
function exact(offset: bigint): number | bigint {
  const number = Number(offset);
  return Number.isSafeInteger(number) ? number : offset;
}

/** Calls as "r5@10": read 5 bytes at 10. The result is what the guest sees. */
async function call(channel: Channel, text: string): Promise<number> {
  const [, kind, size, offset] = /^([rw])(-?\d+)@(-?\d+)$/.exec(text) ?? [];
  const at = exact(BigInt(offset ?? ""));
  const plan = (kind === "r" ? planRead : planWrite)(channel, Number(size), at);
  if (plan <= 0) return plan;
  const accounting = new Accounting();
  return kind === "r"
    ? readChannel(channel, readOffset(channel, at), plan, accounting, { fill: () => undefined })
    : writeChannel(channel, writeOffset(channel, at), new Uint8Array(plan), accounting);
}

const SEQUENCES: readonly [string, number, readonly bigint[], number | undefined, string][] = [
  ["sequential read", 0, [32n, 32n], 100,
    "r0@0=0 r0@-1=0 r-1@0=-14 r1@-1=1 r5@1000=5 w0@0=0 w1@0=-122 w-1@0=-14 r40@0=26 r1@0=-122 "
    + "r0@0=0"],
  ["three reads", 0, [3n, 100n], 100, "r1@0=1 r1@0=1 r1@0=1 r1@0=-122"],
  ["end of file", 0, [300n, 3200n], 10, "r30@0=10 r1@0=0 r1@0=0"],
  ["the limit comes before the end", 0, [300n, 10n], 10, "r10@0=10 r30@0=-122"],
  ["random read", 3, [32n, 32n], 10,
    "r0@11=-14 r0@-1=0 r1@-1=-22 r-1@0=-14 r5@10=0 r5@11=-14 r5@8=2 r5@4294967296=-22 "
    + "r5@4294967306=0 r5@9223372036854775807=-22 r100@0=10"],
  ["sequential write", 0, [0n, 0n, 32n, 32n], undefined,
    "w1@-1=1 w5@0=5 w1@7=1 w40@0=25 w1@0=-22 r0@0=0 r1@0=-122"],
  ["two writes", 1, [0n, 0n, 2n, 32n], undefined, "w1@0=1 w1@0=1 w1@0=-122"],
  ["random write", 2, [0n, 0n, 32n, 32n], undefined,
    "w1@-1=-22 w1@0=1 w1@32=-22 w1@31=1 w4@33=-22 w4@10=4 w31@0=26 w1@0=-122 w1@31=-122"],
  ["cdr on a new file", 1, [512n, 8192n, 16n, 36n], undefined,
    "r1@0=0 w6@999=6 r6@3=3 r1@6=0 r1@7=-14 w40@0=30 w1@0=-22 r100@0=36"],
  ["random both on a new file", 3, [512n, 8192n, 16n, 36n], undefined,
    "w6@0=6 w4@20=4 r30@0=24 w4@36=4 w4@35=4 w4@100=-22 w40@0=18 w1@0=-122 r100@0=40"],
  ["limits of 63 bits", 0, [0n, 0n, HUGE, HUGE], undefined, "w5@0=5 w5@0=5"],
];

/** The original's arithmetic as it is written there, in 64-bit integers. */
function reference(channel: Channel, isRead: boolean, size: number, offset: bigint): number {
  const { spec, randomRead, randomWrite, direction } = channel;
  const [length, gets, getsize, puts, putsize] = [channel.size, channel.used.gets,
    channel.used.getsize, channel.used.puts, channel.used.putsize].map(BigInt);
  const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);
  const [isRandom, position] = isRead
    ? [randomRead, channel.readPosition] : [randomWrite, channel.writePosition];
  const from = isRandom ? offset : BigInt(position);
  let wanted = BigInt(size);
  if (isRead && randomRead) {
    wanted = BigInt.asIntN(32, min(BigInt.asIntN(64, (length ?? 0n) - offset), wanted));
  }
  if (wanted === 0n) return 0;
  if (wanted < 0n) return -14;
  if (from < 0n) return -22;
  if (isRead && channel.atEnd) return 0;
  if (isRead ? (gets ?? 0n) >= spec.gets : (puts ?? 0n) >= spec.puts) return -122;
  const end = BigInt.asIntN(64, spec.putsize - (putsize ?? 0n) + (length ?? 0n));
  const isReadable = direction === "read" || direction === "update";
  if (!isRead && !isReadable && from >= spec.putsize) return -22;
  if ((!isRead || randomRead) && from >= end) return -22;
  const left = isRead ? spec.getsize - (getsize ?? 0n) : spec.putsize - (putsize ?? 0n);
  const allowed = min(wanted, left);
  return allowed < 1n ? -122 : Number(allowed);
}

/** Numbers about the places where something could go wrong. */
function near(max: bigint): fc.Arbitrary<bigint> {
  const marks = [0n, 100n, 2n ** 31n, 2n ** 32n, 2n ** 52n, 2n ** 53n, 2n ** 62n, 2n ** 63n];
  return fc.tuple(fc.constantFrom(...marks.filter((mark) => mark <= max)),
    fc.bigInt({ min: -40n, max: 40n })).map(([mark, away]) => {
    const value = mark + away;
    return value < 0n ? 0n : value > max ? max : value;
  });
}

it("is the original's arithmetic on 64-bit integers, without them", () => {
  const limit = near(HUGE);
  const count = near(2n ** 52n).map(Number);
  const offset = fc.tuple(near(HUGE), fc.boolean()).map(([value, negative]) =>
    negative ? -value - 1n : value);
  const size = fc.oneof(fc.integer({ min: -3, max: 300 }),
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }));
  fc.assert(fc.property(fc.integer({ min: 0, max: 3 }), fc.tuple(limit, limit, limit, limit),
    fc.tuple(count, count, count), fc.boolean(), size, offset, fc.boolean(),
    (type, [gets, getsize, puts, putsize], [length, moved, position], atEnd, bytes, at, isRead) => {
      const channel = new Channel({
        alias: "a", type, etag: false, sources: [], gets, getsize, puts, putsize,
      }, () => {
        throw new Error("no etags here");
      });
      Object.assign(channel, { size: length, readPosition: position, writePosition: position, atEnd });
      Object.assign(channel.used, { gets: moved % 97, getsize: moved, puts: moved % 89, putsize: moved });
      const plan = (isRead ? planRead : planWrite)(channel, bytes, exact(at));
      expect(plan).toBe(reference(channel, isRead, bytes, at));
    }), { numRuns: 20_000 });
});

describe("sequences of calls", () => {
  it.each(SEQUENCES)("%s", async (_, type, limits, content, calls) => {
    const channel = await open(type, limits, content);
    const seen: string[] = [];
    for (const step of calls.split(" ")) {
      const [request = ""] = step.split("=");
      seen.push(`${request}=${await call(channel, request)}`);
    }
    expect(seen.join(" ")).toBe(calls);
  });
});
