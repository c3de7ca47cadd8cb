/** A folder of files that keeps translated units between processes. */
import { createHash } from "node:crypto";
import {
  existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../../package.json" with { type: "json" };
import type { UnitStore } from "../translator/unit-store.ts";

const DIGITS = 12;
const SUFFIX = ".units";

/** Files of the running program: the bundle's, or the sources where there is no bundle. */
function codeFiles(): string[] {
  const own = fileURLToPath(import.meta.url);
  const list = (folder: string, isWanted: (name: string) => boolean): string[] =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(isWanted).sort()
      .map((name) => join(folder, name));
  if (own.endsWith(".ts")) {
    const root = join(dirname(own), "../..");
    return ["src", "spec"].flatMap((folder) => list(join(root, folder),
      (name) => name.endsWith(".ts") && !name.endsWith(".test.ts")));
  }
  const folder = basename(dirname(own)) === "chunks" ? join(dirname(own), "..") : dirname(own);
  return list(folder, (name) => /^(chunks[\\/])?[^\\/]+\.c?js$/.test(name));
}

/**
 * Names the translator by the package's version and a digest of the program's own code, so that no
 * change of it can be forgotten.
 */
export function translatorVersion(): string {
  const hash = createHash("sha256");
  for (const file of codeFiles()) hash.update(readFileSync(file));
  return `${packageJson.version}-${hash.digest("hex").slice(0, DIGITS)}`;
}

/** Is this the code of an error of the file system, and that one? */
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/**
 * A store in `folder`, which is made when the first entry is saved. Entries appear whole or not at
 * all, whoever else writes. `complain` hears of what cannot be read or written; the run goes on.
 */
export function unitFolder(folder: string, complain: (text: string) => void): UnitStore {
  const pathOf = (key: string): string => join(folder, `${key}${SUFFIX}`);
  return {
    version: translatorVersion(),
    load(key) {
      try {
        return readFileSync(pathOf(key));
      } catch (error) {
        if (!isMissing(error)) complain(`cache: ${error instanceof Error ? error.message : error}`);
        return undefined;
      }
    },
    save(key, content) {
      const own = `${pathOf(key)}.${process.pid}`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(own, content);
        renameSync(own, pathOf(key));
      } catch (error) {
        if (existsSync(own)) rmSync(own);
        complain(`cache: ${error instanceof Error ? error.message : error}`);
      }
    },
  };
}
