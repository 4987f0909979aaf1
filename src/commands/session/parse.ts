/**
 * From tokens to a command and its checked values. yargs-parser, yargs' own tokeniser, splits; the
 * table decides.
 */
import Parser from 'yargs-parser'
import { InputError } from '../../rules/input-error.ts'
import { nearest } from '../../rules/nearest.ts'
import type { Command, ParsedValues } from '../grammar/command.ts'
import type { Option, Positional } from '../grammar/kinds.ts'
import { COMMON_OPTIONS } from '../grammar/options.ts'
import { absentOf, commandFor, synonymOf } from '../grammar/synonyms.ts'
import { readValue } from '../grammar/values.ts'
import { meaningOf } from '../grammar/word-meanings.ts'
import { asHelp } from '../topics.ts'
import { COMMANDS } from './command-table.ts'

export interface Invocation {
  /** null: no command was named. */
  readonly command: Command | null
  readonly values: ParsedValues
}

const ALL_OPTIONS: readonly Option[] = [
  ...COMMON_OPTIONS,
  ...COMMANDS.flatMap((command) => command.options),
]
const named = (flag: boolean) =>
  ALL_OPTIONS.filter(({ kind }) => (kind.is === 'flag') === flag).map(({ name }) => name)

/**
 * Every value arrives as text, every repetition as a list: nothing is guessed before it is checked.
 */
const SPLITTING = {
  boolean: named(true),
  string: [...named(false), '_'],
  alias: { help: ['h'], version: ['v'] },
  configuration: {
    'boolean-negation': false,
    'camel-case-expansion': false,
    'dot-notation': false,
    'duplicate-arguments-array': true,
    'parse-numbers': false,
    'parse-positional-numbers': false,
    'strip-aliased': true,
    'greedy-arrays': false,
  },
}

/**
 * The command of a name, null for none; `rest` is what stands behind it. Throws InputError
 * 'unknown-command'.
 */
function commandNamed(name: string | undefined, rest: readonly string[] = []): Command | null {
  if (name === undefined) return null
  const command = COMMANDS.find((one) => one.name === name)
  if (command) return command
  const known = COMMANDS.map((one) => one.name)
  const means = meaningOf([name, ...rest])
  const near = means ? null : (commandFor(name) ?? nearest(name, known))
  throw new InputError('unknown-command', {
    name,
    nearest: near,
    known,
    ...(means ? { means } : {}),
  })
}

function readOption(option: Option, raw: unknown): unknown {
  if (option.many) return [raw].flat().map((one) => readOption({ ...option, many: undefined }, one))
  if (Array.isArray(raw)) throw new InputError('repeated-option', { name: option.name })
  if (option.kind.is === 'flag') return raw === true
  if (raw === '' || raw === undefined) throw new InputError('missing-value', { name: option.name })
  return readValue(option, String(raw))
}

function readPositional({ name, kind }: Positional, text: string): unknown {
  if (text === '' && (kind?.is ?? 'text') === 'text')
    throw new InputError('missing-value', { name: `<${name}>` })
  return kind ? readValue({ name: `<${name}>`, kind }, text) : text
}

/** Words of an argument that a message lists. */
const LISTED = 8

function missingPositional({ name: command }: Command, { name, kind }: Positional): InputError {
  const choices =
    kind?.is === 'choice' && kind.choices.length <= LISTED ? { choices: kind.choices } : {}
  return new InputError('missing-argument', { argument: `<${name}>`, command, ...choices })
}

function readPositionals(command: Command, given: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  command.positionals.forEach((positional, n) => {
    const { name, required, many } = positional
    if (given[n] !== undefined && many)
      values[name] = given.slice(n).map((one) => readPositional(positional, one))
    else if (given[n] !== undefined) values[name] = readPositional(positional, given[n])
    else if (required) throw missingPositional(command, positional)
  })
  const extra = command.positionals.at(-1)?.many ? undefined : given[command.positionals.length]
  if (extra !== undefined)
    throw new InputError('unexpected-argument', { argument: extra, command: command.name })
  return values
}

