/**
 * The property names that users of a module may know: those of every type that its exports reach.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "rolldown/experimental";

interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** Where a name of a file leads: into a declaration here, or to a name of another file. */
type Binding = { readonly node: Node } | { readonly file: string; readonly name: string };

/** What a file declares or imports, and what it exports, by name. */
interface Declarations {
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  readonly exports: ReadonlyMap<string, readonly Binding[]>;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

const children = (node: Node): Node[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value])).filter(isNode);

const nameOf = (value: unknown): string =>
  isNode(value) ? String(value["name"] ?? value["value"] ?? "") : "";

function readDeclarations(file: string): Declarations {
  const bindings = new Map<string, Binding[]>();
  const exports = new Map<string, Binding[]>();
  const add = (map: Map<string, Binding[]>, name: string, binding: Binding): void => {
    map.set(name, [...(map.get(name) ?? []), binding]);
  };
  const declare = (node: Node, isExported: boolean): void => {
    const ids = Array.isArray(node["declarations"])
      ? (node["declarations"] as Node[]).map(({ id }) => id) : [node["id"]];
    for (const id of ids) {
      add(bindings, nameOf(id), { node });
      if (isExported) add(exports, nameOf(id), { node });
    }
  };
  const { program } = parseSync(file, readFileSync(file, "utf8"));
  for (const node of program.body as unknown as Node[]) {
    const { source, specifiers, declaration } = node;
    const from = isNode(source) ? join(dirname(file), nameOf(source)) : undefined;
    if (isNode(declaration)) declare(declaration, true);
    else if (!Array.isArray(specifiers)) declare(node, false);
    for (const specifier of (Array.isArray(specifiers) ? specifiers : []) as Node[]) {
      const isImport = node.type === "ImportDeclaration";
      const name = nameOf(specifier[isImport ? "imported" : "local"]);
      const target = nameOf(specifier[isImport ? "local" : "exported"]);
      if (from !== undefined) add(isImport ? bindings : exports, target, { file: from, name });
      else for (const binding of bindings.get(name) ?? []) add(exports, target, binding);
    }
  }
  return { bindings, exports };
}

/** `entry` is the path of a source file. Names that only bodies of functions mention are not public. */
export function publicNames(entry: string): Set<string> {
  const files = new Map<string, Declarations>();
  const names = new Set<string>();
  const seen = new Set<Node>();
  const read = (file: string): Declarations => {
    const known = files.get(file) ?? readDeclarations(file);
    files.set(file, known);
    return known;
  };
  const follow = (file: string, binding: Binding): void => {
    if ("node" in binding) visit(file, binding.node);
    else for (const next of read(binding.file).exports.get(binding.name) ?? []) follow(binding.file, next);
  };
  const visit = (file: string, node: Node): void => {
    if (seen.has(node) || node.type === "BlockStatement") return;
    seen.add(node);
    if (isNode(node["key"]) && node["key"].type === "Identifier") names.add(nameOf(node["key"]));
    else if (node.type === "Identifier") {
      for (const binding of read(file).bindings.get(nameOf(node)) ?? []) follow(file, binding);
    }
    for (const child of children(node)) visit(file, child);
  };
  for (const [name, bindings] of read(entry).exports) {
    names.add(name);
    for (const binding of bindings) follow(entry, binding);
  }
  return names;
}
