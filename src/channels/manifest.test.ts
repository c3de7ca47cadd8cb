import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Failure } from "../../spec/abi/failure.ts";
import { parseInteger } from "./integer.ts";
import { parseManifest } from "./manifest.ts";

const GOOD = ["Version = 20130611", "Program = /p.nexe", "Memory = 33554432, 0", "Timeout = 5"];

function manifest(lines: readonly string[]): ReturnType<typeof parseManifest> {
  return parseManifest(Buffer.from(lines.join("\n"), "latin1"));
}

/** The state and code of the failure; undefined when the text is a manifest. */
function failure(file: Uint8Array): string | undefined {
  try {
    parseManifest(file);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe(14);
    return error.state;
  }
}

const complaint = (...lines: string[]): string | undefined =>
  failure(Buffer.from(lines.join("\n"), "latin1"));

describe("integers are C's strtoll with base 0 on all of the field", () => {
  it.each([
    ["", 0n], ["  ", 0n], ["0", 0n], ["42", 42n], [" +7\t", 7n], ["-5", -5n], ["0x1F", 31n],
    ["0X10", 16n], ["010", 8n], ["9223372036854775807", 2n ** 63n - 1n],
    ["-9223372036854775808", -(2n ** 63n)], ["0x7fffffffffffffff", 2n ** 63n - 1n],
  ])("%j is %d", (text, value) => {
    expect(parseInteger(text)).toEqual({ value });
  });

  it.each([
    ["usidramki", "usidramki"], ["12a", "a"], ["08", "8"], ["0x", "x"], ["1 2", " 2"], ["-", "-"],
    ["9223372036854775808", ""], ["99999999999999999999999", ""], ["5, 0", ", 0"], ["1_0", "_0"],
  ])("%j leaves %j", (text, rest) => {
    expect(parseInteger(text)).toEqual({ rest });
  });
});

describe("lines", () => {
  it("count only with exactly one =, keys are case-sensitive, unknown ones ignored", () => {
    const { timeout } = manifest([
      ...GOOD, "====", "junk", "a=b=c", "timeout = 9", "Unknown = 1", "", " = ", "[section]",
    ]);
    expect(timeout).toBe(5);
  });

  it("may end in CR LF, and a NUL ends the text", () => {
    const file = Buffer.from(`${GOOD.join("\r\n")}\r\n\0Nonsense\nTimeout = x`, "latin1");
    expect(parseManifest(file)).toMatchObject({ program: "/p.nexe", memoryBytes: 33554432n });
  });

  it("beyond 8192 are one line, beyond 512 KiB nothing", () => {
    const lines = [...GOOD, ...Array.from({ length: 8200 }, () => "x")];
    expect(manifest([...lines, "Timeout = bad"]).timeout).toBe(5);
    const long = Buffer.concat([Buffer.from(`${GOOD.join("\n")}\n`), Buffer.alloc(0x80000, 32),
      Buffer.from("\nTimeout = bad")]);
    expect(parseManifest(long).timeout).toBe(5);
  });

  it("keeps every byte of names", () => {
    const [channel] = manifest([...GOOD, "Channel = /t\xe9, \xff\xfe, 0, 0, 1, 1, 0, 0"]).channels;
    expect(channel).toMatchObject({ alias: "\xff\xfe", sources: [{ path: "/t\xe9" }] });
  });
});

