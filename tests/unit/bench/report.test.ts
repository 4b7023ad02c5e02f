import { describe, expect, it } from "vitest";
import { bars } from "../../bench/bars.ts";
import { chart } from "../../bench/chart.ts";
import { differences, type Parts, partsOf } from "../../bench/compare.ts";
import { costs } from "../../bench/measure.ts";
import { duration, size, times } from "../../bench/numbers.ts";
import { median, type PeerName, type Results, type Scenario, type Series, typical } from "../../bench/results.ts";
import { columns, report } from "../../bench/table.ts";

const MB = 2 ** 20;

function series(peer: PeerName, scenario: Scenario, ...seconds: number[]): Series {
  return {
    peer,
    scenario,
    runs: seconds.map((wall) => ({ wallMs: wall * 1_000, cpuMs: wall * 2_000, peakBytes: 300 * MB })),
    phases: {},
  };
}

const RESULTS: Results = {
  machine: "A machine",
  titles: { ours: "ours", hugo: "Hugo <1>" },
  sizes: [
    {
      posts: 10_000,
      bytes: 75 * MB,
      pages: 14_000,
      series: [
        { ...series("ours", "cold", 9, 6, 7), phases: { render: 4_000, read: 5_200 } },
        series("ours", "one post edited", 1),
        series("hugo", "cold", 10, 10),
      ],
      saves: [200, 250, 900],
      starts: [20_000, 3_000],
      notes: ["Astro could not be installed."],
      differences: [],
    },
  ],
};

describe("median", () => {
  it("is the middle value, or the mean of the two in the middle", () => {
    expect([median([9, 1, 5]), median([4, 1, 2, 9]), median([])]).toEqual([5, 3, undefined]);
    expect(typical(series("hugo", "cold", 3, 1, 2))).toMatchObject({ wallMs: 2_000, cpuMs: 4_000 });
  });
});

describe("the benchmark report", () => {
  const text = report(RESULTS);

  it("has a row for each build, with its ratio to the peers", () => {
    expect(text).toMatch(/ours, cold +7\.00 s +14\.0 s +300 MB +2,000 +0\.70\n/);
    expect(text).toMatch(/ours, one post edited +1\.00 s +2\.00 s +300 MB +14,000 +0\.10\n/);
  });

  it("shows phases, the latency of a save and what was not measured", () => {
    expect(text).toContain("read 5.20 s, render 4.00 s");
    expect(text).toContain("npm start shows a post 250 ms after it was saved.");
    expect(text).toContain("npm start shows its first page after 20.0 s, and after 3.00 s the next time.");
    expect(text).toContain("Astro could not be installed.");
  });

  it("warns when other programs used the CPU", () => {
    const [size] = RESULTS.sizes;
    const busy = size?.series.map((one) => ({ ...one, runs: one.runs.map((run) => ({ ...run, takenByOthers: 0.4 })) }));
    const told = report({ ...RESULTS, sizes: size && busy ? [{ ...size, series: busy }] : [] });
    expect(told).toContain("Other programs took up to 40 % of the machine");
    expect(told).toContain("By CPU, which is less so, a cold build of ours is 0.70 × Hugo <1>.");
    expect(text).not.toContain("Other programs");
  });

  it("shows for each target whether it is met", () => {
    expect(text).toMatch(/10,000 posts, cold, against Hugo +0\.70 +≤ 0\.55 +NOT MET\n/);
    expect(text).toMatch(/10,000 posts, one edited, against Hugo +0\.10 +≤ 0\.030 +NOT MET\n/);
    expect(text).toMatch(/10,000 posts, cold, against Astro +– +≤ 0\.45 +not measured\n/);
    expect(bars(RESULTS).flatMap(({ isMet }) => isMet ?? [])).toEqual([false, false, true, true]);
  });

  it("aligns its columns", () => {
    expect(
      columns([
        ["a", "bb"],
        ["ccc", "d"],
      ]),
    ).toBe("  a    bb\n  ccc   d");
  });
});

