/** Reads the case files of this folder. Their form is described in README.md. */
import {
  NACL_2013, NACL_2025, tolerating, ZEROVM, type Profile,
} from "../../spec/nacl/profiles.ts";

export interface Case {
  readonly accepted: boolean;
  /** Names of CASE_PROFILES. */
  readonly profiles: readonly string[];
  readonly text: Uint8Array;
  readonly idea: string;
}

/** The profiles that cases speak of, by the names that they use. */
export const CASE_PROFILES: ReadonlyMap<string, Profile> = new Map([
  ["zerovm", ZEROVM],
  ["nacl-2013", NACL_2013],
  ["nacl-2025", NACL_2025],
  ["tolerant", tolerating(NACL_2025)],
]);

const BUNDLE_BYTES = 32;
const NOP = 0x90;

/** All cases of a file's text. Throws on a line that is none. */
export function readCases(file: string): Case[] {
  return file.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map(readCase);
}

function readCase(line: string): Case {
  const [verdict, profiles, bytes, idea] = line.split(/ {2,}/);
  const known = verdict === "accept" || verdict === "refuse";
  if (!known || profiles === undefined || bytes === undefined || idea === undefined) {
    throw new Error(`no case: ${line}`);
  }
  const names = profiles === "*" ? [...CASE_PROFILES.keys()] : profiles.split(" ");
  const unknown = names.find((name) => !CASE_PROFILES.has(name));
  if (unknown !== undefined) throw new Error(`no profile is called ${unknown}: ${line}`);
  return { accepted: verdict === "accept", profiles: names, text: readText(bytes), idea };
}

/** Hexadecimal bytes; `@1c` pads with nops; `raw` at the end leaves the length as it is. */
function readText(words: string): Uint8Array {
  const bytes: number[] = [];
  const pad = (length: number): void => {
    while (bytes.length < length) bytes.push(NOP);
  };
  const list = words.split(" ");
  const raw = list.at(-1) === "raw";
  for (const word of raw ? list.slice(0, -1) : list) {
    if (word.startsWith("@")) pad(Number.parseInt(word.slice(1), 16));
    else if (/^[0-9a-f]{2}$/.test(word)) bytes.push(Number.parseInt(word, 16));
    else throw new Error(`"${word}" is no byte: ${words}`);
  }
  if (!raw) pad(Math.ceil(bytes.length / BUNDLE_BYTES) * BUNDLE_BYTES);
  return Uint8Array.from(bytes);
}
