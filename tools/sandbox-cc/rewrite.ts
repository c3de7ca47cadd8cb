/**
 * Makes sandboxed code of the assembly text that `gcc -mx32 -S` writes: every address becomes
 * r15 + a register that was just cleared above its low half, every return, indirect jump and call
 * goes to a masked target, and what belongs together shares a bundle. Line by line: nothing here
 * needs to know the flow of control. `README.md` lists the rules; the validator judges the result.
 */
import { addressOf, addressText, narrow, parseAssembly, registerOf, wide } from "./assembly.ts";
import type { Address, Statement } from "./assembly.ts";

type Instruction = Extract<Statement, { kind: "instruction" }>;

/** Lines that stay together in one bundle. */
interface Group {
  readonly lines: readonly string[];
  /** 64-bit name of the register whose upper half the last line cleared. */
  readonly cleared?: string | undefined;
}

/** What comes out: groups, and text between them that nothing is joined across. */
type Piece = Group | string;

const SCRATCH = "r11";
const SCRATCH_NARROW = "r11d";
const BUNDLE_BYTES = 32;
const CALL_BYTES = 5;
/** andl with a byte (4), addq (3), call through the register (3). */
const INDIRECT_CALL_BYTES = 10;
/** Lines of a group at most, so that it fits 32 bytes in any encoding that occurs. */
const GROUP_LINES_MAX = 3;
/**
 * Displacements up to this stay in the access. A 32-bit address would wrap where r15 + register
 * does not, but the 64 KiB below and above the sandbox's ends are never the guest's.
 */
const DISPLACEMENT_MAX = 0x1_0000;

/** Writing a 32-bit register with one of these counts as clearing the upper half. */
const CLEARS = /^(add|and|dec|imul|inc|lea|mov|neg|not|or|sub|xor)l$|^mov[sz][bw]l$|^movd$/;
const BRANCH = /^(jmp|j[a-z]{1,3}|call)$/;
const REFUSED = /^(syscall|int|int3|sysenter|popf|pushf|enter|leave|xlat|bt[src]?[lq]?|(movs|stos|cmps|scas|lods)[bwlq])$/;
const HIGH_BYTE = /^[abcd]h$/;
const CODE_SECTION = /^\.text\b/;

function refuse(instruction: Instruction, why: string): never {
  const { prefix, mnemonic, operands, line } = instruction;
  const text = `${prefix}${mnemonic} ${operands.join(", ")}`.trim();
  throw new SyntaxError(`line ${line}: ${text}: ${why}`);
}

function textOf(instruction: Instruction, operands: readonly string[] = instruction.operands): string {
  const { prefix, mnemonic } = instruction;
  // gcc writes tzcnt this way, which older processors read as bsf; the sandbox knows only bsf.
  const kept = /^bs[fr][lq]$/.test(mnemonic) ? "" : prefix;
  return `${kept}${mnemonic} ${operands.join(", ")}`.trim();
}

/** The register whose upper half the instruction clears, in the validator's eyes. */
function clearedBy({ prefix, mnemonic, operands }: Instruction): string | undefined {
  const target = registerOf(operands.at(-1));
  if (prefix !== "" || !CLEARS.test(mnemonic) || target === undefined) return undefined;
  return /^e(?!sp|bp)|^r\d+d$/.test(target) ? wide(target) : undefined;
}

function isNumber(text: string): boolean {
  return text === "" || /^-?\d+$/.test(text);
}

/** Names whose address something other than a jump may get hold of. */
function addressTaken(statements: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  const take = (text: string): void => {
    for (const [name] of text.matchAll(/[A-Za-z_.][\w.$]*/g)) names.add(name);
  };
  for (const statement of statements) {
    if (statement.kind === "directive") {
      if (statement.name === ".type" && statement.rest.endsWith("@function")
        || /^\.(long|quad|set)$/.test(statement.name)) take(statement.rest);
    } else if (statement.kind === "instruction" && !BRANCH.test(statement.mnemonic)) {
      for (const operand of statement.operands) take(operand.replaceAll(/%\w+/g, ""));
    }
  }
  return names;
}

class Rewriting {
  readonly #pieces: Piece[] = [];
  readonly #taken: ReadonlySet<string>;
  /** Label of each code section's start; bundles are counted from it. */
  readonly #starts = new Map<string, string>();
  #section = ".text";

