/** `zerovm validate`: does the sandbox accept this code, and if not, why. */
import {
  PROFILES, profileNamed, tolerating, withoutFeatures, ZEROVM, type Profile,
} from "../../../spec/nacl/profiles.ts";
import packageJson from "../../../package.json" with { type: "json" };
import { createDecoder } from "../../decoder/decode.ts";
import { Disassembler } from "../../disassembler/disassembler.ts";
import { namedTable } from "../../table/named.ts";
import { coreTable } from "../../table/core.ts";
import type { Annotation } from "../../validator/annotation.ts";
import { FastValidator } from "../../validator/fast/validate.ts";
import { makeReport, type ReportedText, type TextReport } from "../../validator/report/report.ts";
import { sarifLog, type ReportedFile } from "../../validator/report/sarif.ts";
import { reportText } from "../../validator/report/text.ts";
import { REFUSALS_MAX } from "../../validator/reference/validate.ts";
import { Validator } from "../../validator/validator.ts";
import { wasmHost } from "../../wasm/host.ts";
import { parseArguments, parseCount, UsageError } from "../arguments.ts";
import { annotationText } from "../validate/annotation-text.ts";
import { checkAgainst, saveCertificate } from "../validate/certificates.ts";
import { InputError, readInput, textsOf } from "../validate/input.ts";
import { judgeRecords } from "../validate/records.ts";
import type { Console, Verb } from "../verb.ts";

const EXIT_ACCEPTED = 0;
const EXIT_REFUSED = 1;
const EXIT_UNUSABLE = 2;

const BUNDLE_BYTES = 32;
/** 32 MiB: a record must fit into memory beside its verdict. */
const RECORD_BUNDLES_MAX = 1 << 20;

const HELP = `Usage: zerovm validate FILE... [options]
       zerovm validate --records N [options] < RECORDS > VERDICTS

Judges machine code by the rules of the sandbox: the executable segments of ELF files, filled up
with hlt as the loader does it, or raw code. - is standard input.

Options
  --profile P               zerovm (the default), nacl-2013 (also called nacl), nacl-2025
  --tolerate-unsupported    forgive non-temporal instructions (nacl-2025)
  --without FEATURE,...     as on a CPU without these features, for instance SSE41,POPCNT
  --base ADDRESS            the input is raw code that begins at this address
  --json                    a JSON array with one report per text
  --sarif                   SARIF 2.1.0, for code scanning
  --annotate                instructions, superinstructions and jump targets of accepted texts
  --certificate FILE        write a certificate of the accepted text: why every byte of it is safe
  --check FILE              judge by a certificate alone, in one pass and without a validator
  --max-errors N            refusals listed per text, ${REFUSALS_MAX} unless said
  --records N               standard input holds records of N * 32 bytes; for each of them one byte
                            goes to standard output: 01 accepted, 00 refused
  --help                    this text

Exit codes: 0 accepted (with --records: all read), 1 refused, 2 input that cannot be judged or
wrong usage.
`;

interface Request {
  readonly files: readonly string[];
  readonly profile: Profile;
  readonly base: number | undefined;
  readonly form: "text" | "json" | "sarif";
  readonly annotate: boolean;
  /** Files of the certificate to write, and of the one to check. */
  readonly certificate: string | undefined;
  readonly check: string | undefined;
  readonly refusalsMax: number;
  /** Bundles per record; undefined when files are judged. */
  readonly recordBundles: number | undefined;
}

const VALUE_OPTIONS =
  ["profile", "without", "base", "max-errors", "records", "certificate", "check"];
const SWITCHES = ["tolerate-unsupported", "json", "sarif", "annotate"];

/** Reads the command line; undefined where help was asked for. Throws UsageError. */
function readRequest(args: readonly string[]): Request | undefined {
  const { values, switches, operands, rest } = parseArguments(args, VALUE_OPTIONS, SWITCHES);
  if (switches.has("help")) return undefined;
  const files = [...operands, ...(rest ?? [])];
  const records = values["records"];
  if (records === undefined && files.length === 0) throw new UsageError("which FILE?");
  if (records !== undefined && files.length > 0) {
    throw new UsageError("--records reads standard input, so it takes no FILE");
  }
  if (switches.has("json") && switches.has("sarif")) {
    throw new UsageError("--json and --sarif exclude each other");
  }
  const { certificate, check } = values;
  const hasForm = switches.has("json") || switches.has("sarif") || switches.has("annotate");
  if (check !== undefined && (hasForm || certificate !== undefined)) {
    throw new UsageError("--check says yes or no, and takes no option of another output");
  }
  if ((certificate !== undefined || check !== undefined) && files.length !== 1) {
    throw new UsageError("--certificate and --check are about one FILE");
  }
  return {
    files,
    certificate,
    check,
    profile: readProfile(values["profile"], values["without"], switches),
    base: readBase(values["base"]),
    form: switches.has("json") ? "json" : switches.has("sarif") ? "sarif" : "text",
    annotate: switches.has("annotate"),
    refusalsMax: readNumber("--max-errors", values["max-errors"]) ?? REFUSALS_MAX,
    recordBundles: readNumber("--records", records, RECORD_BUNDLES_MAX),
  };
}

function readNumber(option: string, text: string | undefined, max = 2 ** 31): number | undefined {
  if (text === undefined) return undefined;
  const value = parseCount(option, text);
  if (value > BigInt(max)) throw new UsageError(`${option} takes at most ${max}`);
  return Number(value);
}