describe("a peer whose search index is built separately", () => {
  const withSearch: Results = {
    ...RESULTS,
    sizes: RESULTS.sizes.map((size) => ({ ...size, series: [...size.series, series("hugo", "search index", 4)] })),
  };
  const text = report(withSearch);

  it("is compared with its index build included, and without", () => {
    expect(text).toMatch(/ours, cold +7\.00 s +14\.0 s +300 MB +2,000 +0\.50\n/);
    expect(text).toMatch(/Hugo <1>, search index +4\.00 s/);
    expect(text).toMatch(/10,000 posts, cold, against Hugo +0\.50 +≤ 0\.55 +met\n/);
    expect(text).toContain("Against a build without one, ours, cold, is 0.70 × Hugo <1>.");
  });

  it("has a bar with two parts in the chart", () => {
    const svg = chart(withSearch);
    const [, whole = 0] = /<rect class="other" [^>]*width="(\d+)"/.exec(svg) ?? [];
    const [, part = 0] = /<rect class="search" [^>]*width="(\d+)"/.exec(svg) ?? [];
    expect(Number(part) / Number(whole)).toBeCloseTo(4 / 14, 2);
    expect(svg).toContain("Hugo &lt;1&gt; 14.0 s of which 4.00 s for a search index.");
  });
});

describe("formatted numbers", () => {
  it("are short, whatever their magnitude", () => {
    expect([85.4, 1_234, 13_060, 83_000, 754_000].map(duration)).toEqual([
      "85 ms",
      "1.23 s",
      "13.1 s",
      "83.0 s",
      "12:34 min",
    ]);
    expect([2.4 * MB, 300 * MB, 1.5 * 1024 * MB].map(size)).toEqual(["2.4 MB", "300 MB", "1.50 GB"]);
    expect([0.0432, 0.75, 12.34].map(times)).toEqual(["0.043", "0.75", "12.3"]);
  });

  it("are parsed from the output of time, also for a failed command", () => {
    expect(costs("1.50 0.25 2048\n")).toEqual({ cpuMs: 1_750, peakBytes: 2 * MB });
    expect(costs("Command exited with non-zero status 1\n0.10 0.00 1024\n")).toEqual({ cpuMs: 100, peakBytes: MB });
  });
});

describe("the benchmark chart", () => {
  const svg = chart(RESULTS);

  it("has bars proportional to build times", () => {
    const widths = [...svg.matchAll(/<rect class="(ours|other)" [^>]*width="(\d+)"/g)];
    expect(widths.map(([, kind]) => kind)).toEqual(["ours", "ours", "other"]);
    const [cold = 0, edited = 0, hugo = 0] = widths.map(([, , width]) => Number(width));
    expect(cold / hugo).toBeCloseTo(0.7, 2);
    expect(edited / hugo).toBeCloseTo(0.1, 2);
  });

  it("has a text alternative, and colours for dark mode", () => {
    expect(svg).toContain("10,000 posts: ours, cold 7.00 s, ours, one post edited 1.00 s, Hugo &lt;1&gt; 10.0 s.");
    expect(svg).toContain("prefers-color-scheme: dark");
  });
});

describe("the comparison of built sites", () => {
  const page = (headings: number): Parts => partsOf(`<main>${"<h2>A</h2>".repeat(headings)}</main><h2>Not here</h2>`);

  it("finds no difference between sites with equal pages", () => {
    expect(differences(new Map([["/", page(2)]]), new Map([["/", page(2)]]), "Hugo")).toEqual([]);
  });

  it("accepts a page without posts that only the other site has", () => {
    expect(differences(new Map(), new Map([["/tags/unused/", page(1)]]), "Hugo")).toEqual([]);
  });

  it("reports pages that one site lacks, and parts that differ", () => {
    const ours = new Map([
      ["/", page(2)],
      ["/blog/", page(1)],
    ]);
    const theirs = new Map([
      ["/", page(3)],
      ["/posts/", partsOf("<main><article></article></main>")],
    ]);
    expect(differences(ours, theirs, "Hugo")).toEqual([
      "Hugo has no /blog/.",
      "Only Hugo has /posts/.",
      "Hugo: / has 3 second-level headings, ours 2.",
    ]);
  });
});
