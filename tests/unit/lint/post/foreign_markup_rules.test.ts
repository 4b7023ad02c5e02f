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
    ["It is ++new++.", "1:7"],
    ["H~2~O is water.", "1:2"],
    ["The 10^th^ day.", "1:7"],
    ["+---+---+\n| A | B |\n+===+===+\n| 1 | 2 |\n+---+---+", "1:1"],
    ["Mentor\n: Somebody who helps", "2:1"],
    ["*[CV]: A list", "1:1"],
    ["It is ||hidden||.", "1:7"],
    ["Text {++added++} text.", "1:6"],
    ["[youtube:abc123]", "1:1"],
    ["@[vimeo](123)", "1:1"],
    ["#+BEGIN_SRC python\nprint(1)\n#+END_SRC", "1:1"],
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
    ["C++ and g++ and x ~ y ~ z, 2^10 and a || b || c, ~~struck~~."],
    ["Note\n\n: a colon\n\n| a || b |"],
  ])("accepts %j", async (body) => {
    expect((await findings(body)).filter((found) => found.endsWith("foreign-markup"))).toEqual([]);
  });
});