/**
 * Stands before an argument that yargs-parser would take for options. No word of a command line can
 * hold it.
 */
const ARGUMENT = '\0'
/** What is piped in, as the name of a file. */
const STDIN = '-'
const NEGATIVE = /^-[.\d]/

/**
 * Keeps yargs-parser from taking a negative number with an exponent for options: `--clip -5e-3`
 * goes as `--clip=-5e-3`, and where it is an argument (`scale f -5e-3`) it is marked as one.
 */
function protectNegatives(tokens: readonly string[]): string[] {
  const safe: string[] = []
  for (const [n, token] of tokens.entries()) {
    if (token === '--') return [...safe, ...tokens.slice(n)]
    const before = safe[safe.length - 1]
    const takesValue = SPLITTING.string.some((name) => before === `--${name}`)
    if (token !== STDIN && !NEGATIVE.test(token)) safe.push(token)
    else if (takesValue) safe[safe.length - 1] = `${before}=${token}`
    else safe.push(ARGUMENT + token)
  }
  return safe
}

/** yargs-parser drops the repetition of a flag without a word. */
function refuseRepeatedFlags(tokens: readonly string[]): void {
  const end = tokens.indexOf('--')
  const before = end < 0 ? tokens : tokens.slice(0, end)
  for (const name of SPLITTING.boolean) {
    if (before.filter((token) => token === `--${name}`).length > 1)
      throw new InputError('repeated-option', { name })
  }
}

function unknownOption(
  name: string,
  known: readonly Option[],
  command: Command | null,
  tokens: readonly string[],
): InputError {
  const names = known.map((one) => one.name)
  const absent = absentOf(name)
  const argument = command?.positionals.some((one) => one.name === name) ?? false
  const near = absent || argument ? null : (synonymOf(name, names) ?? nearest(name, names))
  const short = name.length === 1 && !tokens.some((token) => token.startsWith(`--${name}`))
  return new InputError('unknown-option', {
    ...{ name, nearest: near, command: command?.name ?? '', absent, argument },
    ...(short ? { short } : {}),
  })
}

/** Dashes that word processors and input methods write for `--`. */
const OTHER_DASHES = /^[\u2010-\u2015\u2212\uff0d-]+/

/** A word that is an option's name behind such dashes is hardly meant as an argument. */
function refuseOtherDashes(words: readonly string[], known: readonly Option[]): void {
  for (const word of words) {
    const dashes = OTHER_DASHES.exec(word)?.[0]
    const [name] = word.slice(dashes?.length).split('=')
    if (dashes && dashes !== '--' && known.some((one) => one.name === name))
      throw new InputError('other-dashes', { word, name })
  }
}

/**
 * Reads a line's tokens. Throws InputError for anything that the table does not know; `help` and
 * `version` come first.
 */
export function parse(line: readonly string[]): Invocation {
  const tokens = asHelp(line)
  refuseRepeatedFlags(tokens)
  const { _: words, ...given } = Parser(protectNegatives(tokens), SPLITTING)
  const positionals = words.map((word) => String(word).replace(ARGUMENT, ''))
  const command = commandNamed(positionals[0], positionals.slice(1))
  const known: readonly Option[] = [...COMMON_OPTIONS, ...(command?.options ?? [])]
  // Behind -- anything may be an argument.
  if (!tokens.includes('--')) refuseOtherDashes(positionals, known)
  const values: Record<string, unknown> = {}
  for (const [name, raw] of Object.entries(given)) {
    const option = known.find((one) => one.name === name)
    if (!option) throw unknownOption(name, known, command, tokens)
    values[name] = readOption(option, raw)
  }
  if (command === null || values.help || values.version) return { command, values }
  Object.assign(values, readPositionals(command, positionals.slice(1)))
  const missing = command.required?.find((name) => values[name] === undefined)
  if (missing)
    throw new InputError('missing-argument', { argument: `--${missing}`, command: command.name })
  return { command, values }
}