  constructor(taken: ReadonlySet<string>) {
    this.#taken = taken;
    this.#pieces.push(".bundle_align_mode 5", ".text");
    this.#enterSection(".text");
  }

  /** The new text. */
  finish(): string {
    return `${this.#pieces.map((piece) => typeof piece === "string" ? piece : groupText(piece))
      .join("\n")}\n`;
  }

  take(statement: Statement): void {
    switch (statement.kind) {
      case "label": this.#label(statement.name); break;
      case "directive": this.#directive(statement); break;
      case "instruction": this.#instruction(statement); break;
    }
  }

  get #inCode(): boolean {
    return CODE_SECTION.test(this.#section);
  }

  #enterSection(name: string): void {
    this.#section = name;
    if (!this.#inCode || this.#starts.has(name)) return;
    const start = `.Lbundles${this.#starts.size}`;
    this.#starts.set(name, start);
    this.#pieces.push(".p2align 5", `${start}:`);
  }

  #label(name: string): void {
    if (this.#inCode && this.#taken.has(name)) this.#pieces.push(".p2align 5");
    this.#pieces.push(`${name}:`);
  }

  #directive({ name, rest, text }: Extract<Statement, { kind: "directive" }>): void {
    // gcc's own alignment of code would only add nops: what needs a bundle of its own gets one.
    if (name === ".p2align" && this.#inCode) return;
    this.#pieces.push(text);
    if (name === ".section") this.#enterSection(rest.split(",")[0] ?? "");
    else if (/^\.(text|data|bss)$/.test(name)) this.#enterSection(name);
  }

