import type { Problem, Saying } from "@sincro/store/adopt";
import type { AdoptTexts } from "./es.ts";

/** What a part of the plan says, in somebody's language. */
export function sentenceOf(saying: Saying, { sayings }: AdoptTexts): string {
  return (sayings[saying.kind] as (it: Saying) => string)(saying);
}

/** Why a table cannot be adopted, and what to do, likewise. */
export function problemOf(problem: Problem, { problems }: AdoptTexts): string {
  return (problems[problem.kind] as (it: Problem) => string)(problem);
}
