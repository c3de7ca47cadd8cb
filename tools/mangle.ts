/**
 * Shortens the property names of a finished bundle. A name is kept when the host or a user of the
 * bundle may know it, and when it stands as a word in any text of the bundle, for a text may be the
 * key of a table. Table keys that are put together from parts stay as well: nobody writes them behind
 * a dot, and what nobody writes so is not shortened. Names with an underscore are such keys.
 */
import { parseSync } from "rolldown/experimental";

/** A node of the syntax tree, as far as it matters here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** A place where a property's name stands. */
interface Site {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** `{ name }` stands for `{ name: name }`. */
  readonly isShorthand: boolean;
}

/** What the walk finds. */
interface Names {
  readonly sites: Site[];
  /** Names that are written behind a dot or taken out of an object. */
  readonly taken: Set<string>;
  /** Words of all texts. */
  readonly words: Set<string>;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value;

/** A name that stands for itself, not for a variable that holds it. */
function plainName(node: Node, key: "key" | "property"): Node | undefined {
  const name = node[key];
  return node["computed"] === false && isNode(name) && name.type === "Identifier" ? name : undefined;
}

function visitName(node: Node, isPattern: boolean, { sites, taken }: Names): void {
  const isAccess = node.type === "MemberExpression";
  const id = plainName(node, isAccess ? "property" : "key");
  if (id === undefined) return;
  const name = String(id["name"]);
  if (isAccess || isPattern) taken.add(name);
  sites.push({ start: id.start, end: id.end, name, isShorthand: node["shorthand"] === true });
}

const NAMED: readonly string[] = [
  "MemberExpression", "Property", "MethodDefinition", "PropertyDefinition", "AccessorProperty",
];

function visit(value: unknown, isPattern: boolean, names: Names): void {
  if (Array.isArray(value)) {
    for (const entry of value) visit(entry, isPattern, names);
    return;
  }
  if (!isNode(value)) return;
  const { type } = value;
  if (NAMED.includes(type)) visitName(value, isPattern, names);
  const text = type === "Literal" ? value["value"]
    : type === "TemplateElement" ? (value["value"] as { readonly cooked?: string }).cooked : undefined;
  if (typeof text === "string") {
    for (const [word] of text.matchAll(/[\w$]+/g)) names.words.add(word);
  }
  for (const [key, child] of Object.entries(value)) {
    // `{ a }` names its property and its variable at the same place: the property counts.
    if (key === "key" && value["shorthand"] === true) continue;
    visit(child, type === "ObjectPattern", names);
  }
}

/** Options of host functions, which no object of the host has as a property. */
const HOST_OPTIONS: readonly string[] = [
  "initial", "maximum", "element", "shared", "fatal", "stream", "done", "value", "next", "cause", "env",
];

/** Every property name of the host's own objects. */
function hostNames(): Set<string> {
  const names = new Set<string>(HOST_OPTIONS);
  const seen = new Set<object>();
  const look = (object: object, depth: number): void => {
    if (seen.has(object) || depth > 3) return;
    seen.add(object);
    const properties = Object.entries(Object.getOwnPropertyDescriptors(object));
    for (const [name, { value }] of properties) {
      names.add(name);
      if ((typeof value === "object" && value !== null) || typeof value === "function") {
        look(value, depth + 1);
      }
    }
    const prototype: unknown = Object.getPrototypeOf(object);
    if (typeof prototype === "object" && prototype !== null) look(prototype, depth + 1);
  };
  look(globalThis, 0);
  return names;
}

/** Letters in the order in which code has them most: what repeats compresses. */
const FIRST = "etnriaoscludfpmhgvybxwkTDEASNRCLIOMFPBqjUGHVWKYXQZJz$";
const LATER = `${FIRST}0123456789`;

/** Short names in order, without those that are kept. */
function* shortNames(kept: ReadonlySet<string>): Generator<string, never> {
  for (let k = 0; ; k++) {
    let name = FIRST.charAt(k % FIRST.length);
    for (let rest = Math.floor(k / FIRST.length); rest > 0; rest = Math.floor(rest / LATER.length)) {
      name += LATER.charAt((rest - 1) % LATER.length);
    }
    if (!kept.has(name)) yield name;
  }
}

/** The short name of each name that may go, the most frequent first. */
function shortened({ sites, taken, words }: Names, known: ReadonlySet<string>): Map<string, string> {
  const host = hostNames();
  const counts = new Map<string, number>();
  const kept = new Set(known);
  for (const { name } of sites) {
    const goes = taken.has(name) && !words.has(name) && !known.has(name) && !host.has(name)
      && !name.includes("_");
    if (goes) counts.set(name, (counts.get(name) ?? 0) + 1);
    else kept.add(name);
  }
  const order = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const names = shortNames(new Set([...kept, ...host, ...words]));
  return new Map(order.map(([name]) => [name, names.next().value]));
}

/**
 * The module with short property names. `known` are those that users of its exports know.
 * Throws when the module is no JavaScript.
 */
export function mangleProperties(code: string, known: ReadonlySet<string>): string {
  const { program, errors } = parseSync("bundle.js", code);
  if (errors.length > 0) throw new Error(`the bundle does not parse: ${errors[0]?.message}`);
  const names: Names = { sites: [], taken: new Set(), words: new Set() };
  visit(program, false, names);
  const short = shortened(names, known);
  let text = "";
  let at = 0;
  for (const { start, end, name, isShorthand } of names.sites.sort((a, b) => a.start - b.start)) {
    if (code.slice(start, end) !== name) throw new Error(`${name} does not stand at ${start}`);
    const to = short.get(name);
    if (to === undefined) continue;
    text += code.slice(at, start) + to;
    at = end;
    if (isShorthand) text += `:${name}`;
  }
  return text + code.slice(at);
}