describe("keywords", () => {
  it("missing and duplicate ones are found from the end of the list", () => {
    expect(complaint("====")).toBe("Timeout not specified");
    for (const missing of ["Timeout", "Memory", "Program", "Version"]) {
      expect(complaint(...GOOD.filter((line) => !line.startsWith(missing))))
        .toBe(`${missing} not specified`);
    }
    expect(complaint(...GOOD, "Version = 20130611", "Timeout = 1"))
      .toBe("duplicate Timeout keyword");
    expect(complaint(...GOOD, "Node = 1", "Node = 2")).toBe("duplicate Node keyword");
    expect(complaint(...GOOD, "Etag = a", "Etag = b")).toBe("duplicate Etag keyword");
  });

  it("the first bad line decides, before anything missing", () => {
    expect(complaint("Timeout = q", "Memory = 1")).toBe("MANIFEST 1: invalid numeric value 'q'");
  });

  it.each([
    ["Version = 20140509", "invalid manifest version"],
    ["Memory = 33554432", "invalid memory token"],
    ["Memory = 33554432, 0, 0", "invalid numeric value ', 0'"],
    ["Memory = 33554432, 2", "invalid memory etag token"],
    ["Memory = 1x, 2", "invalid numeric value 'x'"],
    ["Node = usidramki", "invalid numeric value 'usidramki'"],
    [`Job = ${"j".repeat(108)}`, "too long Job name"],
    ["NameServer = udp:127.0.1:54321", "malformed ip token"],
    ["NameServer = udp:0.0.0.0:1", "malformed ip token"],
    ["NameServer = udp:127.0.0.1", "invalid channel url"],
    ["Channel = /a, b, 0, 0, 1, 1, 0", "invalid channel tokens number"],
    ["Channel = /a, b, 0, 0, 1, 1, 0, 0, 0", "invalid numeric value ', 0'"],
    ["Channel = a, b, 0, 0, 1, 1, 0, 0", "only absolute path channels are allowed"],
    ["Channel = , b, 0, 0, 1, 1, 0, 0", "only absolute path channels are allowed"],
    ["Channel = http:1.2.3.4:5, b, 0, 0, 1, 1, 0, 0", "invalid channel name"],
    ["Channel = /a:b, b, 0, 0, 1, 1, 0, 0", "invalid channel name"],
    ["Channel = tcp:1.2.3.4, b, 0, 0, 1, 1, 0, 0", "invalid channel url"],
    ["Channel = tcp:1.2.3:4, b, 0, 0, 1, 1, 0, 0", "malformed ip token"],
    ["Channel = tcp:x:4, b, 0, 0, 1, 1, 0, 0", "invalid numeric value 'x'"],
    ["Channel = fifo:1:4, b, 0, 0, 1, 1, 0, 0", "invalid channel url"],
    ["Channel = /a, b, zero, 0, 1, 1, 0, 0", "invalid numeric value 'zero'"],
    ["Channel = /a, b, 0, 2, 1, 1, 0, 0", "invalid channel numeric token"],
    ["Channel = /a, b, 0, 0, 1, -1, 0, 0", "negative limits for b"],
    ["Channel = /a, b, 0, 0, 1, 1, 0, q", "invalid numeric value 'q'"],
    ["Channel = a, b, x, 9, -1, -1, 0, 0", "only absolute path channels are allowed"],
  ])("%s", (line, message) => {
    expect(complaint("# a comment", line, ...GOOD)).toBe(`MANIFEST 2: ${message}`);
  });

  it("numbers are cut to their fields' widths", () => {
    const parsed = manifest([
      ...GOOD.slice(0, 3), "Timeout = 4294967297", "Node = -1",
      "Channel = tcp:2:65537; tcp:1.2.3.4:, net, 4294967299, 1, , 0x10, 010, 9223372036854775807",
    ]);
    expect(parsed).toMatchObject({ timeout: 1, node: -1 });
    expect(parsed.channels[0]).toEqual({
      alias: "net", type: 3, etag: true, gets: 0n, getsize: 16n, puts: 8n, putsize: 2n ** 63n - 1n,
      sources: [
        { kind: "network", protocol: "tcp", host: { node: 2 }, port: 1 },
        { kind: "network", protocol: "tcp", host: { ip: 0x01020304 }, port: 0 },
      ],
    });
  });
});

describe("files of any content", () => {
  const word = fc.constantFrom("Channel", "Version", "Memory", "Timeout", "Node", "Job", "=", ",",
    ";", ":", "/a", "tcp", "0x", "-1", "9".repeat(30), "20130611", "\n", " ", "\r", "\0", "\xff");
  it("are manifests or malformed", () => {
    fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      failure(Buffer.from(words.join(""), "latin1"));
    }), { numRuns: 2000 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      failure(bytes);
    }));
  });
});
