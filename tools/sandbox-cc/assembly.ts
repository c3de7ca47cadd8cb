/** The assembly text that gcc writes (AT&T syntax), as far as the rewriter looks into it. */

export type Statement =
  | { readonly kind: "label"; readonly name: string }
  | { readonly kind: "directive"; readonly name: string; readonly rest: string; readonly text: string }
  | {
    readonly kind: "instruction"; readonly prefix: string; readonly mnemonic: string;
    readonly operands: readonly string[]; readonly line: number;
  };

/** A memory operand. `base` and `index` are 64-bit names without the percent sign. */
export interface Address {
  readonly displacement: string;
  readonly base: string | undefined;
  readonly index: string | undefined;
  readonly scale: string;
}

const PREFIX = /^(lock|rep|repe|repz|repne|repnz)\s+/;

/** Splits at commas outside of parentheses. */
export function splitOperands(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let k = 0; k < text.length; k += 1) {
    const character = text[k];
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(text.slice(from, k).trim());
      from = k + 1;
    }
  }
  const last = text.slice(from).trim();
  return last === "" && parts.length === 0 ? [] : [...parts, last];
}

function parseLine(text: string, line: number): Statement | undefined {
  if (text === "" || text.startsWith("#")) return undefined;
  const label = /^([\w.$]+):$/.exec(text);
  if (label?.[1] !== undefined) return { kind: "label", name: label[1] };
  const directive = /^(\.\w+)\s*(.*)$/.exec(text);
  if (directive !== null) {
    return { kind: "directive", name: directive[1] ?? "", rest: directive[2] ?? "", text };
  }
  const prefix = PREFIX.exec(text)?.[0] ?? "";
  const instruction = /^(\w+)\s*(.*)$/.exec(text.slice(prefix.length));
  if (instruction === null || text.includes(";")) {
    throw new SyntaxError(`line ${line}: "${text}" is not what gcc writes`);
  }
  return {
    kind: "instruction", prefix, mnemonic: instruction[1] ?? "",
    operands: splitOperands(instruction[2] ?? ""), line,
  };
}

/** Statements in order; comments and empty lines are left out. Throws SyntaxError. */
export function parseAssembly(text: string): Statement[] {
  return text.split("\n").flatMap((line, k) => parseLine(line.trim(), k + 1) ?? []);
}

const LEGACY = /^[re]?(ax|bx|cx|dx|si|di|bp|sp|ip)$/;
const NUMBERED = /^(r\d+)d?$/;

/** The 64-bit name of an address register: edi, rdi -> rdi; r8d -> r8. */
export function wide(register: string): string {
  const legacy = LEGACY.exec(register);
  if (legacy !== null) return `r${legacy[1]}`;
  const numbered = NUMBERED.exec(register)?.[1];
  if (numbered === undefined) throw new SyntaxError(`%${register} is no address register`);
  return numbered;
}

/** The 32-bit name of a 64-bit register: rdi -> edi; r8 -> r8d. */
export function narrow(register: string): string {
  return NUMBERED.test(register) ? `${register}d` : `e${register.slice(1)}`;
}

/** The register that an operand is, undefined for anything else. */
export function registerOf(operand: string | undefined): string | undefined {
  return operand?.startsWith("%") === true ? operand.slice(1) : undefined;
}

/** A memory operand's parts, undefined for a register or an immediate. */
export function addressOf(operand: string): Address | undefined {
  if (operand.startsWith("$") || /^%\w+$/.test(operand)) return undefined;
  const match = /^([^(%]*)(?:\((?:%(\w+))?(?:,\s*%(\w+)(?:,\s*(\d))?)?\))?$/.exec(operand);
  if (match === null) throw new SyntaxError(`the operand ${operand} is not supported`);
  const [, displacement = "", base, index, scale = "1"] = match;
  return {
    displacement: displacement.trim(), scale,
    base: base === undefined ? undefined : wide(base),
    index: index === undefined ? undefined : wide(index),
  };
}

/** An address as an operand again. */
export function addressText({ displacement, base, index, scale }: Address): string {
  if (base === undefined && index === undefined) return displacement;
  const indexed = index === undefined ? "" : `,%${index},${scale}`;
  return `${displacement}(${base === undefined ? "" : `%${base}`}${indexed})`;
}
