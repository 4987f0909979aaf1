/** What Tab puts in place of the word before the cursor, from the command table alone. */

import type { Token } from '../../specs/command-text.ts'
import { ALL_TASKS } from '../../tasks/index.ts'
import type { Command, Completion } from '../grammar/command.ts'
import type { Kind, Option } from '../grammar/kinds.ts'
import { COMMON_OPTIONS, commonOptions, SPEC_OPTIONS } from '../grammar/options.ts'
import { scan, withoutProgram } from '../grammar/tokenise.ts'
import { GLOSSARY } from '../topics.ts'
import { COMMANDS, CONVERSATION_COMMANDS, SHELL_COMMANDS } from './command-table.ts'

/** In the lab, whose own commands come first. */
const NAMES = [...CONVERSATION_COMMANDS, ...SHELL_COMMANDS].map(({ name }) => name)

const OFFERED = commonOptions('lab')

/** Words that a value may be; none where it is a number or a text. */
function choicesOf(kind: Kind | undefined): readonly string[] {
  switch (kind?.is) {
    case 'choice':
      return kind.choices
    case 'cells':
      return ['rnn', 'lstm', 'rnn,lstm']
    case 'task':
      return ALL_TASKS.map(({ name }) => name)
    case 'topic':
      return [...NAMES, GLOSSARY]
    case 'forget-bias':
      return ['chrono']
    case 'clip':
      return ['none']
    case 'sequence':
      return ['random']
    case 'many':
      return choicesOf(kind.of)
    case 'flag':
      return ['on', 'off']
    default:
      return []
  }
}

const optionOf = (token: Token | undefined, options: readonly Option[]): Option | undefined =>
  options.find(({ name }) => token?.text === `--${name}`)
const takesValue = (option: Option | undefined): option is Option =>
  option !== undefined && option.kind.is !== 'flag'

/** The arguments among a command's words: neither options nor their values. */
const argumentsOf = (tokens: readonly Token[], options: readonly Option[]): readonly Token[] =>
  tokens.filter(
    (token, n) => !token.text.startsWith('--') && !takesValue(optionOf(tokens[n - 1], options)),
  )

/** What the next argument may be. The value that `set` gives an option is what the option takes. */
function nextKind(command: Command, given: readonly Token[]): Kind | undefined {
  const { name, kind } = command.positionals[given.length] ?? {}
  const before = command.positionals[given.length - 1]
  if (name !== 'value' || before?.name !== 'option')
    return kind ?? (name === 'task' ? { is: 'task' } : undefined)
  return SPEC_OPTIONS.find((option) => option.name === given[given.length - 1].text)?.kind
}

/**
 * All that may stand after these words of a command, where what is typed of the next one is
 * `typed`.
 */
function after(tokens: readonly Token[], typed: string): readonly string[] {
  if (tokens.length === 0) return NAMES
  const command = COMMANDS.find(({ name }) => name === tokens[0].text)
  if (!command) return []
  const options: readonly Option[] = [...command.options, ...COMMON_OPTIONS]
  const before = optionOf(tokens[tokens.length - 1], options)
  if (takesValue(before)) return choicesOf(before.kind)
  const names = [...command.options, ...OFFERED]
    .map(({ name }) => `--${name}`)
    .filter((name) => !tokens.some(({ text }) => text === name || text.startsWith(`${name}=`)))
  if (typed.startsWith('-')) return names
  const choices = choicesOf(nextKind(command, argumentsOf(tokens.slice(1), options)))
  return choices.length > 0 || typed !== '' ? choices : names
}

/** The word before the cursor and what it could become, in the order of the table. */
export function complete(line: string, cursor: number): Completion {
  const typed = line.slice(0, cursor)
  const { commands, open } = scan(typed)
  if (open?.what === '#') return { from: cursor, candidates: [] }
  const tokens = commands[commands.length - 1]
  const last = tokens[tokens.length - 1]
  const word = last?.end === cursor + 1 ? last : null
  const before = withoutProgram(word ? tokens.slice(0, -1) : tokens)
  const inOption = /^(--[^=]+)=(.*)$/s.exec(word?.text ?? '')
  if (word && inOption) {
    const [, name, value] = inOption
    const candidates = after([...before, { ...word, text: name }], value).filter((one) =>
      one.startsWith(value),
    )
    return { from: cursor - value.length, candidates: name && before.length > 0 ? candidates : [] }
  }
  const start = word?.text ?? ''
  return {
    from: word ? word.column - 1 : cursor,
    candidates: after(before, start).filter((one) => one.startsWith(start)),
  }
}
