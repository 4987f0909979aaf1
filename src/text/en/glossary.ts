/**
 * Terms of the field and of this program. The pages docs/glossary*.md are made of them, and
 * `help TERM`.
 */
import { nets } from './glossary-nets.ts'
import { program } from './glossary-program.ts'
import type { Words } from './glossary-term.ts'
import { training } from './glossary-training.ts'

const field = { ...nets, ...training }

export const glossary = {
  title: 'Glossary',
  page: 'Words that lessons, lab and reports use. In the lab `help TERM` shows one of them, `help glossary` all; `what is a readout` asks the same.',
  groups: { field: 'Terms of the field', program: 'Terms of the program' },
  heads: { term: 'term', other: '中文', means: 'what it is', also: 'also' },
  /** Between two sentences. */
  gap: ' ',
  /** Other names of a term. */
  also: (names: readonly string[]) => `Also: ${names.join(', ')}.`,
  inOther: (name: string) => `In Chinese: ${name}`,
  more: 'help TERM tells what a term means.',
  terms: { field, program },
}

/** The same terms in every language. */
export type Glossary = Omit<typeof glossary, 'terms'> & {
  readonly terms: { readonly field: Words<typeof field>; readonly program: Words<typeof program> }
}
