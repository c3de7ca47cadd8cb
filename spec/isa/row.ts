/**
 * The row language: one line of text is one instruction form, in the notation of the manuals.
 *
 *     id            operands        encoding       sandbox  attributes  flags
 *     add_rm32_r32  rm32:rw r32:r   o32 01 /r      yes      lock zx
 *
 * Columns are separated by two or more spaces, words inside a column by one. `-` is an empty
 * column; trailing columns may be left out.
 *
 * - id: mnemonic, then the operands; unique and stable. In a family (jcc, movs) the part before the
 *   first `_` is the row's mnemonic, else it is the paragraph's.
 * - operands, destination first, each with its access (`:r`, `:w`, `:rw`, `:-` for neither):
 *   `r32` ModRM.reg, `rm32` ModRM.rm, `r32/m8` ModRM.rm with another width in memory, `r32.rm` only
 *   a register, `m64` only memory (`m`: no width), `r32.op` low opcode bits, `r32.v` VEX.vvvv,
 *   `xmm.is4` the upper half of the last byte, `al ax eax rax cl dx st0 sti fs gs` by name,
 *   `m8[rsi]` at a register, `imm8`, `simm8` sign-extended to the operand size, `rel8`, `moffs64`,
 *   `1`, `sreg cr dr`, `vm32x/m64` a vector of 32-bit indexes with 64-bit elements.
 * - encoding: `o16 o32 o64` operand size by 66 and REX.W, `d64` 64 bits by default; `NP` none of
 *   66 F2 F3, `NFx` neither F2 nor F3, `66 F2 F3` mandatory, `NP66` no 66 either; opcode bytes;
 *   `+r` register in the opcode; `C0+i` a ModRM byte with a register in it; `/r`, `/0`..`/7`;
 *   `ib iw id io` immediates, `cb cw cd` relative offsets, `mo`, `/is4`. VEX and XOP as in the manuals.
 * - sandbox: class under the 2013 and the 2025 rules, `2013|2025` where they differ: `yes`, `no`,
 *   `nofeature`, `special` (only inside a superinstruction), `unsup` (non-temporal).
 * - attributes: see `ATTRIBUTES`; `cpuid=NAME` where it is not the paragraph's.
 * - flags: where they are not the paragraph's, for instance `reads c, writes oszapc, undefined a`.
 */
import type {
  Encoding, FlagUse, Form, Operand, OperandKind, Paragraph, Place, SandboxClass,
} from "./form.ts";

const ATTRIBUTES = [
  /** LOCK is allowed with a memory destination; REP; REPE and REPNE; 2E and 3E as branch hints. */
  "lock", "rep", "repcc", "hint",
  /** Restricts its 32-bit destination; replaceable in loaded code; address is not checked. */
  "zx", "mod", "free",
  /** Memory must be aligned to its width; registers must differ; memory needs a SIB byte. */
  "align", "distinct", "sib",
  /** ModRM.mod is ignored, rm is a register; REX.B must be clear. */
  "anymod", "nob",
  /** Sandbox: no REX; ModRM.reg counts as written; VEX.vvvv is free; an ignored VEX.L is 1. */
  "norex", "wreg", "anyvvvv", "sandboxl1",
] as const;

const CLASSES: Readonly<Record<string, SandboxClass>> = {
  yes: "allowed", no: "forbidden", nofeature: "no-feature", special: "special-only",
  unsup: "unsupported",
};

const CONDITIONS = [
  "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g",
];

/** A row that cannot be read: always a mistake in `spec/isa`. */
export class RowError extends Error {
  constructor(row: string, what: string) {
    super(`${what} in the row "${row.trim()}"`);
    this.name = "RowError";
  }
}

/**
 * Reads all rows of a paragraph and numbers the forms from `number` on. Throws RowError.
 * `meaning` is the name under which the paragraph's meaning is exported ("" without one): many
 * meanings are closures made by a factory, so that a function's own name says nothing.
 */
export function parseRows(paragraph: Paragraph, number: number, meaning: string): Form[] {
  return paragraph.rows
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, k) => parseRow(paragraph, line, number + k, meaning));
}

