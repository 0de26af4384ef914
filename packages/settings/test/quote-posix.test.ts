import { execFileSync } from "node:child_process";
import { quotePosix } from "@ssx/settings";
import fc from "fast-check";
import { expect, test } from "vitest";

const text = fc
  .string({ unit: "binary", maxLength: 40 })
  .filter((value) => !/[\0\p{Surrogate}]/u.test(value));

test("a shell hands on exactly the words that were quoted", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(text, { maxLength: 6 }), { minLength: 1, maxLength: 20 }),
      (lists) => {
        const print = 'for a in "$@"; do printf "%s\\0" "$a"; done; printf "\\0\\0"';
        const script = lists
          .map((list) => `set -- ${list.map(quotePosix).join(" ")}\n${print}`)
          .join("\n");
        for (const shell of ["sh", "bash"]) {
          const out = execFileSync(shell, ["-s"], { input: script }).toString("utf8");
          expect(out).toBe(
            lists.map((list) => `${list.map((word) => `${word}\0`).join("")}\0\0`).join(""),
          );
        }
      },
    ),
    { numRuns: 30 },
  );
});

test("words of plain characters stay readable", () => {
  expect(quotePosix("--LR=0.17")).toBe("--LR=0.17");
  expect(quotePosix("/opt/a-b_c/x.y")).toBe("/opt/a-b_c/x.y");
});

test.each(["", "two words", "$(touch x)", "a;b", "it's", "~", "=x", "*", "\n", "é"])(
  "%j is quoted",
  (word) => {
    expect(quotePosix(word)).toMatch(/^'/);
  },
);

test("a NUL is refused", () => {
  expect(() => quotePosix("a\0b")).toThrow(expect.objectContaining({ code: "SSX_NUL" }));
});
