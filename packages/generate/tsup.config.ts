export { default } from "../../tsup.preset.ts";
