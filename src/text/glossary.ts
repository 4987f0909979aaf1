/**
 * The glossary in every language, fetched when somebody asks for it; and which term is meant by
 * what was typed.
 */
import type { Glossary } from './en/glossary.ts'
import type { Term } from './en/glossary-term.ts'
import type { Language } from './index.ts'

export type { Glossary, Term }
export type Glossaries = Readonly<Record<Language, Glossary>>

export async function glossaries(): Promise<Glossaries> {
  const [{ glossary: en }, { glossary: zhCN }] = await Promise.all([
    import('./en/glossary.ts'),
    import('./zh-CN/glossary.ts'),
  ])
  return { en, 'zh-CN': zhCN }
}

/** All terms of a language by their ids, in the order of the page. */
export const termsOf = ({ terms }: Glossary): Readonly<Record<string, Term>> => ({
  ...terms.field,
  ...terms.program,
})

/**
 * The name of a term and its other names, its sign among them: "hidden state h_t" is both "hidden
 * state" and "h_t".
 */
export function namesOf(id: string, { name, also = [] }: Term): string[] {
  const parts = /^([^,、]+?) ([A-Za-z](?:_t)?)$/.exec(name)
  const inBrackets = /^(.+?)（(.+)）$/.exec(name)
  return [
    ...new Set([name, ...(parts?.slice(1) ?? []), ...(inBrackets?.slice(1) ?? []), ...also, id]),
  ]
}

const folded = (words: string): string => words.toLowerCase().replaceAll(/[\s_‐-]+/g, '')

/**
 * The id of the term that is called so in any language; a sign such as T is told from t by its
 * case.
 */
export function termFor(typed: string, all: Glossaries): string | null {
  const named = Object.values(all).flatMap((glossary) =>
    Object.entries(termsOf(glossary)).flatMap(([id, term]) =>
      namesOf(id, term).map((name) => ({ id, name })),
    ),
  )
  const wanted = folded(typed)
  const found =
    named.find(({ name }) => name === typed) ?? named.find(({ name }) => folded(name) === wanted)
  return found?.id ?? null
}

/** Every name of a language, for "did you mean". */
export const allNames = (glossary: Glossary): string[] =>
  Object.entries(termsOf(glossary)).flatMap(([id, term]) => namesOf(id, term))

/** A name and the sign or signs behind it: "hidden state h_t", "gates i, f, o". */
const SIGNED = /^(.+?) [A-Za-z](?:_t)?(?:[,、] ?[A-Za-z])*$/

/**
 * Terms of the field as they stand in sentences: by their name alone, without the sign; those of
 * one letter or one character are left out, as they stand in other words, too.
 */
export const namesInProse = ({ terms }: Glossary): { id: string; name: string }[] =>
  Object.entries(terms.field as Readonly<Record<string, Term>>)
    .map(([id, { name }]) => ({ id, name: SIGNED.exec(name)?.[1] ?? name }))
    .filter(({ name }) => name.length > 1)
