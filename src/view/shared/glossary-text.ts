/** Terms of the glossary as text: one of them, or all. */
import type { Glossary } from '../../text/en/glossary.ts'
import type { Term } from '../../text/en/glossary-term.ts'
import { wrap } from './width.ts'

const INDENT = '  '

/** A name and, indented below it, what it means. */
function entry(head: string, said: readonly string[], width: number): string {
  const lines = said.flatMap((one) => wrap(one, width - INDENT.length)).map((line) => INDENT + line)
  return [...wrap(head, width), ...lines].join('\n')
}

const named = (id: string, { terms }: Glossary): Term | undefined =>
  ({ ...terms.field, ...terms.program })[id as keyof Glossary['terms']['field']]

/** One term, with its other names and what it is called in the other language. */
export function termText(id: string, glossary: Glossary, other: Glossary, width: number): string {
  const term = named(id, glossary)
  if (!term) return ''
  const there = named(id, other)
  const others = (term.also ?? []).filter((one) => !term.name.includes(one))
  const said = [
    term.means,
    ...(others.length > 0 ? [glossary.also(others)] : []),
    ...(there && there.name !== term.name ? [glossary.inOther(there.name)] : []),
  ]
  return `${entry(term.name, said, width)}\n`
}

/** All terms, in their groups. */
export function glossaryText(glossary: Glossary, width: number): string {
  const groups = (['field', 'program'] as const).map((group) => {
    const entries = Object.values<Term>(glossary.terms[group]).map(({ name, means }) =>
      entry(name, [means], width),
    )
    return [glossary.groups[group], ...entries].join('\n\n')
  })
  return `${[...groups, ...wrap(glossary.more, width)].join('\n\n')}\n`
}
