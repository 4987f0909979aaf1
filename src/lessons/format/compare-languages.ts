/** Whether the pages of a lesson say the same: what is measured must be told in every language. */

import { LessonError } from './lesson-error.ts'
import type { Script } from './lesson-schema.ts'
import { placeholdersOf } from './placeholders.ts'
import type { Page, StepProse } from './prose.ts'

export interface LanguagePage {
  readonly language: string
  readonly file: string
  readonly page: Page
}

/**
 * Throws LessonError where a text of one page has a placeholder that the same text of another page
 * lacks.
 */
export function checkAgreement({ steps }: Script, pages: readonly LanguagePage[]): void {
  for (const { id } of steps) {
    const found = pages.map((one) => ({ ...one, texts: textsOf(one.page.prose.steps[id]) }))
    for (const one of found) {
      for (const [mark, text] of Object.entries(one.texts)) {
        for (const other of found) {
          const missing = lacking(other.texts[mark] ?? '', text)
          if (missing === undefined) continue
          const facts = {
            placeholder: missing,
            step: id,
            language: other.language,
            other: one.language,
          }
          throw new LessonError('lesson-prose-differs', facts).at(other.file, other.page.lineOf(id))
        }
      }
    }
  }
}

/** The texts of a step by what they are. */
function textsOf({
  body,
  look,
  after,
  reason,
  choices,
  refutations,
  hints,
}: StepProse): Record<string, string> {
  const named = (prefix: string, texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([id, text]) => [`${prefix}${id}`, text] as const)
  return Object.fromEntries([
    ['body', body],
    ['look', look],
    ['after', after],
    ['reason', reason],
    ...named('choice ', choices),
    ...named('refutation ', refutations),
    ['hints', hints.join('\n')],
  ])
}

/** The first placeholder of a text that another has less often. */
function lacking(text: string, other: string): string | undefined {
  const have = placeholdersOf(text)
  return placeholdersOf(other).find((id) => {
    const at = have.indexOf(id)
    if (at >= 0) have.splice(at, 1)
    return at < 0
  })
}
