import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

describe("foreign-markup", () => {
  it.each([
    ['{% include "cta.njk" %}', "1:1"],
    ["Text {%- raw -%} text.", "1:6"],
    ['Text {{< figure src="a.png" >}}.', "1:6"],
    ["{{% notice %}}", "1:1"],
    ["By {{ page.author }}.", "1:4"],
    ["By <%= author %>.", "1:4"],
    [":::note\nText.\n:::", "1:1"],
    ["::: {.callout-note}\nText.\n:::", "1:1"],
    ["!!! warning\n    Text.", "1:1"],
    ["See [[Another post]].", "1:5"],
    ["See ![[picture.png]].", "1:5"],
    ["[TOC]\n\nText.", "1:1"],
    ["[[_TOC_]]\n\nText.", "1:1"],
    ["{:toc}\n\nText.", "1:1"],
    ["Text.\n{: .prompt-info }", "2:1"],
    ["## A heading {#an-id}", "1:14"],
    ["import Chart from '../chart.jsx';\n\nText.", "1:1"],
    ["export const meta = {};\n\nText.", "1:1"],
    ['[caption id="a" width="3"]A picture[/caption]', "1:1"],
    ['[gallery ids="1,2"]', "1:1"],
    [".. note::\n\nText.", "1:1"],
  ])("reports %j", async (body, place) => {
    expect((await findings(body)).filter((found) => found.endsWith("foreign-markup"))[0]).toBe(
      `${place} foreign-markup`,
    );
  });

  it.each([
    ["`{% include %}`, `{{ x }}`, `[[a]]` and `[TOC]`"],
    ["```jinja\n{{ ref('a') }}\n```\n\nAmong the SQL stands {{ ref('orders') }}."],
    ["The set {a, b} and the text {.} and {x: 1}."],
    ["The matrix [[1, 2], [3, 4]] and a citation [[1]](https://x.example/)."],
    ["import duties rose, and\nexport taxes fell."],
    ["A time 10:::30 and wow!!! Great."],
    ["See [the gallery](/gallery/), [embed] or [video](https://x.example/)."],
    ["A set \\[\\{x_1\\}\\] and $\\frac{{a}}{{b}}$."],
    ["Compare List<String> and Map<K>.\n\n<Br>"],
    ["> [!NOTE]\n> A callout."],
  ])("accepts %j", async (body) => {
    expect((await findings(body)).filter((found) => found.endsWith("foreign-markup"))).toEqual([]);
  });
});
