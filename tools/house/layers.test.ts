/** The layer rule: arrows between rooms point one way, and pure rooms touch no platform. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOMS, type Room } from "./rooms.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Source files below a folder, tests left out: a test may look wherever it likes. */
function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(ROOT, path)).isDirectory()) return sources(path);
    return name.endsWith(".ts") && !name.endsWith(".test.ts") ? [path] : [];
  });
}

function imports(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  return [...text.matchAll(/^(?:import|export)\b[^;]*?from\s+"([^"]+)"|\bimport\("([^"]+)"\)/gms)]
    .map((match) => match[1] ?? match[2] ?? "");
}

/** The complaint about one import of one file, or nothing. */
export function complaint(room: Room, path: string, target: string): string | undefined {
  if (!target.startsWith(".")) {
    return room.pure ? `${path} imports ${target}: a pure room imports only from the house` : undefined;
  }
  const found = relative(ROOT, resolve(ROOT, dirname(path), target));
  // Who touches the platform may tell the package's name and version.
  if (!room.pure && found === "package.json") return undefined;
  const allowed = [room.folder, ...room.knows].some((folder) => found.startsWith(`${folder}/`));
  return allowed ? undefined : `${path} imports ${found}: ${room.folder} may not know it`;
}

/** Names whose value depends on the host or the moment. */
const IMPURE = /\b(Date\.now|new Date|performance\.now|Math\.(random|sin|cos|tan|exp|log|pow|hypot|cbrt)|process\.|setTimeout|toLocale\w*|console\.)/;

describe("rooms", () => {
  for (const room of ROOMS) {
    it(`${room.folder} knows only the rooms above it`, () => {
      const complaints = sources(room.folder).flatMap((path) =>
        imports(path).flatMap((target) => complaint(room, path, target) ?? []));
      expect(complaints).toEqual([]);
    });
    if (!room.pure) continue;
    it(`${room.folder} reads no clock, no randomness, no process`, () => {
      const impure = sources(room.folder).flatMap((path) => {
        const code = readFileSync(join(ROOT, path), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
        const match = IMPURE.exec(code);
        return match === null ? [] : [`${path}: ${match[0]}`];
      });
      expect(impure).toEqual([]);
    });
  }

  it("are all of the folders of src", () => {
    const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory()).map(({ name }) => `src/${name}`);
    expect(folders.filter((name) => !ROOMS.some(({ folder }) => folder === name))).toEqual([]);
  });

  it("sees a forbidden import, and an import of the platform", () => {
    const room = ROOMS.find(({ folder }) => folder === "src/decoder") as Room;
    expect(complaint(room, "src/decoder/x.ts", "../session/session.ts")).toMatch(/may not know/);
    expect(complaint(room, "src/decoder/x.ts", "node:fs")).toMatch(/pure room/);
    expect(complaint(room, "src/decoder/x.ts", "../table/full.ts")).toBeUndefined();
  });
});
