/**
 * @typedef {{ line: number, source: string }} ExtractedModule
 *   `line` is where its first block's code begins, counted from 1; in `source` every line of code has the number
 *   that it has in the Markdown file, so that a compiler's complaint points into that file
 */

/**
 * The TypeScript of a Markdown file: each block fenced as `ts` is a module of its own, except that one fenced as
 * `ts continues` is appended to the block before.
 *
 * @param {string} markdown
 * @returns {ExtractedModule[]}
 * @throws {SyntaxError} on a fence that is never closed, and on a `continues` with nothing before it
 */
export function extractModules(markdown) {
  /** @type {{ line: number, lines: string[] }[]} */
  const modules = [];
  for (const { line, info, code } of fencedBlocks(markdown)) {
    const [language = "", ...words] = info.trim().split(/\s+/);
    if (!/^(?:ts|typescript)$/i.test(language)) continue;
    let module = modules.at(-1);
    if (!words.includes("continues")) {
      module = { line, lines: [] };
      modules.push(module);
    } else if (module === undefined) {
      throw new SyntaxError(`line ${line - 1}: a block that continues has no block before it`);
    }
    while (module.lines.length < line - 1) module.lines.push("");
    module.lines.push(...code);
  }
  return modules.map(({ line, lines }) => ({ line, source: `${lines.join("\n")}\n` }));
}

/**
 * @param {string} markdown
 * @returns {{ line: number, info: string, code: string[] }[]}
 */
function fencedBlocks(markdown) {
  const blocks = [];
  /** @type {{ line: number, info: string, code: string[], fence: string, indent: string } | undefined} */
  let open;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    if (open !== undefined) {
      const close = /^\s*(`{3,}|~{3,})\s*$/.exec(text)?.[1];
      if (close?.startsWith(open.fence)) {
        blocks.push(open);
        open = undefined;
      } else {
        open.code.push(text.startsWith(open.indent) ? text.slice(open.indent.length) : text);
      }
      continue;
    }
    const [, indent = "", fence, info = ""] = /^(\s*)(`{3,}|~{3,})([^`]*)$/.exec(text) ?? [];
    if (fence !== undefined) open = { line: index + 2, info, code: [], fence, indent };
  }
  if (open !== undefined) throw new SyntaxError(`line ${open.line - 1}: the fence is never closed`);
  return blocks;
}
