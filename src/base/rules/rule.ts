/** Errors block publishing, warnings are listed by post, and suggestions are only counted by default. */
export const SEVERITIES = ["error", "warn", "suggestion"] as const;

export type Severity = (typeof SEVERITIES)[number];

export interface Rule {
  severity: Severity;
  /** Mandatory: without what it asks for there is no page, so a site may not lower its severity. */
  isFatal?: true;
  /** Why it matters, in a sentence for an author. */
  why: string;
}
