export type Severity = "error" | "warn";

export interface Rule {
  severity: Severity;
  /** Without what it asks for there is no page: a site may not lower its severity. */
  isFatal?: true;
  /** Why it matters, in a sentence for an author. */
  why: string;
}
