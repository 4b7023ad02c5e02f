import { describe, expect, it } from "vitest";
import { isWhole, some } from "../whole.ts";
import { type JobRun, runWorkflow, type World } from "../workflow_runner.ts";

const LATER = "2999-01-01T00:00:00.000Z";
const PAST = "2020-01-01T00:00:00.000Z";
const NOTE = "next-change.txt";

/** Fakes for npm, the deploy script and GitHub's CLI. */
function programs({ next = LATER, isPublished = true }: { next?: string | null; isPublished?: boolean } = {}) {
  const result = JSON.stringify({ pages: 1, rendered: 1, written: 1, removed: 0, nextChange: next, ms: 1 });
  return {
    npm: `case "$*" in *build*) echo '${result}';; esac`,
    // Only the deploy script is run by bash.
    bash: isPublished ? "exit 0" : 'echo "The host is down." >&2; exit 1',
    gh: "exit 0",
  };
}

function deploy(world: Partial<World>): { jobs: Record<string, JobRun>; note: string | undefined } {
  const cache = new Map(world.cache);
  const jobs = runWorkflow("deploy.yml", { event: "schedule", programs: programs(), ...world, cache });
  return { jobs, note: cache.get(NOTE) };
}

const results = (jobs: Record<string, JobRun>): Record<string, string> =>
  Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));

describe.each(some(["github_pages", "netlify", ""], 1))("deploy.yml with the host “%s”", (host) => {
  const pages = host === "github_pages";
  const vars = { HOST: host };

  it("does nothing when no change is due", () => {
    for (const noted of [LATER, ""]) {
      const { jobs, note } = deploy({ vars, cache: new Map([[NOTE, `${noted}\n`]]) });
      expect(results(jobs)).toEqual({ due: "success", deploy: "skipped", pages: "skipped", note: "skipped" });
      expect(note).toBe(`${noted}\n`);
    }
  });

  it("publishes a due post, saves the time of the next, and is idle an hour later", () => {
    const first = deploy({ vars, cache: new Map([[NOTE, `${PAST}\n`]]) });
    expect(results(first.jobs)).toEqual({
      due: "success",
      deploy: "success",
      pages: pages ? "success" : "skipped",
      note: "success",
    });
    expect(first.note).toBe(`${LATER}\n`);
    const second = deploy({ vars, cache: new Map([[NOTE, first.note ?? ""]]) });
    expect(second.jobs.deploy?.result).toBe("skipped");
  });

  it("saves that no post is scheduled", () => {
    const { note } = deploy({ vars, event: "push", programs: programs({ next: null }) });
    expect(note).toBe("\n");
    expect(deploy({ vars, cache: new Map([[NOTE, "\n"]]) }).jobs.deploy?.result).toBe("skipped");
  });

  it("publishes when the saved time is lost and after every push", () => {
    for (const world of [{ cache: new Map<string, string>() }, { event: "push" as const }]) {
      const { jobs, note } = deploy({ vars, ...world });
      expect(jobs.deploy?.result).toBe("success");
      expect(note).toBe(`${LATER}\n`);
    }
  });
});

describe("a failed deployment", () => {
  it.each(["netlify", "github_pages"])("is retried an hour later with %s, keeping the saved time", (host) => {
    const pages = host === "github_pages";
    const vars = { HOST: host };
    const failing = pages ? ["actions/deploy-pages"] : [];
    const broken = programs({ isPublished: pages });
    const { jobs, note } = deploy({ vars, failing, cache: new Map([[NOTE, `${PAST}\n`]]), programs: broken });
    expect(Object.values(results(jobs))).toContain("failure");
    expect(note).toBe(`${PAST}\n`);
    expect(deploy({ vars, cache: new Map([[NOTE, note ?? ""]]) }).jobs.deploy?.result).toBe("success");
  });
});

describe("packages.yml", () => {
  const audit = (answer: object): JobRun | undefined =>
    runWorkflow("packages.yml", {
      event: "schedule",
      cache: new Map(),
      programs: { npm: `echo '${JSON.stringify(answer)}'; exit 1`, gh: "exit 0" },
    }).fixes;

  it("fails and names packages with a security fix", () => {
    const via = [{ title: "XSS in a filter", url: "https://advisories.example/1" }, "other"];
    const found = audit({
      vulnerabilities: {
        filter: { name: "filter", severity: "high", range: "<2.18.1", via, fixAvailable: true },
        hopeless: { name: "hopeless", severity: "low", range: "*", via: [], fixAvailable: false },
      },
    });
    expect(found?.result).toBe("failure");
    expect(found?.said).toContain(
      "- `filter` <2.18.1 (high): XSS in a filter <https://advisories.example/1>; through `other`\n",
    );
    expect(found?.said).not.toContain("hopeless");
  });

  it.runIf(isWhole)("succeeds without fixes, and fails when the registry is unreachable", () => {
    expect(audit({ vulnerabilities: {} })?.result).toBe("success");
    expect(audit({ error: { code: "ENOTFOUND" } })?.result).toBe("failure");
  });
});
