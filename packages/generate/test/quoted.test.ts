import { expect, test } from "vitest";
import { quoted } from "../src/quoted.ts";

test("a name in a message cannot move the cursor or turn the text", () => {
  expect(quoted('a"\u001b[2J\u009b\u202e\u007fé日')).toBe(
    '"a\\"\\u001b[2J\\u009b\\u202e\\u007fé日"',
  );
});
