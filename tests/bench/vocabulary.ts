/** The vocabulary of the corpus: common words, words of one topic, and rare words. */

import { type Random, random } from "./random.ts";

/** A topic of the corpus, with words that only its posts use. */
export interface Topic {
  id: string;
  label: string;
  description: string;
  words: readonly string[];
}

export interface Person {
  id: string;
  name: string;
  role: string;
  bio: string;
}

export const COMMON_WORDS: readonly string[] = wordsOf(`
  the of and to in that it is for with as on be this by are from at an or not but have which you one all were when we
  there can more about if would their has will so what up out who some other into them than then its time only new could
  these two may first over after also such most any our work even way well should because each just those people how too
  good much where before through same still own last while both many here being under again long between never another
  once often need little without might however part same week question answer reason plan team number small large
  example change problem result often simple early later clear useful careful enough rather almost together toward
  `);

const TOPIC_WORDS = `
  statistics: variance sample estimate interval hypothesis median outlier regression prior posterior
  sql: query join window subquery index cursor predicate aggregate grouping schema
  python: package generator decorator iterator notebook typing wheel interpreter comprehension dictionary
  interviews: interviewer whiteboard rehearsal panel recruiter screening takehome rubric candidate silence
  portfolio: repository screenshot readme showcase visitor demo commit caption project gallery
  mentoring: mentor mentee session agenda trust feedback listening goal calendar habit
  careers: promotion title ladder offer counteroffer transition sector move tenure reputation
  writing: paragraph draft editor headline outline verb sentence style reader revision
  dashboards: chart tile filter metric drilldown refresh threshold gauge legend layout
  experiments: control treatment uplift exposure randomisation power peeking holdout variant significance
  forecasting: season trend horizon residual drift smoothing calendar anomaly backtest scenario
  modelling: feature label loss gradient ensemble tree boosting overfit validation leakage
  pipelines: orchestration retry backfill partition freshness dependency scheduler lineage ingestion batch
  warehouses: dimension fact snapshot cluster staging mart incremental materialised surrogate star
  ethics: consent bias harm fairness audit privacy transparency stakeholder redress accountability
  visualisation: axis colour palette annotation scale bar facet slope legend contrast
  spreadsheets: cell formula pivot sheet lookup macro range workbook column filter
  statutes: regulation retention deletion controller processor lawful basis notice transfer register
  remote: timezone standup asynchronous camera handbook commute handover presence overlap document
  leadership: delegation vision morale escalation priority roadmap ownership conflict alignment coaching
  onboarding: newcomer buddy checklist laptop access ramp welcome tour glossary milestone
  salaries: negotiation band equity bonus benchmark raise budget benefit currency payslip
  learning: course syllabus exercise spaced repetition curiosity teacher lesson memory practice
  burnout: rest boundary sleep overload pause recovery weekend stress pace kindness
  communities: meetup forum newsletter organiser sponsor volunteer chapter moderator badge speaker
  freelancing: invoice client retainer proposal scope contract deposit referral pricing niche
  products: discovery backlog persona release adoption churn funnel retention roadmap prototype
  testing: fixture assertion coverage regression mock contract flake snapshot oracle harness
  clouds: bucket region quota instance autoscaling credential gateway tenant egress billing
  security: token secret rotation phishing encryption breach patch permission attacker vault
  geography: latitude polygon raster projection tile boundary elevation geocoding satellite parcel
  language: corpus token embedding stemming parser translation sentiment prompt vocabulary grammar
  images: pixel contour camera kernel annotation mask resolution augmentation exposure lens
  audio: waveform frequency microphone spectrum echo transcript pitch silence noise channel
  health: patient cohort trial dosage registry symptom clinician consent outcome screening
  finance: ledger portfolio hedge liquidity margin audit quarter revenue forecast invoice
  retail: basket shelf promotion loyalty supplier stockout checkout season discount margin
  climate: emission sensor rainfall anomaly glacier carbon turbine grid drought baseline
  sports: match season tracking injury league transfer pass formation stamina referee
  history: archive census ledger manuscript era museum letter map chronicle treaty
  `;

const GIVEN_NAMES = wordsOf("Ada Bram Chidi Dara Emil Farah Greta Hugo Imani Jonas Kaya Leila Mateo Nadia Oren");
const FAMILY_NAMES = wordsOf(
  "Arslan Brandt Castell Duarte Eriksen Fontaine Grewal Holm Ibarra Jansen Kovacs Lindqvist",
);

const SYLLABLES = wordsOf(`
  ba be bi bo da de di do fa fe fi fo ga ge go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro
  sa se si so ta te ti to va ve vi vo bran clen dral fest grim lund morn pell quen rost stel trin vask wold yarn zelt
  `);

const INVENTED_WORDS_OF_A_TOPIC = 60;
const RARE_WORD_COUNT = 6_000;
const AUTHOR_COUNT = 25;
/** The vocabulary is the same for every seed; the texts are not. */
const SEED = 1;

/** Rare words. */
export const RARE_WORDS: readonly string[] = inventedWords(random(SEED, 1), RARE_WORD_COUNT);

export const TOPICS: readonly Topic[] = TOPIC_WORDS.trim()
  .split("\n")
  .map((line, index) => {
    const [id = "", ...words] = line.trim().split(/:? /);
    return {
      id,
      label: capitalised(id),
      description: `What there is to say about ${id}, with ${words[0]} and ${words[1]} in mind.`,
      words: [...words, ...inventedWords(random(SEED, 2, index), INVENTED_WORDS_OF_A_TOPIC)],
    };
  });

export const AUTHORS: readonly Person[] = Array.from({ length: AUTHOR_COUNT }, (_, index) => {
  const given = GIVEN_NAMES[index % GIVEN_NAMES.length] ?? "";
  const family = FAMILY_NAMES[index % FAMILY_NAMES.length] ?? "";
  const topic = TOPICS[index % TOPICS.length]?.id ?? "";
  return {
    id: `${given}-${family}`.toLowerCase(),
    name: `${given} ${family}`,
    role: `${capitalised(topic)} lead`,
    bio: `${given} has worked on ${topic} for years, and writes down what others asked about it.`,
  };
});

/** Capitalises the first letter. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function inventedWords(chance: Random, count: number): string[] {
  return Array.from({ length: count }, () =>
    Array.from({ length: chance.between(2, 4) }, () => chance.one(SYLLABLES)).join(""),
  );
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
