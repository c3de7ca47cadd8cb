/** The notation of encodings, word by word: what each part asks of the bytes. */
import { tip } from "./page.ts";

/** Words with one meaning. */
const WORDS: Readonly<Record<string, string>> = {
  o16: "operand size 16: prefix 66, and REX.W is not set",
  o32: "operand size 32: no prefix 66, and REX.W is not set",
  o64: "operand size 64: REX.W is set",
  d64: "operand size 64 without any prefix",
  NP: "none of the prefixes 66, F2, F3 may stand here",
  NFx: "neither F2 nor F3 may stand here",
  NP66: "prefix 66 may not stand here",
  "/r": "a ModRM byte: reg names one operand, mod and rm the other",
  ib: "1 byte of immediate", iw: "2 bytes of immediate, low byte first",
  id: "4 bytes of immediate, low byte first", iq: "8 bytes of immediate, low byte first",
  io: "8 bytes of immediate, low byte first",
  cb: "1 byte, signed: the distance from the next instruction to the target",
  cw: "2 bytes, signed: the distance from the next instruction to the target",
  cd: "4 bytes, signed: the distance from the next instruction to the target",
  mo: "8 bytes (4 with prefix 67): an absolute address",
  "/is4": "1 byte: bits 7..4 name a register, bits 3..0 are free or an immediate",
  "/is5": "1 byte: bits 7..4 name a register, bits 3..0 are an immediate",
  "11:rrr:000": "a ModRM byte with mod = 11 and rm = 000; reg names the operand",
};

/** Parts of a VEX or XOP word, between the dots. */
const VECTOR_PARTS: Readonly<Record<string, string>> = {
  VEX: "a VEX prefix: C5 and one byte, or C4 and two", XOP: "an XOP prefix: 8F and two bytes",
  128: "VEX.L = 0: 128-bit vectors", 256: "VEX.L = 1: 256-bit vectors",
  LZ: "VEX.L = 0", L0: "VEX.L = 0", L1: "VEX.L = 1", LIG: "VEX.L is ignored",
  NP: "VEX.pp = 00: no implied prefix", 66: "VEX.pp = 01: implied prefix 66",
  F3: "VEX.pp = 10: implied prefix F3", F2: "VEX.pp = 11: implied prefix F2",
  "0F": "opcode map 0F", "0F38": "opcode map 0F 38", "0F3A": "opcode map 0F 3A",
  X8: "XOP opcode map 8", X9: "XOP opcode map 9", XA: "XOP opcode map 10",
  MAP5: "opcode map 5", MAP6: "opcode map 6", MAP7: "opcode map 7",
  W0: "VEX.W = 0", W1: "VEX.W = 1", WIG: "VEX.W is ignored",
};

/** One part of an encoding: its text and what it means. */
export interface EncodingPart {
  readonly text: string;
  readonly meaning: string;
}

/** Splits an encoding into its parts. Throws on a word that has no explanation. */
export function encodingParts(encoding: string): readonly EncodingPart[] {
  let opcodeBytes = 0;
  return encoding.split(" ").flatMap((text, at, all): EncodingPart[] => {
    if (/^(VEX|XOP)\./.test(text)) return vectorParts(text);
    const byte = /^[0-9A-F]{2}$/.test(text);
    const meaning = WORDS[text] ?? registerMeaning(text)
      ?? (byte ? byteMeaning(text, opcodeBytes, all, at) : undefined);
    if (meaning === undefined) throw new Error(`nothing explains "${text}" in "${encoding}"`);
    if (byte && !meaning.startsWith("mandatory")) opcodeBytes++;
    return [{ text, meaning }];
  });
}

function vectorParts(word: string): EncodingPart[] {
  return word.split(".").map((text) => {
    const meaning = VECTOR_PARTS[text];
    if (meaning === undefined) throw new Error(`nothing explains "${text}" in "${word}"`);
    return { text, meaning };
  });
}

function registerMeaning(text: string): string | undefined {
  const plus = /^([0-9A-F]{2})\+([ri])$/.exec(text);
  if (plus?.[2] === "r") {
    return `opcode ${plus[1]} with a register number in its low three bits (REX.B adds 8)`;
  }
  if (plus?.[2] === "i") return `ModRM byte ${plus[1]} plus i, the number of ST(i)`;
  const digit = /^\/([0-7])$/.exec(text)?.[1];
  return digit === undefined ? undefined
    : `a ModRM byte whose reg field is ${digit}, part of the opcode; mod and rm name the operand`;
}

/** A byte is a mandatory prefix, an escape, an opcode, or a ModRM byte that is fixed altogether. */
function byteMeaning(
  text: string, before: number, all: readonly string[], at: number,
): string {
  const next = all[at + 1] ?? "";
  const more = /^[0-9A-F]{2}(\+[ri])?$/.test(next);
  if (["66", "F2", "F3"].includes(text) && before === 0 && more) {
    return `mandatory prefix ${text}: part of the opcode`;
  }
  if (text === "0F" && before === 0 && more) return "escape to the two-byte opcodes";
  if ((text === "38" || text === "3A") && before === 1 && more) {
    return `escape to the opcode map 0F ${text}`;
  }
  if (text === "0F" && before === 1) return "second escape of the 3DNow! opcodes";
  if (at > 0 && all[at - 1]?.startsWith("/") === true) {
    return "3DNow! opcode, behind the operands";
  }
  const opcodeSeen = before > 0 && !["0F", "38", "3A"].includes(all[at - 1] ?? "");
  return opcodeSeen ? "a ModRM byte that is part of the opcode" : "the opcode";
}

/** The encoding as HTML, every part with its explanation. */
export function encodingHtml(encoding: string): string {
  const html = encodingParts(encoding).map(({ text, meaning }) => tip(text, meaning));
  const words = encoding.split(" ");
  let at = 0;
  return words.map((word) => {
    const parts = /^(VEX|XOP)\./.test(word) ? word.split(".").length : 1;
    const joined = html.slice(at, at + parts).join(".");
    at += parts;
    return joined;
  }).join(" ");
}
