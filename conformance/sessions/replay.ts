/** Runs recorded sessions of the original through our command line, and lists the differences. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { runManifest } from "../../src/cli/manifest-mode.ts";
import type { Console } from "../../src/cli/verb.ts";
import type { Toolchain } from "../../src/session/core-toolchain.ts";

export interface RecordedSession {
  readonly id: string;
  readonly nexe: string;
  /** Null where the module was too large to be recorded. */
  readonly nexe_hex: string | null;
  readonly script: string;
  readonly manifest: string;
  readonly options: readonly string[];
  readonly files_in: Readonly<Record<string, string>> | null;
  readonly rc: number;
  readonly stdout: string;
  /** One signed 64-bit answer per trap; exact, as they are small. */
  readonly results: readonly number[] | null;
  readonly files_out: Readonly<Record<string, string>> | null;
}

export type Part = "exit code" | "report" | "results" | "files";

export interface Difference {
  readonly part: Part;
  readonly got: unknown;
  readonly expected: unknown;
}

export function readRecords(path: string): RecordedSession[] {
  return gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n")
    .map((line): RecordedSession => JSON.parse(line));
}

/** Names of the replay's own files, which no record lists. */
const SCRIPT = "script";
const RESULT = "result";
const OWN_FILES: readonly string[] = [SCRIPT, RESULT];

/** Input files above this size were not kept among the recorded output files. */
const KEPT_FILE_BYTES = 4096;

/** A report without times, source locations and addresses of the host's own code. */
function comparableReport(text: string, folder: string): string {
  return text.replaceAll(folder, "PWD").split("\n").map((line) => line
    .replace(/^\d+\.\d\d \d+\.\d\d /, "TIME ")
    .replace(/^\S+\.[ch] \d+: /, "")
    .replace(/(from trusted code: Halting at) 0x[0-9A-F]+/, "$1 HOST")).join("\n");
}

function answers(path: string): number[] {
  const bytes = readFileSync(path);
  return Array.from({ length: bytes.length >> 3 }, (_, k) => Number(bytes.readBigInt64LE(8 * k)));
}

/** The files of a folder as the records have them: hexadecimal, in the order of names. */
function filesOf(folder: string, inputs: RecordedSession["files_in"]): [string, string][] {
  return readdirSync(folder).filter((name) => !OWN_FILES.includes(name)).sort()
    .map((name): [string, string] => [name, readFileSync(join(folder, name)).toString("hex")])
    .filter(([name, hex]) => hex.length <= 2 * KEPT_FILE_BYTES || inputs?.[name] !== hex);
}

function writeInputs(record: RecordedSession, folder: string): string {
  const modules = join(folder, "modules");
  const session = join(folder, "session");
  mkdirSync(modules);
  mkdirSync(session);
  writeFileSync(join(modules, record.nexe), Buffer.from(record.nexe_hex ?? "", "hex"));
  writeFileSync(join(session, SCRIPT), Buffer.from(record.script, "hex"));
  for (const [name, hex] of Object.entries(record.files_in ?? {})) {
    writeFileSync(join(session, name), Buffer.from(hex, "hex"));
  }
  const manifest = record.manifest.replaceAll("PWD", session).replaceAll("NEXEDIR", modules);
  writeFileSync(join(folder, "manifest"), manifest);
  return session;
}

/** A console that keeps what is written to standard output. */
function recordingConsole(): { readonly console: Console; text(): string } {
  let text = "";
  const console: Console = {
    stdin: (async function* () {})(),
    async out(data) {
      text += typeof data === "string" ? data : Buffer.from(data).toString("latin1");
    },
    async err() {},
    outIsTerminal: false, errIsTerminal: false, env: {},
  };
  return { console, text: () => text };
}

/** Replays a record in a folder of its own. Sessions without a module cannot be replayed. */
export async function replay(record: RecordedSession, toolchain: Toolchain)
  : Promise<Difference[]> {
  const folder = mkdtempSync(join(tmpdir(), "zerovm-session-"));
  try {
    const session = writeInputs(record, folder);
    const { console, text } = recordingConsole();
    const code = await runManifest([join(folder, "manifest"), ...record.options], {
      toolchain: async () => toolchain, started: () => undefined,
    }, console);
    const report = comparableReport(text(), session);
    const expected = comparableReport(record.stdout, session);
    const results = readdirSync(session).includes(RESULT) ? answers(join(session, RESULT)) : [];
    const compared: Difference[] = [
      { part: "exit code", got: code, expected: record.rc },
      { part: "report", got: report, expected },
      { part: "results", got: results, expected: record.results ?? [] },
      {
        part: "files", got: filesOf(session, record.files_in),
        expected: Object.entries(record.files_out ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
      },
    ];
    return compared.filter(({ got, expected: want }) =>
      JSON.stringify(got) !== JSON.stringify(want));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
