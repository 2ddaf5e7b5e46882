/** The names by which the screens know the shapes of the API. */

import type * as api from "./generated";

export type Acceptance = "surely" | "possibly" | "never" | "unknown";

/** A shape in which texts that hold what somebody makes of a package are known to be one of four words. */
type Narrow<T> = T extends Range
  ? T
  : {
      [K in keyof T]: K extends "accepts" | "accepted" | "all"
        ? T[K] extends string
          ? Acceptance
          : Narrow<T[K]>
        : Narrow<T[K]>;
    };

export type {
  Ask,
  BlockersShape as Blockers,
  CaseEntry as CaseSummary,
  Cases,
  Compare,
  DemandShape as Demand,
  EntryShape as Entry,
  FileText,
  ImprovementShape as Improvement,
  IssueShape as Issue,
  KeepAudit as Audit,
  KeepCalendar as Calendar,
  KeepStatus as Status,
  Model,
  ModelRuleShape as Rule,
  OnRecord,
  OpeningShape as Opening,
  Passage,
  Paths,
  RecordConflicts as Conflicts,
  RecordDuplicates as Duplicates,
  RecordList as Documents,
  RecordOffers as Offers,
  RecordSearch as Search,
  RecordSource as SourceText,
  RecordTimeline as Timeline,
  Robust,
  RobustPackageShape as RobustPackage,
  Session,
  Show,
  Solve,
  Stability,
  StabilityImprovementShape as Gain,
  StateShape as State,
  StepShape as Step,
  Theirs,
  Told,
  VersionEntry as Version,
  WhyShape as Why,
} from "./generated";

export type Range = [number, number];
export type Built = Narrow<api.Build>;
export type BuiltParty = Built["parties"][number];
export type Change = api.BuildChangeShape;
export type Points = Narrow<api.Points>;
export type Point = Points["points"][number];

/** A diagnostic as the Language Server Protocol has it, with its file. The server describes it no further. */
export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  message: string;
  file: string;
  /** Lines and characters from 0. */
  range: { start: Place; end: Place };
  help: string[];
}

interface Place {
  line: number;
  character: number;
}

export interface Checked {
  diagnostics: Diagnostic[];
  complete: boolean;
}
