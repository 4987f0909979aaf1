/**
 * One grammar: the shell, the REPL and a session take the same lines and refuse the same lines, for
 * the same reason.
 */
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMON_OPTIONS } from '../../../src/commands/grammar/options.ts'
import { tokenise } from '../../../src/commands/grammar/tokenise.ts'
import { COMMANDS } from '../../../src/commands/session/command-table.ts'
import { parse } from '../../../src/commands/session/parse.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { quote } from '../../../src/rules/shell-quote.ts'
import { openSession } from '../../support/sessions.ts'
import { textIn } from '../../support/texts.ts'

type Outcome = { command: string | null; values: unknown } | { code: string; details: unknown }

function outcomeOf(words: () => readonly string[]): Outcome {
  try {
    const { command, values } = parse(words())
    return { command: command?.name ?? null, values }
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { code: error.code, details: error.details }
  }
}
const inRepl = (line: string) => outcomeOf(() => tokenise(line)[0].tokens.map(({ text }) => text))

/** The words of lines as the system's shell splits them. */
function argvOf(lines: readonly string[]): string[][] {
  const script = lines.map((line) => `printf '%s\\1' ${line}\nprintf '\\2'`).join('\n')
  const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
  return printed
    .split('\u0002')
    .slice(0, -1)
    .map((words) => words.split('\u0001').slice(0, -1))
}

const examples = COMMANDS.flatMap(({ examples }) =>
  examples.flatMap((line) => tokenise(line).map(({ text }) => text)),
)
const badOf = ({ name, options, positionals }: (typeof COMMANDS)[number]) => [
  `${name} --nonsense`,
  `${name} --json --json`,
  `${name} --lang`,
  `${name} --lang fr`,
  // What takes any number of words has none too many.
  ...(positionals.at(-1)?.many ? [] : [`${name} ${'word '.repeat(positionals.length + 1)}`]),
  `${name.slice(0, -1)}x`,
  ...options.map((option) => `${name} --${option.name} --${option.name}`),
  ...options
    .filter(({ kind }) => kind.is !== 'flag')
    .map((option) => `${name} --${option.name} ''`),
  ...options
    .filter(({ kind }) => kind.is !== 'flag' && kind.is !== 'text')
    .map(({ name: n }) => `${name} --${n}=-`),
  ...positionals
    .slice(0, 1)
    .filter(({ many }) => !many)
    .map(({ kind }) => (kind && kind.is !== 'task' ? `${name} 'no such thing'` : `${name} a b c`)),
]
const bad = ['--nonsense', ...COMMANDS.flatMap(badOf)]
const good = [
  "task 'adding' --length 1'0'0",
  'scale f -5e-3',
  'clamp g -1 --unit 1,4..6',
  'set forget-bias -5e-1',
  'walk 12 --unit 3 --sequence random # the third unit',
  'gradient --cells=lstm --json',
  'train "50"',
  'help clamp',
  'clamp --help',
  '--version',
  'repl --execute "train 5; show" --keep-going',
]

describe('the shell and the REPL', () => {
  const lines = [...examples, ...good, ...bad]
  const argv = argvOf(lines)

  it.each(lines.map((line, n) => [line, argv[n]] as const))('read the same: %s', (line, words) => {
    expect(words.length).toBeGreaterThan(0)
    expect(inRepl(line)).toEqual(outcomeOf(() => words))
    expect(inRepl(`gatelab ${line}`)).toEqual(outcomeOf(() => words))
  })

  it.each([...examples, ...good])('accept: %s', (line) => {
    expect(inRepl(line)).not.toHaveProperty('code')
  })

  it.each(bad)('refuse: %s; a session, too, with the same words', async (line) => {
    const refused = inRepl(line)
    if (!('code' in refused)) throw new Error('it was accepted')
    const session = openSession()
    const thrown = await session.run(session.split(line)[0]).catch((error) => error)
    expect(thrown).toBeInstanceOf(InputError)
    // Where help is told of, it is the lab's.
    const { lab: _, ...details } = thrown.details
    expect({ code: thrown.code, details }).toEqual(refused)
    for (const language of ['en', 'zh-CN'] as const) {
      const say = textIn(language).inputErrors[thrown.code as 'bad-seeds'] as (
        facts: unknown,
      ) => string
      expect(say(thrown.details)).not.toMatch(/undefined|\[object|\n|--<| {2}/)
    }
  })

  it('read random words alike', () => {
    const word = fc.oneof(
      fc.constantFrom(...COMMANDS.map(({ name }) => name)),
      fc.constantFrom(
        ...COMMANDS.flatMap(({ options }) => options.map(({ name }) => `--${name}`)),
        '--json',
        '--',
      ),
      fc.constantFrom(
        'f',
        'lstm',
        '1',
        '-1',
        '-5e-3',
        '1..3',
        'random',
        '',
        'gradient',
        '#',
        ';',
        "'",
        '字',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }).map((text) => text.replace(/\p{Cc}/gu, '')),
    )
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        fc.pre(words[0] !== 'gatelab')
        expect(inRepl(words.map(quote).join(' '))).toEqual(outcomeOf(() => words))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the table', () => {
  it('gives an option one kind: a flag everywhere, or a value everywhere', () => {
    const flags = new Map<string, boolean>()
    for (const { name, kind } of [
      ...COMMON_OPTIONS,
      ...COMMANDS.flatMap(({ options }) => options),
    ]) {
      const flag = kind.is === 'flag'
      expect(flags.get(name) ?? flag, name).toBe(flag)
      flags.set(name, flag)
    }
  })

  it('has each name once: commands, and what one command takes', () => {
    const names = COMMANDS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const { name, positionals, options } of COMMANDS) {
      const taken = [...positionals, ...options, ...COMMON_OPTIONS].map((one) => one.name)
      expect(new Set(taken).size, name).toBe(taken.length)
    }
  })

  it('has an example and words for everything, in both languages', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const {
        summaries,
        options,
        arguments: words,
      } = textIn(language).commands as unknown as Record<string, Record<string, string>>
      for (const command of COMMANDS) {
        expect(command.examples.length, command.name).toBeGreaterThan(0)
        const summary = `summaries.${command.name} in src/text/${language}/commands.ts`
        expect(summaries[command.name] ?? '', summary).toMatch(/\S/)
        for (const { name } of command.options)
          expect(options[name] ?? '', `options.${name} there`).toMatch(/\S/)
        for (const { name } of command.positionals) {
          expect(
            words[`${command.name} ${name}`] ?? words[name] ?? '',
            `arguments['${command.name} ${name}'] there`,
          ).toMatch(/\S/)
        }
      }
    }
  })

  it('wants what must be given before what may be', () => {
    for (const { name, positionals } of COMMANDS) {
      const required = positionals.map((one) => one.required)
      expect(required, name).toEqual(required.toSorted((a, b) => Number(b) - Number(a)))
    }
  })
})