function parseRow(paragraph: Paragraph, line: string, number: number, meaning: string): Form {
  const [id = "", operandText = "", encodingText = "", sandbox = "", attributeText = "-", flags] =
    line.trim().split(/ {2,}/);
  const attributes = words(attributeText);
  const cpuid = attributes.find((word) => word.startsWith("cpuid="))?.slice(6);
  const has = attributeTest(line, attributes);
  const size = operandSizeOf(encodingText);
  const operands = parseOperands(line, operandText, size);
  const encoding = parseEncoding(line, encodingText, operands);
  const [class2013, class2025 = class2013] = sandbox.split("|").map((word) => classOf(line, word));
  if (class2013 === undefined || class2025 === undefined) throw new RowError(line, "no class");
  const mnemonic = mnemonicOf(paragraph.mnemonic, id);
  return {
    number, id, mnemonic, operands, operandSize: size, encoding,
    condition: conditionOf(paragraph.mnemonic, mnemonic),
    cpuid: cpuid === "none" ? "" : (cpuid ?? paragraph.cpuid ?? ""),
    flags: parseFlags(line, flags ?? paragraph.flags ?? "none"),
    sandbox2013: class2013,
    sandbox2025: class2025,
    zeroExtends: has("zx"),
    lock: has("lock"),
    rep: has("rep") ? "rep" : has("repcc") ? "repcc" : "none",
    hint: has("hint"),
    memoryFree: has("free"),
    aligned: has("align"),
    modifiable: has("mod"),
    rex: has("norex") ? "none" : rexOf(encodingText),
    clearB: has("nob"),
    regCountsAsWritten: has("wreg"),
    anyVvvv: has("anyvvvv"),
    sandboxL: has("sandboxl1") ? 1 : 0,
    distinct: has("distinct"),
    needsSib: has("sib"),
    modIgnored: has("anymod"),
    meaning,
  };
}

/** The paragraph's mnemonic where the id begins with it; a member of a family has its own. */
function mnemonicOf(paragraph: string, id: string): string {
  const same = id === paragraph || id.startsWith(`${paragraph}_`);
  return same ? paragraph : (id.split("_")[0] ?? id);
}

const words = (text: string): string[] => (text === "-" ? [] : text.split(" ").filter(Boolean));

function attributeTest(line: string, attributes: readonly string[]) {
  const known: readonly string[] = ATTRIBUTES;
  const unknown = attributes.find((word) => !known.includes(word) && !word.startsWith("cpuid="));
  if (unknown !== undefined) throw new RowError(line, `unknown attribute ${unknown}`);
  return (name: (typeof ATTRIBUTES)[number]): boolean => attributes.includes(name);
}

function classOf(line: string, word: string): SandboxClass {
  const found = CLASSES[word];
  if (found === undefined) throw new RowError(line, `unknown sandbox class ${word}`);
  return found;
}

/** Condition number of a member of a family (`jae` in `jcc`), else -1. */
function conditionOf(family: string, mnemonic: string): number {
  const at = family.indexOf("cc");
  if (at < 0 || family === "loopcc" || family === "fcmovcc") return -1;
  const [before = "", after = ""] = family.split("cc");
  return CONDITIONS.indexOf(mnemonic.slice(before.length, mnemonic.length - after.length));
}

function operandSizeOf(encoding: string): Form["operandSize"] {
  const first = encoding.split(" ")[0];
  if (first === "o16") return 16;
  if (first === "o32") return 32;
  return first === "o64" || first === "d64" ? 64 : 0;
}

function rexOf(encoding: string): Form["rex"] {
  const first = encoding.split(" ")[0];
  if (first === "o16" || first === "o32") return "w0";
  return first === "o64" ? "w1" : "any";
}

// Operands.

const NAMED: Readonly<Record<string, readonly [OperandKind, number, number]>> = {
  al: ["gpr", 0, 8], ax: ["gpr", 0, 16], eax: ["gpr", 0, 32], rax: ["gpr", 0, 64],
  cl: ["gpr", 1, 8], dx: ["gpr", 2, 16], st0: ["st", 0, 80], fs: ["sreg", 4, 16],
  gs: ["sreg", 5, 16],
};

const REGISTERS: Readonly<Record<string, readonly [OperandKind, number]>> = {
  r8: ["gpr", 8], r16: ["gpr", 16], r32: ["gpr", 32], r64: ["gpr", 64], mm: ["mmx", 64],
  xmm: ["xmm", 128], ymm: ["ymm", 256], k: ["k", 64], tmm: ["tmm", 8192], sreg: ["sreg", 16],
  cr: ["creg", 64], dr: ["dreg", 64],
};

const SUFFIXES: Readonly<Record<string, Place>> = { rm: "rm", op: "opcode", v: "vvvv", is4: "is4" };

const POINTERS: Readonly<Record<string, number>> = { rbx: 3, rsi: 6, rdi: 7 };

const NOTHING: Operand = {
  kind: "imm", place: "imm", bits: 0, memoryBits: 0, memory: "never", access: "r", fixed: 0,
  immBytes: 0,
};

/** All operands of a row; the second immediate has a place of its own. */
function parseOperands(line: string, text: string, size: number): Operand[] {
  const operands = words(text).map((word) => parseOperand(line, word, size));
  const first = operands.findIndex((operand) => operand.place === "imm");
  return operands.map((operand, k) =>
    operand.place === "imm" && k !== first ? { ...operand, place: "imm2" } : operand,
  );
}

