/** What a lesson came to, in the words of its page and with places for what was measured. Pure. */
import type { Script, Step } from './lesson-schema.ts'
import type { Prose } from './prose.ts'
import { PLACEHOLDER } from './prose-blocks.ts'
import { claimsOf } from './script-lines.ts'

export interface Conclusion {
  /** The step that asked for it. */
  readonly step: string
  /** The answer that is right, in Markdown. */
  readonly answer: string
  /** What refutes each of the other answers, by the name of the misconception. */
  readonly refuted: readonly string[]
}

/** What each explanation of a lesson came to: the reason that is right, and what refutes others. */
export const conclusionsOf = (script: Script, prose: Prose): Conclusion[] =>
  script.steps.flatMap((step) => {
    if (step.do !== 'explain') return []
    const { choices, refutations } = prose.steps[step.id]
    return [{ step: step.id, answer: choices[step.right], refuted: Object.values(refutations) }]
  })

/** The end of a sentence: a mark after which a new one begins, or which is followed by nothing. */
const SENTENCES = /[^。？！]+?(?:[.?!](?=\s|$)|[。？！]|$)/gu

export const sentencesOf = (text: string): string[] =>
  (text.match(SENTENCES) ?? []).map((one) => one.trim()).filter((one) => one !== '')

const placesOf = (text: string) => [...text.matchAll(PLACEHOLDER)].map(([, id]) => id)

/**
 * One sentence of each step that measured what challenges were held against: the first that quotes
 * such a claim and says nothing that `said` quotes already.
 */
export function measuredSentences(script: Script, prose: Prose, said: readonly string[]): string[] {
  const known = new Set(said.flatMap(placesOf))
  return script.steps.flatMap((step) => {
    const attacked = attackedIn(step)
    const found = sentencesIn(prose.steps[step.id]).find((sentence) => {
      const places = placesOf(sentence)
      return places.some((id) => attacked.includes(id)) && !places.some((id) => known.has(id))
    })
    return found ? [found] : []
  })
}

const attackedIn = (step: Step): string[] =>
  claimsOf(step).flatMap(({ id, holdsOver = [] }) => (holdsOver.length > 0 ? [id] : []))

/** Whole ones: emphasis and code that begin in a sentence end in it. */
function sentencesIn({ body, after }: Prose['steps'][string]): string[] {
  const blocks = `${body}\n\n${after}`.split(/\n(?:[ \t]*\n)+/)
  const even = (text: string, mark: string) => text.split(mark).length % 2 === 1
  return blocks.flatMap(sentencesOf).filter((one) => even(one, '*') && even(one, '`'))
}
