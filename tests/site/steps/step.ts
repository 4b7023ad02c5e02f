/**
 * A step: what happens between two builds, and the build after it.
 */

import { type Change, inWords } from "./changes.ts";
import { type Incident, incidentInWords } from "./incidents.ts";

export type Event = Change | Incident;

/** When a build is killed: so many milliseconds after it said that this phase begins. */
export interface Kill {
  phase: "Reading" | "Rendering";
  ms: number;
  /** Processes that the build started are killed with it, or find out by themselves. */
  spares: "nothing" | "helpers";
}

export interface Step {
  events: Event[];
  /** A build that begins after the events and is killed; the next one has to live with what it leaves. */
  kill: Kill | undefined;
  /** Whether the build is asked to forget what it knows. */
  isClean: boolean;
  /** Whether there is a second build, which must find nothing to do. */
  isRepeated: boolean;
}

/** A step in words. */
export function stepInWords({ events, kill, isClean, isRepeated }: Step): string {
  return [
    ...events.map((event) => (isIncident(event) ? incidentInWords(event) : inWords(event))),
    ...(kill ? [`kill a build ${kill.ms} ms after “${kill.phase}”, sparing ${kill.spares}`] : []),
    isClean ? "build with --clean" : "build",
    ...(isRepeated ? ["build again"] : []),
  ].join("; ");
}

const INCIDENTS: ReadonlySet<string> = new Set<Incident["kind"]>(["damage", "tamper", "exchange", "lose", "checkout"]);

/** Whether something happens to the machine rather than to what people write. */
export function isIncident(event: Event): event is Incident {
  return INCIDENTS.has(event.kind);
}