function parseOperand(line: string, word: string, size: number): Operand {
  const [token = "", accessText = "r"] = word.split(":");
  if (!["r", "w", "rw", "-"].includes(accessText)) throw new RowError(line, `access of ${word}`);
  const access = accessText as Operand["access"];
  const parsed =
    constantOperand(token, size) ?? memoryOperand(token) ?? registerOperand(token);
  if (parsed === undefined) throw new RowError(line, `unknown operand ${word}`);
  return { ...NOTHING, access, ...parsed };
}

/** Immediates, branch targets and registers named by the form. */
function constantOperand(token: string, size: number): Partial<Operand> | undefined {
  const named = NAMED[token];
  if (named !== undefined) {
    return { kind: named[0], place: "fixed", fixed: named[1], bits: named[2] };
  }
  if (token === "1") return { kind: "one", place: "fixed", fixed: 1, bits: 8 };
  if (token === "sti") return { kind: "st", place: "rm", bits: 80 };
  if (token === "imm4") return { kind: "imm", place: "is4", bits: 4 };
  const [, word, digits] = /^(s?imm|rel)(\d+)$/.exec(token) ?? [];
  const bits = Number(digits);
  if (word === "rel") return { kind: "rel", place: "rel", bits: 64, immBytes: bits / 8 };
  if (word === "imm") return { kind: "imm", place: "imm", bits, immBytes: bits / 8 };
  if (word === "simm") return { kind: "imm", place: "imm", bits: size, immBytes: bits / 8 };
  return undefined;
}

/** Operands that are always memory. */
function memoryOperand(token: string): Partial<Operand> | undefined {
  const [, moffs] = /^moffs(\d+)$/.exec(token) ?? [];
  if (moffs !== undefined) {
    const bits = Number(moffs);
    return { kind: "mem", place: "moffs", bits, memoryBits: bits, memory: "only", immBytes: 8 };
  }
  const [, vector, element] = /^vm\d\d([xy])\/m(\d+)$/.exec(token) ?? [];
  if (vector !== undefined) {
    const bits = vector === "x" ? 128 : 256;
    return { kind: "vsib", place: "rm", bits, memoryBits: Number(element), memory: "only" };
  }
  const [all, digits, pointer] = /^m(\d*)(?:\[(\w+)\])?$/.exec(token) ?? [];
  if (all === undefined) return undefined;
  const memoryBits = Number(digits);
  const memory = { kind: "mem", bits: memoryBits, memoryBits, memory: "only" } as const;
  if (pointer === undefined) return { ...memory, place: "rm" };
  const fixed = POINTERS[pointer];
  return fixed === undefined ? undefined : { ...memory, place: "fixed", fixed };
}

/** Registers, and ModRM.rm operands that may be either. */
function registerOperand(token: string): Partial<Operand> | undefined {
  const [, general] = /^rm(\d+)$/.exec(token) ?? [];
  if (general !== undefined) {
    const bits = Number(general);
    return { kind: "gpr", place: "rm", bits, memoryBits: bits, memory: "maybe" };
  }
  const [base = "", memoryText] = token.split("/m");
  const [name = "", suffix] = base.split(".");
  const register = REGISTERS[name];
  const place = suffix === undefined ? "reg" : SUFFIXES[suffix];
  if (register === undefined || place === undefined) return undefined;
  const [kind, bits] = register;
  if (memoryText === undefined) return { kind, place, bits };
  return { kind, place: "rm", bits, memoryBits: Number(memoryText), memory: "maybe" };
}

// Encodings.

const MAPS: Readonly<Record<string, number>> = {
  "0F": 1, "0F38": 2, "0F3A": 3, X8: 8, X9: 9, XA: 10, MAP5: 5, MAP6: 6, MAP7: 7,
};

const MANDATORY: Readonly<Record<string, number>> = {
  NP: 0, NFx: -2, 66: 0x66, F2: 0xf2, F3: 0xf3,
};

const IMMEDIATES: Readonly<Record<string, number>> = {
  ib: 1, iw: 2, id: 4, iq: 8, cb: 1, cw: 2, cd: 4, io: 8, mo: 8, "/is4": 1, "/is5": 1,
};

function parseEncoding(line: string, text: string, operands: readonly Operand[]): Encoding {
  const rest = text.split(" ");
  const prefix = /^(VEX|XOP)\./.test(text) ? vectorPrefix(line, rest) : legacyPrefix(rest);
  const bytes: number[] = [];
  while (/^[0-9A-F]{2}$/.test(rest[0] ?? "")) bytes.push(Number.parseInt(rest.shift() ?? "", 16));
  const now3d = prefix.kind === "legacy" && bytes[0] === 0x0f && bytes[1] === 0x0f;
  const map = prefix.kind === "legacy" ? takeEscape(bytes) : prefix.map;
  const body = parseBody(line, rest, bytes, operands);
  if (!now3d) return { ...prefix, map, ...body };
  const suffix = rest.at(-1);
  return { ...prefix, kind: "3dnow", map, ...body, opcode: Number.parseInt(suffix ?? "", 16) };
}

