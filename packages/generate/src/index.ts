export { type AttachedFiles, type Attachments, attachFiles } from "./attach-files.ts";
export { GenerateError, type GenerateErrorCode, type GenerateErrorData } from "./errors.ts";
export type {
  FilePlan,
  PlannedConfigured,
  PlannedCopy,
  PlannedDirectory,
  PlannedFile,
  PlannedSymlink,
} from "./file-plan.ts";
export { formatValue, type Params, type ParamValue } from "./format-value.ts";
export { generateMembers } from "./generate-members.ts";
export type {
  GenerateOptions,
  GenerateReport,
  MemberSpec,
  PreviewOptions,
  ReservedNames,
} from "./member.ts";
export { mergeParamsTable, type ParamsTableRow } from "./params-table.ts";
export { planFiles } from "./plan-files.ts";
export { type MemberPreview, type PreviewEntry, previewMember } from "./preview-member.ts";
export type { Tag } from "./tag.ts";
export { compileTemplate, type Template } from "./template.ts";
export type {
  GenerateWarning,
  UnknownTag,
  UnknownTagWarning,
  UnusedParameterWarning,
} from "./warnings.ts";