function readBase(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^(?:0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new UsageError(`--base ${text}: not an address`);
  if (value % BUNDLE_BYTES !== 0) throw new UsageError(`--base ${text}: no multiple of 32`);
  return value;
}

function readProfile(
  name: string | undefined, without: string | undefined, switches: ReadonlySet<string>,
): Profile {
  const named = name === undefined ? ZEROVM : profileNamed(name);
  if (named === undefined) {
    const names = PROFILES.flatMap((p) => [p.name, ...p.aliases]).join(", ");
    throw new UsageError(`no profile is called ${name}; there are ${names}`);
  }
  const missing = without?.split(",") ?? [];
  const unknown = missing.find((feature) => !named.features.includes(feature));
  if (unknown !== undefined) {
    const known = named.features.join(", ");
    throw new UsageError(`${named.name} has no feature ${unknown}; it has ${known}`);
  }
  const profile = withoutFeatures(named, missing);
  return switches.has("tolerate-unsupported") ? tolerating(profile) : profile;
}

/** `--records`: only the fast validator, on the smallest table that has the profile's forms. */
async function runRecords(bundles: number, profile: Profile, console: Console): Promise<number> {
  const table = profile.vex ? namedTable() : coreTable();
  const validator = new FastValidator(profile, table, wasmHost());
  const recordBytes = bundles * BUNDLE_BYTES;
  const accepts = (record: Uint8Array): boolean => validator.accepts(record);
  const { records, bytesLeft } = await judgeRecords(recordBytes, accepts, console);
  if (bytesLeft === 0) return EXIT_ACCEPTED;
  await console.err(`zerovm validate: behind ${records} whole records the input ends with ` +
    `${bytesLeft} bytes, but a record has ${recordBytes}\n`);
  return EXIT_UNUSABLE;
}

/** Judges texts with reasons and listings. */
class Examiner {
  readonly #request: Request;
  readonly #validator: Validator;
  readonly #disassembler: Disassembler;

  constructor(request: Request) {
    const table = namedTable();
    this.#request = request;
    this.#validator = new Validator(request.profile);
    this.#disassembler = new Disassembler(table.forms, createDecoder(table), { syntax: "intel" });
  }

  report(text: ReportedText): TextReport {
    const { profile, refusalsMax } = this.#request;
    const judgement = this.#validator.judge(text.bytes, { refusalsMax });
    return makeReport(text, profile.name, judgement, (bytes, offset, address) =>
      this.#disassembler.line(bytes, offset, bytes.length, address));
  }

  /** Writes the certificate that was asked for; nothing for a refused text. */
  async certify(texts: readonly ReportedText[]): Promise<void> {
    const { certificate: name } = this.#request;
    const [text, second] = texts;
    if (name === undefined || text === undefined) return;
    if (second !== undefined) {
      throw new InputError(`has ${texts.length} texts, but a certificate is about one`);
    }
    const certificate = this.#validator.certify(text.bytes);
    if (certificate !== undefined) await saveCertificate(name, certificate);
  }

  annotation(text: ReportedText): Annotation | undefined {
    return this.#request.annotate ? this.#validator.annotate(text.bytes) : undefined;
  }
}

/** `--check`: a line per text, of which a certificate can prove one only. */
async function runCheck(request: Request, certificate: string, console: Console): Promise<number> {
  const [file = ""] = request.files;
  let code = EXIT_ACCEPTED;
  try {
    for (const text of textsOf(await readInput(file, console), request.base)) {
      const verdict = await checkAgainst(certificate, request.profile, text);
      const found = verdict.valid ? "proved by the certificate"
        : `the certificate does not prove it: ${verdict.problem}`;
      await console.out(`${file}: ${text.name}: ${found}\n`);
      if (!verdict.valid) code = EXIT_REFUSED;
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await console.err(`zerovm validate: ${file}: ${error.message}\n`);
    code = EXIT_UNUSABLE;
  }
  return code;
}

const annotationJson = (annotation: Annotation): object =>
  ({ ...annotation, targets: [...annotation.targets] });

async function runFiles(request: Request, console: Console): Promise<number> {
  const examiner = new Examiner(request);
  const files: ReportedFile[] = [];
  const json: object[] = [];
  let code = EXIT_ACCEPTED;
  for (const file of request.files) {
    try {
      const reports: TextReport[] = [];
      const texts = textsOf(await readInput(file, console), request.base);
      await examiner.certify(texts);
      for (const text of texts) {
        const report = examiner.report(text);
        const annotation = examiner.annotation(text);
        reports.push(report);
        if (!report.accepted) code = Math.max(code, EXIT_REFUSED);
        json.push({ file, ...report,
          ...(annotation === undefined ? {} : { annotation: annotationJson(annotation) }) });
        if (request.form !== "text") continue;
        await console.out(`${file}: ${reportText(report)}`);
        if (annotation !== undefined) await console.out(annotationText(annotation, text.address));
      }
      files.push({ file, reports });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      code = EXIT_UNUSABLE;
      await console.err(`zerovm validate: ${file}: ${error.message}\n`);
    }
  }
  if (request.form === "json") await console.out(`${JSON.stringify(json, undefined, 1)}\n`);
  if (request.form === "sarif") {
    await console.out(`${JSON.stringify(sarifLog(files, packageJson.version), undefined, 1)}\n`);
  }
  return code;
}

async function run(args: readonly string[], console: Console): Promise<number> {
  try {
    const request = readRequest(args);
    if (request === undefined) {
      await console.out(HELP);
      return EXIT_ACCEPTED;
    }
    const { recordBundles, profile, check } = request;
    if (recordBundles !== undefined) return await runRecords(recordBundles, profile, console);
    if (check !== undefined) return await runCheck(request, check, console);
    return await runFiles(request, console);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await console.err(`zerovm validate: ${error.message}\nTry zerovm validate --help\n`);
    return EXIT_UNUSABLE;
  }
}

export const VALIDATE_VERB: Verb = {
  name: "validate",
  summary: "judge code by the sandbox's rules, with reasons",
  help: HELP,
  run,
};
