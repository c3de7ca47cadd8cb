/**
 * `npm run size:rooms`: where the bytes of `zerovm/core` are. For each room, and for each of its
 * files, how much smaller the module would be without it, gzipped. What rooms have in common counts
 * for none of them, so the sum is less than the whole. Names are not shortened here.
 */
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { minifySync } from "rolldown/experimental";
import { CORE } from "./bundle.ts";

const ROOT = join(import.meta.dirname, "..");

interface Piece {
  readonly path: string;
  readonly room: string;
  readonly code: string;
}

/** The files of the bundle, each minified by itself. */
async function piecesOf(entry: string): Promise<Piece[]> {
  const build = await rolldown({ input: join(ROOT, entry), treeshake: { moduleSideEffects: false } });
  const { output: [chunk] } = await build.generate({ format: "esm" });
  await build.close();
  return Object.entries(chunk.modules).map(([id, { code }]) => {
    const path = relative(ROOT, id);
    const options = { compress: { unused: false }, mangle: { toplevel: false } };
    return {
      path, room: path.split("/").slice(0, 2).join("/"),
      code: minifySync(path.replace(/\.ts$/, ".js"), code ?? "", options).code,
    };
  });
}

const sizeOf = (pieces: readonly Piece[]): number =>
  gzipSync(pieces.map(({ code }) => code).join("\n"), { level: 9 }).length;

/** Prints a line for each group of pieces, the largest first. */
function print(title: string, pieces: readonly Piece[], groupOf: (piece: Piece) => string): void {
  const whole = sizeOf(pieces);
  const groups = [...new Set(pieces.map(groupOf))].map((group) => ({
    group, bytes: whole - sizeOf(pieces.filter((piece) => groupOf(piece) !== group)),
  }));
  console.log(`${title}, of ${whole}:`);
  for (const { group, bytes } of groups.sort((a, b) => b.bytes - a.bytes).slice(0, 40)) {
    console.log(`${String(bytes).padStart(7)}  ${group}`);
  }
}

const pieces = await piecesOf(CORE);
print("rooms", pieces, ({ room }) => room);
print("files", pieces, ({ path }) => path);
