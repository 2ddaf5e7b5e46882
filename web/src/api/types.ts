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
  mode: "local" | "team";
  user: { name: string; role: string } | null;
  csrf: string;
  folder: string;
}

export interface CaseSummary {
  id: string;
  title: string;
  as_of: string | null;
  parties: number;
  issues: number;
  statements: number;
  errors: number;
  warnings: number;
  scenarios: { id: string; name: string }[];
}

export interface InstrumentSummary {
  id: string;
  title: string;
  case: string | null;
  acts: boolean;
}

export interface Cases {
  cases: CaseSummary[];
  instruments: InstrumentSummary[];
}

export interface Diagnostic {
  severity: "error" | "warning";
  code: string;
  message: string;
  file: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  help: string[];
}

export interface Model {
  issues: {
    id: string;
    name: string;
    about: string | null;
    kind: "one-of" | "number" | "any-of";
    options: { id: string; name: string }[];
    when: string | null;
    no_deal: string | null;
  }[];
  parties: {
    id: string;
    name: string;
    asked: string;
    has_values: boolean;
    reservation: { least: number; greatest: number } | null;
  }[];
  rules: { id?: string; text: string }[];
  version: string;
}

export type Range = [number, number];

export interface Point {
  package: Package;
  values: (Range | null)[];
  accepted: Acceptance;
  frontier: boolean;
  concepts: string[];
  no_deal: boolean;
}

export interface Points {
  exact: boolean;
  total: string;
  parties: string[];
  points: Point[];
}

export interface Crossing {
  red_line: string;
  text: string;
  statements: string[];
}

export interface BuiltParty {
  party: string;
  asked: boolean;
  accepts: Acceptance;
  least: number | null;
  greatest: number | null;
  reservation_least: number | null;
  reservation_greatest: number | null;
  crosses: Crossing[];
}

export interface Change {
  issue: string;
  from: string;
  to: string;
}

export interface Built {
  package: Package;
  arises: Record<string, boolean>;
  breaks: { rule: string; text: string }[];
  parties: BuiltParty[];
  all: Acceptance;
  blocked: Record<string, string[]>;
  nearest: { package: Package; changes: Change[] } | null;
  better: {
    package: Package;
    changes: Change[];
    gains: { party: string; least: number; greatest: number }[];
  } | null;
  milliseconds: number;
}

export interface Passage {
  citation: string;
  source: string;
  title: string;
  date: string | null;
  kind: string | null;
  text: string | null;
  before: string | null;
  sentence: string | null;
  after: string | null;
  anchor: string | null;
  why_missing: string | null;
}

export interface CaseFile {
  path: string;
  version: string;
  bytes: number;
}

export interface FileText {
  path: string;
  text: string;
  version: string;
}

/** What a save answers where somebody else has saved in between. */
export interface Clash {
  yours: string;
  theirs: string;
  their_version: string;
  base: string | null;
}

export interface Version {
  version: string;
  saved_at: string;
  by: string | null;
  bytes: number;
}
