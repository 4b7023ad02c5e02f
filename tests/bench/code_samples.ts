/** Code samples for posts, with generated names. */

import type { Random } from "./random.ts";

/** Creates a sample with names from a generator. */
type Sample = (name: () => string) => string;

const python: Sample = (name) => {
  const [frame, key, value] = [name(), name(), name()];
  return `import pandas as pd

def summarise_${frame}(${frame}: pd.DataFrame, limit: int = 12) -> pd.DataFrame:
    """The ${key} of each ${value}, the largest first."""
    known = ${frame}.dropna(subset=["${key}", "${value}"])
    grouped = known.groupby("${key}")["${value}"].agg(["mean", "count"])
    if grouped.empty:
        raise ValueError(f"no ${value} in {len(${frame})} rows")
    return grouped.sort_values("count", ascending=False).head(limit)

print(summarise_${frame}(pd.read_csv("${frame}.csv")).to_string())`;
};

const sql: Sample = (name) => {
  const [table, key, value] = [name(), name(), name()];
  return `-- The newest ${value} for each ${key}
with ranked as (
  select ${key}_id, ${value}, created_at,
         row_number() over (partition by ${key}_id order by created_at desc) as place
  from ${table}
  where ${value} is not null and created_at >= date '2024-01-01'
)
select r.${key}_id, count(*) as rows_seen, avg(r.${value}) as mean_${value}
from ranked r
join ${key} k on k.id = r.${key}_id
where r.place = 1
group by r.${key}_id
having count(*) > 3
order by mean_${value} desc;`;
};

const typescript: Sample = (name) => {
  const [item, key, other] = [name(), name(), name()];
  return `interface Entry { id: string; ${key}: number; ${other}?: string }

export function ${item}Totals(entries: readonly Entry[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { id, ${key} } of entries) {
    if (Number.isNaN(${key})) continue; // nothing was measured
    totals.set(id, (totals.get(id) ?? 0) + ${key});
  }
  return totals;
}`;
};

const bash: Sample = (name) => {
  const [file, word] = [name(), name()];
  return `# Count what is in ${file}, and keep the log
set -euo pipefail
for file in data/${file}-*.csv; do
  rows=$(tail -n +2 "$file" | grep -c "${word}" || true)
  echo "\${file##*/}: $rows rows" >> "${word}.log"
done
git add "${word}.log" && git commit -m "Counted ${file}"`;
};

const json: Sample = (name) => `{
  "${name()}": { "limit": 12, "enabled": true, "label": "${name()}" },
  "${name()}": [0.25, 0.5, 0.75],
  "${name()}": null
}`;

const yaml: Sample = (name) => `# What runs every night
${name()}:
  schedule: "0 4 * * *"
  steps:
    - run: ${name()}
      retries: 3
    - run: ${name()}
  notify: [team, ${name()}]`;

const output: Sample = (name) => `${name()}   12   0.83
${name()}    7   0.41
${name()}    3   0.18`;

const SAMPLES: readonly { language: string; sample: Sample }[] = [
  { language: "python", sample: python },
  { language: "sql", sample: sql },
  { language: "typescript", sample: typescript },
  { language: "bash", sample: bash },
  { language: "json", sample: json },
  { language: "yaml", sample: yaml },
  { language: "", sample: output },
];

/** A fenced code block in one of six languages, mostly Python and SQL, or plain output. */
export function codeFence(chance: Random, name: () => string): string {
  const { language, sample } = chance.favourite(SAMPLES);
  return `\`\`\`${language}\n${sample(name)}\n\`\`\``;
}
