import { readFileSync } from "node:fs";
import { orIoError } from "./io-error.ts";
import type { Tag } from "./tag.ts";
import { compileTemplate, type Template } from "./template.ts";

/** The templates of members that have the same parameters. */
export interface TemplateSet {
  readonly names: readonly string[];
  /** @throws {GenerateError} `SSX_GENERATE_IO` */
  get(source: string): Template;
}

/**
 * Compiles each file once for each set of parameter names, and forgets what would take too much
 * memory.
 */
export class TemplateCache {
  readonly #tag: Tag;
  readonly #sets = new Map<string, TemplateSet>();
  #freeBytes: number;

  constructor(tag: Tag, budgetBytes: number = 256 * 1024 * 1024) {
    this.#tag = tag;
    this.#freeBytes = budgetBytes;
  }

  forNames(names: readonly string[]): TemplateSet {
    const key = JSON.stringify(names);
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const templates = new Map<string, Template>();
    const set = { names, get: (source: string) => this.#get(templates, source, names) };
    this.#sets.set(key, set);
    return set;
  }

  #get(templates: Map<string, Template>, source: string, names: readonly string[]): Template {
    const known = templates.get(source);
    if (known !== undefined) return known;
    const bytes = orIoError("read", source, () => readFileSync(source));
    const template = compileTemplate(bytes, names, this.#tag);
    if (bytes.length <= this.#freeBytes) {
      this.#freeBytes -= bytes.length;
      templates.set(source, template);
    }
    return template;
  }
}
