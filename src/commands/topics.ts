/**
 * What `help` can be asked for: a command, a term of the glossary in any language, or the glossary.
 */
import { InputError } from '../rules/input-error.ts'
import { nearest } from '../rules/nearest.ts'
import { allNames, glossaries, termFor } from '../text/glossary.ts'
import { commandFor } from './grammar/synonyms.ts'
import { meaningOf } from './grammar/word-meanings.ts'

/** The word that asks for all terms. */
export const GLOSSARY = 'glossary'
const OTHER_WORDS = ['词汇表', 'terms', '术语']

export interface Topic {
  readonly command: string | null
  readonly topic?: string
}

const ARTICLE = /^(?:an?|the|一个)$/i

/** `what is a readout?` is `help readout`; any other line stays as it is. */
export function asHelp(line: readonly string[]): readonly string[] {
  const [first, second] = line.map((word) => word.toLowerCase())
  const chinese = /^什么是(.*)$/s.exec(first ?? '')
  const asks = first === 'what' && (second === 'is' || second === 'are')
  if (!asks && !chinese) return line
  const words = chinese ? [chinese[1], ...line.slice(1)] : line.slice(2)
  const asked = words.map((word, n) =>
    n === words.length - 1 ? word.replace(/[?\uff1f]+$/, '') : word,
  )
  const kept = asked.filter((word) => word !== '')
  return ['help', ...(kept.length > 1 && ARTICLE.test(kept[0]) ? kept.slice(1) : kept)]
}

/** What these words ask for, where `commands` are the names of all commands. Throws InputError. */
export async function topicOf(
  words: readonly string[],
  commands: readonly string[],
): Promise<Topic> {
  const [first] = words
  if (first === undefined) return { command: null }
  if (words.length === 1 && commands.includes(first)) return { command: first }
  const name = words.join(' ')
  if (name.toLowerCase() === GLOSSARY || OTHER_WORDS.includes(name))
    return { command: null, topic: GLOSSARY }
  const all = await glossaries()
  const topic = termFor(name, all)
  if (topic !== null) return { command: null, topic }
  if (commands.includes(first))
    throw new InputError('unexpected-argument', { argument: words[1], command: 'help' })
  const known = [...commands, ...allNames(all.en), ...allNames(all['zh-CN'])]
  const means = meaningOf(words)
  const near = means ? null : (commandFor(name) ?? nearest(name, known))
  throw new InputError('unknown-command', {
    ...{ name, nearest: near, known: commands },
    ...(means ? { means } : { term: true }),
  })
}
