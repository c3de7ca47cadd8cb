/** The command line: a verb, or a manifest as the original takes it. */
import { EIO, EPIPE } from "../../spec/abi/errno.ts";
import { EXIT_DEFECT } from "../../spec/abi/report.ts";
import packageJson from "../../package.json" with { type: "json" };
import { HostError } from "../channels/host.ts";
import { catchSignals } from "../host/node-signals.ts";
import { UsageError } from "./arguments.ts";
import { environmentCache, loadToolchain } from "./engines.ts";
import { EXIT_PIPE, EXIT_USAGE } from "./exit-codes.ts";
import { helpText } from "./help.ts";
import { runManifest } from "./manifest-mode.ts";
import { nodeConsole } from "./node-console.ts";
import { environmentTier } from "./tier-choice.ts";
import { loadVerb } from "./verbs.ts";
import type { Console } from "./verb.ts";

async function main(args: readonly string[], console: Console): Promise<number> {
  const [first = "", ...rest] = args;
  if (first === "--version") {
    await console.out(`zerovm ${packageJson.version}\n`);
    return 0;
  }
  if (first === "--help" || first === "-h" || first === "help") {
    const verb = await loadVerb(rest[0] ?? "");
    await console.out(verb?.help ?? await helpText());
    return 0;
  }
  const verb = await loadVerb(first);
  if (verb === undefined) return manifestMode(args, console);
  if (rest[0] === "--help" || rest[0] === "-h") {
    await console.out(verb.help);
    return 0;
  }
  return verb.run(rest, console);
}

/** A session from a manifest, in the tier that the environment names. */
async function manifestMode(args: readonly string[], console: Console): Promise<number> {
  try {
    const tier = environmentTier(console.env);
    return await runManifest(args, {
      toolchain: () => loadToolchain(
        tier, { cache: environmentCache(console.env), units: undefined },
        (text) => void console.err(`zerovm: ${text}\n`)),
      started: catchSignals,
    }, console);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await console.err(`zerovm: ${error.message}\n`);
    return EXIT_USAGE;
  }
}

/** Has the reader of our output gone away? Then nobody is left to tell anything. */
function isBrokenPipe(error: unknown): boolean {
  return error instanceof HostError && error.errno === EPIPE;
}

/** A defect is ours: say so in one line, and keep the stack for those who ask for it. */
async function reportDefect(error: unknown, console: Console): Promise<number> {
  if (isBrokenPipe(error)) return EXIT_PIPE;
  // What is left of the world's errors is our own output: a full disk, a device that fails.
  if (error instanceof HostError) {
    await console.err(`zerovm: ${error.message}\n`);
    return EIO;
  }
  const text = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && console.env["ZEROVM_DEBUG"] !== undefined
    ? `${error.stack ?? ""}\n` : "";
  await console.err(`zerovm: internal error: ${text} (ZEROVM_DEBUG=1 shows where)\n${stack}`);
  return EXIT_DEFECT;
}

const processConsole = nodeConsole();
main(process.argv.slice(2), processConsole)
  .catch((error: unknown) => reportDefect(error, processConsole))
  .then((code) => process.exit(code), () => process.exit(EXIT_DEFECT));
