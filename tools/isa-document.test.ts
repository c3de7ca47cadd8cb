/** The published table fits its schema, and the schema notices what does not fit. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fullTable } from "../src/table/full.ts";
import { isaDocument } from "./isa-document.ts";

/** The part of JSON Schema that `isa-document.schema.json` uses. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasType(value: unknown, type: string): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  return type === "integer" ? Number.isInteger(value) : typeof value === type;
}

/** The first place that does not fit, or undefined. */
function misfit(value: unknown, schema: Schema, path: string): string | undefined {
  if (schema.const !== undefined && value !== schema.const) return `${path}: not ${schema.const}`;
  if (schema.enum !== undefined && !schema.enum.includes(value)) return `${path}: ${value}`;
  const { type } = schema;
  if (type !== undefined && !hasType(value, type)) return `${path}: no ${type}`;
  if (typeof value === "string" && !new RegExp(schema.pattern ?? "").test(value)) {
    return `${path}: "${value}"`;
  }
  if (typeof value === "number") {
    const { minimum = value, maximum = value } = schema;
    if (value < minimum || value > maximum) return `${path}: ${value}`;
  }
  if (Array.isArray(value)) {
    return value.map((item, i) => misfit(item, schema.items ?? {}, `${path}[${i}]`)).find(Boolean);
  }
  return isRecord(value) ? objectMisfit(value, schema, path) : undefined;
}

function objectMisfit(
  value: Record<string, unknown>, schema: Schema, path: string,
): string | undefined {
  const missing = schema.required?.find((key) => !(key in value));
  if (missing !== undefined) return `${path}: no ${missing}`;
  for (const [key, item] of Object.entries(value)) {
    const property = schema.properties?.[key];
    if (property === undefined && schema.additionalProperties === false) {
      return `${path}: unknown ${key}`;
    }
    const found = misfit(item, property ?? {}, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

const schema = JSON.parse(
  readFileSync(new URL("isa-document.schema.json", import.meta.url), "utf8"),
) as Schema;
const table = fullTable();
const document: unknown = JSON.parse(JSON.stringify(isaDocument(table)));

describe("the published instruction table", () => {
  it("holds every form and fits its schema", () => {
    expect(document).toMatchObject({ format: "zerovm-isa", version: "1.0" });
    expect(isaDocument(table).forms.map(({ id }) => id)).toEqual(table.forms.map(({ id }) => id));
    expect(misfit(document, schema, "document")).toBeUndefined();
  });

  it("says of a form what its row says", () => {
    const add = isaDocument(table).forms.find(({ id }) => id === "add_rm32_imm8");
    expect(add).toMatchObject({
      mnemonic: "add", chapter: "integer/arithmetic", operandSize: 32, hasMeaning: true,
      encoding: { kind: "legacy", map: 0, opcode: 0x83, modrm: "digit", digit: 0, imm: [1] },
      sandbox: { rules2013: "allowed", rules2025: "allowed" },
      attributes: ["zeroExtends", "lock"],
    });
    expect(add?.row).toMatch(/^add_rm32_imm8 +rm32:rw simm8/);
  });

  it.each([
    ["a missing field", (form: Record<string, unknown>) => delete form["cpuid"]],
    ["an unknown field", (form: Record<string, unknown>) => { form["colour"] = "red"; }],
    ["a wrong class", (form: Record<string, unknown>) => {
      form["sandbox"] = { rules2013: "perhaps", rules2025: "allowed" };
    }],
    ["a number out of range", (form: Record<string, unknown>) => { form["condition"] = 16; }],
  ])("does not fit its schema with %s", (_name, spoil) => {
    const copy = JSON.parse(JSON.stringify(document)) as { forms: Record<string, unknown>[] };
    const [form] = copy.forms;
    if (form !== undefined) spoil(form);
    expect(misfit(copy, schema, "document")).toMatch(/^document\.forms\[0\]/);
  });
});
