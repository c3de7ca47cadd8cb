/** `dis --explain`: one instruction, byte by byte. */
import { DECODED } from "../../decoder/instruction.ts";
import type { Explanation } from "../../explain/explain.ts";
import type { Field } from "../../explain/fields.ts";

const REASONS: readonly string[] = [
  "", "the bytes end inside the instruction", "no instruction has this opcode",
  "a prefix stands where it must not", "longer than 15 bytes",
  "EVEX: an AVX-512 instruction, which this table does not hold",
  "VEX.vvvv is not 1111 although no operand stands there",
];

function place(field: Field): string {
  if (field.bytes > 1) return `byte ${field.offset}..${field.offset + field.bytes - 1}`;
  if (field.high === 7 && field.low === 0) return `byte ${field.offset}`;
  const bits = field.high === field.low ? `bit ${field.high}` : `bits ${field.high}..${field.low}`;
  return `byte ${field.offset} ${bits}`;
}

function fieldLine(field: Field): string {
  const columns = [place(field).padEnd(18), field.name.padEnd(16), field.value.padEnd(20)];
  return `  ${columns.join(" ")} ${field.meaning}`;
}

/** The explanation as text, line ends included. */
export function explanationText(explanation: Explanation, att: string, intel: string): string {
  const { form, source, status } = explanation;
  const lines = [`AT&T   ${att}`, `Intel  ${intel}`];
  if (form !== undefined && source !== undefined) {
    lines.push(`form   ${form.id}: ${source.title} (${source.manual})`, `row    ${source.row}`);
  }
  if (status !== DECODED) lines.push(`no instruction: ${REASONS[status] ?? "unknown reason"}`);
  return `${[...lines, ...explanation.fields.map(fieldLine)].join("\n")}\n`;
}

/** The same for programs. */
export function explanationJson(
  explanation: Explanation, address: number, att: string, intel: string,
): string {
  const { form, source, status, fields, length } = explanation;
  return JSON.stringify({
    address, length, att, intel,
    form: form?.id ?? null,
    reason: status === DECODED ? null : (REASONS[status] ?? null),
    title: source?.title ?? null,
    manual: source?.manual ?? null,
    row: source?.row ?? null,
    fields,
  });
}
