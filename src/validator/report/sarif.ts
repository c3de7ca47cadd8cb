/**
 * Reports as SARIF 2.1.0 (OASIS), for code scanning. Places are byte offsets of the text
 * (`address` of the physical location), because machine code has no lines.
 */
import { RULES, type Rule } from "../../../spec/nacl/rules.ts";
import { namedRegisters, type RefusalReport, type TextReport } from "./report.ts";

const SCHEMA =
  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** A file whose texts were reported. */
export interface ReportedFile {
  /** Name as the user gave it; becomes the artifact's URI. */
  readonly file: string;
  readonly reports: readonly TextReport[];
}

/** A SARIF log with one run over all files. */
export function sarifLog(files: readonly ReportedFile[], toolVersion: string): object {
  return {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [{
      tool: {
        driver: {
          name: "zerovm validate",
          version: toolVersion,
          rules: RULES.map(sarifRule),
        },
      },
      artifacts: files.map(({ file }) => ({ location: { uri: fileUri(file) } })),
      results: files.flatMap(({ file, reports }, index) =>
        reports.flatMap((report) =>
          report.refusals.map((refusal) => sarifResult(file, index, report, refusal)))),
      columnKind: "utf16CodeUnits",
    }],
  };
}

/** A relative or file URI: characters that mean something in URIs are escaped. */
function fileUri(file: string): string {
  const path = encodeURI(file).replaceAll("?", "%3F").replaceAll("#", "%23");
  if (path.startsWith("/")) return `file://${path}`;
  // What stands before a colon would be a scheme.
  return path.replaceAll(":", "%3A");
}

function sarifRule(rule: Rule): object {
  return {
    id: rule.id,
    name: rule.title.split(" ").map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
      .replaceAll(/[^A-Za-z0-9]/g, ""),
    shortDescription: { text: `${rule.title}.` },
    fullDescription: { text: rule.clause },
    help: { text: `${rule.why} ${namedRegisters(rule.repair)}` },
    defaultConfiguration: { level: "error" },
  };
}

function sarifResult(
  file: string, artifact: number, report: TextReport, refusal: RefusalReport,
): object {
  const shown = refusal.neighbourhood.find((line) => line.refused)?.text ?? refusal.bytes;
  return {
    ruleId: refusal.rule,
    ruleIndex: RULES.findIndex((rule) => rule.id === refusal.rule),
    level: "error",
    message: { text: `${refusal.message} (${shown}) ${refusal.repair}` },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: fileUri(file), index: artifact },
        address: {
          absoluteAddress: refusal.address,
          relativeAddress: refusal.offset,
          length: refusal.length,
          kind: "instruction",
          name: report.name,
        },
        region: { byteOffset: report.fileOffset + refusal.offset, byteLength: refusal.length },
      },
    }],
    partialFingerprints: {
      "refusal/v1": `${refusal.rule}:${report.name}:${refusal.offset}:${refusal.bytes}`,
    },
  };
}
