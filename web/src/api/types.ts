/** The shapes of the API, all in one place for the screens. */

export type { AskShape as Ask } from "./generated/ask";
export type { CompareShape as Compare } from "./generated/compare";
export type { ExplainShape as Explain } from "./generated/explain";
export type { KeepAuditShape as Audit } from "./generated/keep-audit";
export type { KeepCalendarShape as Calendar } from "./generated/keep-calendar";
export type { KeepStatusShape as Status } from "./generated/keep-status";
export type { RecordShape as OnRecord } from "./generated/on-record";
export type { PathsShape as Paths } from "./generated/paths";
export type { ConflictsShape as Conflicts } from "./generated/record-conflicts";
export type { DuplicatesShape as Duplicates } from "./generated/record-duplicates";
export type { ListShape as Documents } from "./generated/record-list";
export type { OffersShape as Offers } from "./generated/record-offers";
export type { SearchShape as Search } from "./generated/record-search";
export type { SourceTextShape as SourceText } from "./generated/record-show";
export type { TimelineShape as Timeline } from "./generated/record-timeline";
export type { RobustPackageShape as RobustPackage, RobustShape as Robust } from "./generated/robust";
export type {
  EntryShape as Entry,
  IssueShape as Issue,
  PartyShape as Party,
  Provenance,
  ScenarioShape as Scenario,
  SetAsideShape as SetAside,
  ShowShape as Show,
  StanceShape as Stance,
} from "./generated/show";
export type {
  AssessmentShape as Assessment,
  BlockersShape as Blockers,
  DemandShape as Demand,
  FrontierShape as Frontier,
  OpeningShape as Opening,
  PackageShape as Shown,
  ProposalShape as Proposal,
  SolveShape as Solve,
} from "./generated/solve";
export type {
  ImprovementShape as Gain,
  StabilityShape as Stability,
  StateShape as State,
  StepShape as Step,
  WhyShape as Why,
} from "./generated/stability";

import type { Package } from "../choice";

export type Acceptance = "surely" | "possibly" | "never" | "unknown";

export interface Session {
  version: string;
  mode: string;
  csrf: string;
  folder: string;
}

export interface CaseSummary {
  id: string;
  /** None where the case cannot be read. */
  title: string | null;
  as_of: string | null;
  parties: number;
  issues: number;
  statements: number;
  errors: number;
  warnings: number;
  scenarios: string[];
}

export interface InstrumentSummary {
  id: string;
  title: string | null;
  ledger: boolean;
}

export interface Cases {
  cases: CaseSummary[];
  instruments: InstrumentSummary[];
}

interface Place {
  /** From 0. */
  line: number;
  character: number;
}

/** A diagnostic as the Language Server Protocol has it, with its file. */
export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  message: string;
  file: string;
  range: { start: Place; end: Place };
  help: string[];
}

export interface Checked {
  diagnostics: Diagnostic[];
  complete: boolean;
}

export interface RedLine {
  id: string;
  refuses: string;
  /** Ids of the statements that it rests on. */
  rests_on: string[];
  assumed: boolean;
}

export interface Rule {
  id: string;
  requires: string;
}

export interface Model {
  parties: { id: string; name: string; has_values: boolean; red_lines: RedLine[] }[];
  issues: {
    id: string;
    title: string;
    kind: string;
    options: { id: string; title: string }[];
    several: boolean;
    when: string | null;
    no_deal: string | null;
  }[];
  rules: Rule[];
}

export type Range = [number, number];

export interface Point {
  options: Package;
  values: (Range | null)[];
  accepted: Acceptance;
  frontier: boolean;
  concepts: string[];
  no_deal: boolean;
}

export interface Points {
  /** Whether these are all packages. */
  all: boolean;
  total: string;
  parties: string[];
  points: Point[];
}

export interface BuiltParty {
  party: string;
  asked: boolean;
  accepts: Acceptance;
  crosses: string[];
  /** Least and greatest value, to draw. */
  from: number | null;
  to: number | null;
  /** What no agreement is worth, to draw. */
  without: Range | null;
}

export interface Change {
  issue: string;
  from: string | null;
  to: string | null;
}

interface Whole {
  options: Package;
  decides_without_asking: string[];
  notes: string[];
}

export interface Built {
  package: Whole;
  does_not_arise: string[];
  breaks: Rule[];
  is_no_agreement: boolean;
  all: Acceptance;
  parties: BuiltParty[];
  blocked: Record<string, string[]>;
  nearest: { surely: boolean; package: Whole; changes: Change[] } | null;
  better: { package: Whole; changes: Change[]; better: string[] } | null;
  complete: boolean;
}

export interface Passage {
  citation: string;
  /** What the case says that it says. */
  says: string;
  source: string;
  title: string;
  date: string | null;
  passage: string | null;
  before: string | null;
  after: string | null;
  why_missing: string | null;
}

export interface FileText {
  path: string;
  text: string;
  version: string;
}

/** What somebody else saved in between. */
export interface Theirs {
  version: string;
  text: string;
  base: string | null;
}

export interface Version {
  version: string;
  /** Seconds since 1970. */
  saved: number;
  bytes: number;
}
