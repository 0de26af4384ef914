export type { AttachedFiles, Params, ParamValue, Tag } from "@ssx/generate";
export type { BatchOptions, Environment, RunOptions } from "@ssx/settings";
export { BatchSettings, RunSettings } from "@ssx/settings";
export type { TaskChange } from "./changes.ts";
export { Ensemble } from "./ensemble.ts";
export { isSsxError, SsxError } from "./errors.ts";
export { Experiment } from "./experiment.ts";
export type { GenerateOptions } from "./generation.ts";
export type { EnsembleInspection, ModelInspection } from "./inspect.ts";
export {
  type BatchJob,
  type CallOptions,
  type CancelOptions,
  isLauncher,
  type JobId,
  type JobReport,
  type Launcher,
  type LauncherSupports,
  launcherBrand,
  type StepHost,
} from "./launcher.ts";
export { Model } from "./model.ts";
export type {
  EnsembleOptions,
  ExperimentEvents,
  ExperimentOptions,
  ModelOptions,
  Outcome,
  StartOptions,
  StopOptions,
  WaitOptions,
} from "./options.ts";
export type { JobPreview, Preview, TaskPreview } from "./plan/preview.ts";
export { findProgram } from "./process/find-program.ts";
export type { ReportMode } from "./report/reporter.ts";
export type { Summary, SummaryRow } from "./report/summary.ts";
export type { StateCounts } from "./run/task-store.ts";
export {
  allPerm,
  linspace,
  logspace,
  type ParamList,
  type ParamSets,
  type ParamSpace,
  type RandomOptions,
  type RandomSets,
  random,
  range,
  type SetOf,
  type Strategy,
  type StrategyName,
  step,
} from "./strategies/index.ts";
export { type Ending, type FailureReason, isFinal, type TaskState } from "./task-state.ts";
