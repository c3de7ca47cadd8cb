/** Several sources of one channel, and streams that take nothing. */
import { describe, expect, it } from "vitest";
import { Accounting } from "./accounting.ts";
import { Channel } from "./channel.ts";
import { HostError } from "./host.ts";
import type { Source, StreamSource } from "./host.ts";
import { MemoryHost } from "./memory-host.ts";
import { readChannel, writeChannel } from "./transfer.ts";

function channelOf(sources: readonly Source[], type = 0): Channel {
  const channel = new Channel({
    alias: "aaa", type, etag: false, sources: [], gets: 99n, getsize: 999n, puts: 99n,
    putsize: 9999n,
  }, () => ({ update: () => undefined, hex: () => "" }));
  for (const source of sources) {
    channel.sources.push({ source, position: 0, valid: true, ended: false, lostBytes: 0 });
  }
  return channel;
}

function files(contents: readonly string[], type = 0): Channel {
  const host = new MemoryHost();
  return channelOf(contents.map((content, index) => {
    host.put(`/${index}`, Buffer.from(content));
    return host.openFile(`/${index}`, "read");
  }), type);
}

function streamOf(content: string): StreamSource {
  let rest = Buffer.from(content);
  return {
    kind: "stream", write: () => undefined, close: () => undefined,
    // One byte at a time: the channel asks until it has all it wants.
    read(into) {
      const count = Math.min(1, rest.length);
      into.set(rest.subarray(0, count));
      rest = rest.subarray(count);
      return count;
    },
  };
}

/** Reads four bytes at a time; the bytes of every read, then the accounting. */
async function reads(channel: Channel, count: number): Promise<string[]> {
  const accounting = new Accounting();
  const seen: string[] = [];
  for (let k = 0; k < count; k += 1) {
    let text = "";
    if (!channel.atEnd) {
      await readChannel(channel, channel.readPosition, 4, accounting, {
        fill(bytes) {
          text += Buffer.from(bytes).toString();
        },
      });
    }
    seen.push(text);
  }
  return [...seen, accounting.toString().split(" ").slice(0, 2).join(" ")];
}

describe("reading from several sources", () => {
  it("takes what two of them agree on, and leaves the third alone", async () => {
    expect(await reads(files(["01234567", "01234567", "x1234567"]), 2))
      .toEqual(["0123", "4567", "4 16"]);
    expect(await reads(files(["0123", "x123", "0123"]), 1)).toEqual(["0123", "3 12"]);
  });

  it("ends where the first of them ends", async () => {
    expect(await reads(files(["012345", "0123456789", "0123456789"]), 4))
      .toEqual(["0123", "4567", "", "", "6 18"]);
  });

  it("compares as far as the later source goes", async () => {
    expect(await reads(files(["0123456789", "012345"]), 3)).toEqual(["0123", "45", "", "6 16"]);
  });

  it("fails when no two agree, or none is left", async () => {
    await expect(reads(files(["0123", "x123"]), 1)).rejects
      .toMatchObject({ code: 5, state: "aaa failed to read" });
    const broken = files(["0123", "0123"]);
    for (const mounted of broken.sources) mounted.valid = false;
    await expect(reads(broken, 1)).rejects
      .toMatchObject({ code: 5, state: "all aaa sources failed" });
  });

  it("moves streams that lag behind to where the channel is", async () => {
    // The third source is asked only when the first two disagree, four bytes in.
    const channel = channelOf([streamOf("0123abcd"), streamOf("0123x"), streamOf("0123abcd")]);
    expect((await reads(channel, 2)).slice(0, 2)).toEqual(["0123", "abcd"]);
  });
});

describe("a stream that takes nothing", () => {
  const full: StreamSource = {
    kind: "stream", read: () => 0, close: () => undefined,
    write() {
      throw new HostError(28, "full");
    },
  };

  it("shows only when a buffer would be full", async () => {
    const channel = channelOf([full]);
    const accounting = new Accounting();
    expect(await writeChannel(channel, 0, new Uint8Array(4096), accounting)).toBe(4096);
    await expect(writeChannel(channel, 4096, new Uint8Array(1), accounting)).rejects
      .toMatchObject({ code: 5, state: "aaa;0 failed to write: Input/output error" });
  });
});