  #group(lines: readonly string[], cleared?: string): void {
    this.#pieces.push({ lines, cleared });
  }

  /** A group of so many bytes at the end of its bundle: a call returns to the bundle behind it. */
  #call(lines: readonly string[], bytes: number): void {
    const offset = `(.-${this.#starts.get(this.#section)})`;
    const room = BUNDLE_BYTES - bytes;
    // First to the next bundle where this one has no room any more, then to the group's place.
    this.#pieces.push(
      `\t.nops ((${offset}&31)>${room})&(-${offset})&31`, `\t.nops (${room}-${offset})&31`);
    this.#group(lines);
  }

  #instruction(instruction: Instruction): void {
    const { mnemonic, operands } = instruction;
    if (operands.some((operand) => /%(r15|r11|[er]?bp)[dwbl]?\b/.test(operand))) {
      refuse(instruction, "r11 and r15 are reserved, and frame pointers are not supported");
    }
    if (REFUSED.test(mnemonic)) refuse(instruction, "not in the sandbox, or not supported");
    const [first = ""] = operands;
    if (mnemonic === "ret") this.#returns();
    else if (mnemonic === "ud2") this.#group(["hlt"]);
    else if (mnemonic === "call" || mnemonic === "jmp") this.#transfer(instruction, first);
    else if (mnemonic.startsWith("j")) this.#group([textOf(instruction)]);
    else if (/^lea[lq]$/.test(mnemonic)) this.#lea(instruction);
    else if (operands.at(-1) === "%esp" && !/^(cmp|test)/.test(mnemonic)) this.#stack(instruction);
    else this.#ordinary(instruction);
  }

  #returns(): void {
    this.#group([`popq %${SCRATCH}`]);
    this.#masked("jmp");
  }

  /** Goes to the bundle whose guest address r11d holds. */
  #masked(mnemonic: "call" | "jmp"): void {
    const lines = [
      `andl $-32, %${SCRATCH_NARROW}`, `addq %r15, %${SCRATCH}`, `${mnemonic} *%${SCRATCH}`,
    ];
    if (mnemonic === "call") this.#call(lines, INDIRECT_CALL_BYTES);
    else this.#group(lines);
  }

  #transfer(instruction: Instruction, target: string): void {
    const mnemonic = instruction.mnemonic === "call" ? "call" : "jmp";
    if (!target.startsWith("*")) {
      if (mnemonic === "call") this.#call([`call ${target}`], CALL_BYTES);
      else this.#group([`jmp ${target}`]);
      return;
    }
    const place = target.slice(1);
    const register = registerOf(place);
    const source = register === undefined ? place : `%${narrow(wide(register))}`;
    this.#ordinary({
      ...instruction, mnemonic: "movl", operands: [source, `%${SCRATCH_NARROW}`],
    });
    this.#masked(mnemonic);
  }

  /** Arithmetic, no access: only the stack pointer's upper half must not get out. */
  #lea(instruction: Instruction): void {
    const [source = "", target = ""] = instruction.operands;
    const address = addressOf(source);
    if (address === undefined) refuse(instruction, "lea needs an address");
    const text = addressText(address);
    const register = wide(registerOf(target) ?? "");
    if (register === "rsp") {
      this.#group([`leal ${text}, %esp`, "leaq (%rsp,%r15), %rsp"]);
      return;
    }
    const based = address.base === "rsp" || address.base === "rip";
    const long = instruction.mnemonic === "leaq" && !based && !/\(.*%(e|r\d+d)/.test(source);
    if (long) this.#group([`leaq ${text}, ${target}`]);
    else this.#group([`leal ${text}, %${narrow(register)}`], register);
  }

  #stack(instruction: Instruction): void {
    this.#ordinary(instruction, ["addq %r15, %rsp"]);
  }

  /** Any instruction with at most one memory operand; `after` shares the group. */
  #ordinary(instruction: Instruction, after: readonly string[] = []): void {
    const operands = instruction.operands.map((operand) => operand === "%rsp" ? "%esp" : operand);
    const at = operands.findIndex((operand) => addressOf(operand) !== undefined);
    const address = at < 0 ? undefined : addressOf(operands[at] ?? "");
    if (operands.includes("%esp") && /q$/.test(instruction.mnemonic)) {
      this.#wideStackPointer(instruction);
      return;
    }
    if (address === undefined) {
      this.#group([textOf(instruction, operands), ...after], clearedBy(instruction));
      return;
    }
    const access = this.#access(instruction, address);
    const text = textOf(instruction, operands.with(at, access.operand));
    this.#group([...access.before, text, ...after],
      after.length > 0 ? undefined : clearedBy(instruction));
  }

  /** `movq %rsp, %rdi`: a guest pointer is the low half. */
  #wideStackPointer(instruction: Instruction): void {
    const target = registerOf(instruction.operands[1]);
    if (instruction.mnemonic !== "movq" || target === undefined) {
      refuse(instruction, "the stack pointer has 32 bits");
    }
    this.#group([`movl %esp, %${narrow(wide(target))}`], wide(target));
  }

  /** The operand that reaches an address, and the lines that must stand before it. */
  #access(instruction: Instruction, address: Address)
    : { readonly before: readonly string[]; readonly operand: string } {
    const { displacement, base, index } = address;
    if (base === undefined && index === undefined) {
      if (isNumber(displacement)) refuse(instruction, "an address that is a number");
      return { before: [], operand: `${displacement}(%rip)` };
    }
    if ((base === "rsp" || base === "rip") && index === undefined) {
      return { before: [], operand: addressText(address) };
    }
    if (instruction.operands.some((operand) => HIGH_BYTE.test(operand.slice(1)))) {
      refuse(instruction, "ah, bh, ch and dh cannot be encoded with an address of the sandbox");
    }
    const near = index === undefined && isNumber(displacement)
      && Math.abs(Number(displacement)) <= DISPLACEMENT_MAX;
    if (!near) {
      return {
        before: [`leal ${addressText(address)}, %${SCRATCH_NARROW}`], operand: `(%r15,%${SCRATCH})`,
      };
    }
    const before = this.#joined(base ?? "");
    if (before !== undefined) return { before, operand: `${displacement}(%r15,%${base})` };
    return {
      before: [`movl %${narrow(base ?? "")}, %${SCRATCH_NARROW}`],
      operand: `${displacement}(%r15,%${SCRATCH})`,
    };
  }

  /** The group before, taken back to be joined, when it just cleared the register's upper half. */
  #joined(register: string): readonly string[] | undefined {
    const last = this.#pieces.at(-1);
    if (last === undefined || typeof last === "string") return undefined;
    if (last.cleared !== register || last.lines.length >= GROUP_LINES_MAX) return undefined;
    this.#pieces.pop();
    return last.lines;
  }
}

function groupText({ lines }: Group): string {
  if (lines.length === 1) return `\t${lines[0]}`;
  return ["\t.bundle_lock", ...lines.map((line) => `\t${line}`), "\t.bundle_unlock"].join("\n");
}

/** Rewrites one file of gcc's assembly. Throws SyntaxError for what the rules do not cover. */
export function rewrite(text: string): string {
  const statements = parseAssembly(text);
  const rewriting = new Rewriting(addressTaken(statements));
  for (const statement of statements) rewriting.take(statement);
  return rewriting.finish();
}
