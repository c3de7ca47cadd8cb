/**
 * The validator as a library: verdict, reasons, annotation and certificate of one profile. The
 * verdict is the fast validator's; everything that needs reasons comes from the reference
 * validator.
 */
import { ZEROVM, type Profile } from "../../spec/nacl/profiles.ts";
import { createDecoder } from "../decoder/decode.ts";
import { coreTable } from "../table/core.ts";
import { namedTable } from "../table/named.ts";
import type { DecodingTable } from "../table/table.ts";
import { wasmHost, type WasmHost } from "../wasm/host.ts";
import { annotateText, type Annotation } from "./annotation.ts";
import { certify, type Certificate } from "./certificate/certificate.ts";
import { checkCertificate, type CertificateVerdict } from "./certificate/check.ts";
import { FastValidator } from "./fast/validate.ts";
import {
  ReferenceValidator, type InstructionSet, type Judgement, type JudgeOptions,
} from "./reference/validate.ts";
import { Rewriter, type Rewritten } from "./rewriting.ts";

const ACCEPTED: Judgement = { accepted: true, refusals: [], refusalCount: 0 };

/**
 * Judges any number of texts under one profile. What it learns of the tables it keeps.
 *
 *     const validator = new Validator();
 *     validator.accepts(new Uint8Array(32).fill(0xf4)); // true: a bundle of hlt
 */
export class Validator {
  readonly profile: Profile;
  readonly #fast: FastValidator;
  #table: DecodingTable | undefined;
  #set: InstructionSet | undefined;
  #reference: ReferenceValidator | undefined;

  /** `host`: undefined where generated code is not wanted; verdicts are the same without. */
  constructor(profile: Profile = ZEROVM, host: WasmHost | undefined = wasmHost()) {
    this.profile = profile;
    // The core table has all but VEX, and is read in half the time.
    this.#fast = new FastValidator(profile, profile.vex ? this.#named : coreTable(), host);
  }

  get #named(): DecodingTable {
    this.#table ??= namedTable();
    return this.#table;
  }

  /** Verdicts alone do without all this. */
  get #all(): InstructionSet {
    this.#set ??= { forms: this.#named.forms, decoder: createDecoder(this.#named) };
    return this.#set;
  }

  get #slow(): ReferenceValidator {
    this.#reference ??= new ReferenceValidator(this.profile, this.#all);
    return this.#reference;
  }

  /** Whether the sandbox accepts the text, from its first byte to its last. */
  accepts(text: Uint8Array): boolean {
    return this.#fast.accepts(text);
  }

  /** The verdict with all reasons, by place; at most 1,000 of them unless asked otherwise. */
  judge(text: Uint8Array, options: Pick<JudgeOptions, "refusalsMax"> = {}): Judgement {
    return this.accepts(text) ? ACCEPTED : this.#slow.judge(text, options);
  }

  /** What an accepted text consists of; undefined when it is refused. */
  annotate(text: Uint8Array): Annotation | undefined {
    return annotateText(this.#slow, text);
  }

  /** A certificate of an accepted text; undefined when it is refused. */
  certify(text: Uint8Array): Certificate | undefined {
    return certify(this.#slow, text);
  }

  /** Whether a certificate proves the text, in one pass and without trust in who made it. */
  check(text: Uint8Array, certificate: Certificate): CertificateVerdict {
    return checkCertificate(this.profile, this.#all.forms, text, certificate);
  }

  /**
   * The text as the loader of 2025 would run it: non-temporal instructions and those of missing CPU
   * features replaced. A step of its own, never taken by the other methods.
   */
  rewrite(text: Uint8Array): Rewritten {
    return new Rewriter(this.profile, this.#all).rewrite(text);
  }
}
