/** A step: events, and the build after them. */

import { type Change, inWords } from "./changes.ts";
import { type Incident, incidentInWords } from "./incidents.ts";

export type Event = Change | Incident;

/** When to kill a build: milliseconds after it reports a phase. */
export interface Kill {
  phase: "Reading" | "Rendering";
  ms: number;
  /** Whether its child processes are killed too, or have to notice by themselves. */
  spares: "nothing" | "helpers";
}

export interface Step {
  events: Event[];
  /** A build that is started after the events and killed; the next one has to cope with what it leaves. */
  kill: Kill | undefined;
  /** Whether the build is run with --clean. */
  isClean: boolean;
  /** Whether the build is repeated, which must change nothing. */
  isRepeated: boolean;
}

/** A step as text. */
export function stepInWords({ events, kill, isClean, isRepeated }: Step): string {
  return [
    ...events.map((event) => (isIncident(event) ? incidentInWords(event) : inWords(event))),
    ...(kill ? [`kill a build ${kill.ms} ms after “${kill.phase}”, sparing ${kill.spares}`] : []),
    isClean ? "build with --clean" : "build",
    ...(isRepeated ? ["build again"] : []),
  ].join("; ");
}

const INCIDENTS: ReadonlySet<string> = new Set<Incident["kind"]>(["damage", "tamper", "exchange", "lose", "checkout"]);

/** Whether an event affects the machine rather than the sources. */
export function isIncident(event: Event): event is Incident {
  return INCIDENTS.has(event.kind);
}
