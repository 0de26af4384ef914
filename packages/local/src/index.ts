export { local } from "./launcher.ts";
export type { LocalOptions } from "./options.ts";