type Prefix = Pick<Encoding, "kind" | "map" | "mandatory" | "no66" | "l" | "w">;

/** `VEX.128.66.0F38.W0`: takes the first word off. */
function vectorPrefix(line: string, rest: string[]): Prefix {
  const [kind, length, ...fields] = (rest.shift() ?? "").split(".");
  const l = length === "256" || length === "L1" ? 1 : length === "LIG" ? -1 : 0;
  const w = fields.includes("W0") ? 0 : fields.includes("W1") ? 1 : -1;
  const map = fields.map((field) => MAPS[field]).find((found) => found !== undefined);
  if (map === undefined) throw new RowError(line, "no opcode map");
  const mandatory = fields.map((field) => MANDATORY[field]).find((found) => found !== undefined) ?? 0;
  return { kind: kind === "XOP" ? "xop" : "vex", map, mandatory, no66: false, l, w };
}

/** Operand size and mandatory prefix, in front of the opcode bytes: takes these words off. */
function legacyPrefix(rest: string[]): Prefix {
  let w = -1;
  if (/^[od]\d\d$/.test(rest[0] ?? "")) {
    const size = rest.shift();
    w = size === "o64" ? 1 : size === "o32" || size === "o16" ? 0 : -1;
  }
  const no66 = rest[0] === "NP66";
  if (no66) rest.shift();
  let mandatory = -1;
  const found = MANDATORY[rest[0] ?? ""];
  // A lone 66, F2 or F3 is a mandatory prefix: no row has one of them as its opcode.
  if (found !== undefined) {
    mandatory = found;
    rest.shift();
  }
  return { kind: "legacy", map: 0, mandatory, no66, l: -1, w };
}

/** Takes the escape bytes off and gives the number of the opcode map. */
function takeEscape(bytes: number[]): number {
  const [first, second] = bytes;
  if (first !== 0x0f) return 0;
  const map = second === 0x38 ? 2 : second === 0x3a ? 3 : 1;
  bytes.splice(0, map === 1 ? 1 : 2);
  return map;
}

type Body = Pick<Encoding, "opcode" | "modrm" | "digit" | "plusRegister" | "mod" | "imm">;

/** What ModRM.rm may be, by the operand that stands there. */
function modOf(operands: readonly Operand[]): Encoding["mod"] {
  const memory = operands.find((operand) => operand.place === "rm")?.memory ?? "maybe";
  return memory === "maybe" ? "any" : memory === "only" ? "memory" : "register";
}

function parseBody(
  line: string, rest: string[], bytes: number[], operands: readonly Operand[],
): Body {
  const mod = modOf(operands);
  const imm = rest.map((word) => IMMEDIATES[word]).filter((size) => size !== undefined);
  const open = { modrm: "none", digit: -1, plusRegister: false, mod, imm } as const;
  const plus = /^([0-9A-F]{2})\+([ri])$/.exec(rest[0] ?? "");
  const value = Number.parseInt(plus?.[1] ?? "", 16);
  if (plus?.[2] === "r") return { ...open, opcode: value, plusRegister: true };
  const [opcode, exact] = bytes;
  if (opcode === undefined) throw new RowError(line, "no opcode");
  if (plus?.[2] === "i") {
    return { ...open, opcode, modrm: "digit", digit: (value >> 3) & 7, mod: "register" };
  }
  if (exact !== undefined) {
    return { ...open, opcode, modrm: "exact", digit: exact, mod: "register" };
  }
  if (rest[0] === "11:rrr:000") return { ...open, opcode, modrm: "r", digit: 0, mod: "register" };
  const slash = rest.find((word) => /^\/[r0-7]$/.test(word));
  if (slash === undefined) return { ...open, opcode };
  if (slash === "/r") return { ...open, opcode, modrm: "r" };
  return { ...open, opcode, modrm: "digit", digit: Number(slash[1]) };
}

// Flags.

function parseFlags(line: string, text: string): FlagUse {
  const use = { read: "", written: "", cleared: "", set: "", undefined: "" };
  const fields: Readonly<Record<string, keyof FlagUse>> = {
    reads: "read", writes: "written", clears: "cleared", sets: "set", undefined: "undefined",
  };
  for (const part of text === "none" ? [] : text.split(", ")) {
    const [verb = "", letters = ""] = part.split(" ");
    const field = fields[verb];
    if (field === undefined || !/^[oszapcdik0-3]+$/.test(letters)) {
      throw new RowError(line, `cannot read the flags "${text}"`);
    }
    use[field] = letters;
  }
  return use;
}
