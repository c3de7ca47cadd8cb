/**
 * Validator speed: `npx tsx bench/validate.ts [FILE...]`. Megabytes per second of the fast
 * validator beside `objdump -d` and iced-x86 decoding the same bytes, in one run. Texts: the executable segments of the files given, and random valid
 * code.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import iced from "iced-x86";
import { createPrng } from "../conformance/prng.ts";
import { TextGenerator } from "../conformance/generators/valid-text.ts";
import { ZEROVM } from "../spec/nacl/profiles.ts";
import { textsOf } from "../src/cli/validate/input.ts";
import { coreTable } from "../src/table/core.ts";
import { FastValidator } from "../src/validator/fast/validate.ts";
import { wasmHost } from "../src/wasm/host.ts";

interface Sample {
  readonly name: string;
  readonly text: Uint8Array;
}

const ROUNDS = 9;
const SEED = 1;

/** Guests that lie beside the repository on some machines. */
const GUESTS = ["lua", "hello", "sha256"].map((name) =>
  new URL(`../../shared/nexe/${name}.nexe`, import.meta.url).pathname);

function samplesOf(files: readonly string[]): Sample[] {
  return files.flatMap((file) => textsOf(readFileSync(file), undefined).map(({ name, bytes }) =>
    ({ name: `${basename(file)} ${name}`, text: bytes })));
}

/** Random valid code of so many bytes: a stretch of a few hundred bundles, repeated. */
function randomSample(size: number): Sample {
  const generator = new TextGenerator(ZEROVM, coreTable().forms);
  const stretch = generator.text(createPrng(SEED), 1024);
  const text = new Uint8Array(size);
  for (let at = 0; at < size; at += stretch.length) {
    text.set(stretch.subarray(0, Math.min(stretch.length, size - at)), at);
  }
  return { name: `random valid code, ${size >> 10} KiB`, text };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds of one call. */
function timed(call: () => void): number {
  const start = performance.now();
  call();
  return performance.now() - start;
}

function icedDecode(text: Uint8Array): void {
  const decoder = new iced.Decoder(64, text, iced.DecoderOptions.None);
  const instruction = new iced.Instruction();
  while (decoder.canDecode) decoder.decodeOut(instruction);
  instruction.free();
  decoder.free();
}

/** Milliseconds of `objdump -d` on raw bytes, its start included; undefined where there is none. */
function objdumpTime(file: string): number | undefined {
  const args = ["-D", "-b", "binary", "-m", "i386:x86-64", file];
  let ok = false;
  const time = timed(() => {
    ok = spawnSync("objdump", args, { stdio: "ignore" }).status === 0;
  });
  return ok ? time : undefined;
}

function compare({ name, text }: Sample, validator: FastValidator, folder: string): void {
  const file = join(folder, "text");
  writeFileSync(file, text);
  const times = { validator: [] as number[], iced: [] as number[], objdump: [] as number[] };
  let accepted = false;
  for (let round = 0; round < ROUNDS; round++) {
    times.validator.push(timed(() => {
      accepted = validator.accepts(text);
    }));
    times.iced.push(timed(() => icedDecode(text)));
    const objdump = round < 3 ? objdumpTime(file) : undefined;
    if (objdump !== undefined) times.objdump.push(objdump);
  }
  const speed = (milliseconds: number): string => (text.length / 1e3 / milliseconds).toFixed(1);
  const line = (values: readonly number[]): string => values.length === 0 ? "not available"
    : `${speed(median(values))} MB/s (best ${speed(Math.min(...values))})`;
  console.log(`${name}: ${text.length} bytes, ${accepted ? "accepted" : "refused"}\n` +
    `  validator  ${line(times.validator)}\n  iced-x86   ${line(times.iced)}\n` +
    `  objdump    ${line(times.objdump)}`);
}

function main(files: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "validate-bench-"));
  try {
    const present = files.length > 0 ? files : GUESTS.filter((file) => existsSync(file));
    if (present.length === 0) console.log("guests: not available");
    const validator = new FastValidator(ZEROVM, coreTable(), wasmHost());
    const samples = [...samplesOf(present), randomSample(30 << 10), randomSample(2 << 20)];
    for (const sample of samples) compare(sample, validator, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main(process.argv.slice(2));
