/** Which terms of the glossary are marked on the pages of a lesson. */
import type { Language, Lesson } from '../../lessons/load/lesson.ts'
import { type Glossaries, namesInProse } from '../../text/glossary.ts'
import { type FirstUses, firstUses, type TermFinder, termFinder } from '../../view/lesson/terms.ts'

interface Terms {
  readonly find: TermFinder
  readonly uses: FirstUses
}

export type TermsOf = (language: Language) => Terms

const none: Terms = { find: () => [], uses: new Map() }
export const noTerms: TermsOf = () => none

/** Those of a lesson, found once for each language in which it is read. */
export function termsOf({ script, prose }: Lesson, all: Glossaries): TermsOf {
  const known = new Map<Language, Terms>()
  return (language) => {
    const found = known.get(language)
    if (found) return found
    const find = termFinder(namesInProse(all[language]))
    const { intro, steps } = prose[language]
    const texts = script.steps.flatMap(({ id }) => {
      const { look, body, after } = steps[id]
      return [look, body, after]
    })
    const terms = { find, uses: firstUses([intro, ...texts], find) }
    known.set(language, terms)
    return terms
  }
}
