import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Kind, Option } from '../../src/commands/grammar/kinds.ts'
import { COMMON_OPTIONS } from '../../src/commands/grammar/options.ts'
import { COMMANDS } from '../../src/commands/session/command-table.ts'
import { type CommandText, Session } from '../../src/commands/session/session.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { host } from '../support/sessions.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const here = process.cwd()
const folder = sharedFolder()
beforeAll(async () => {
  process.chdir(folder)
})
afterAll(async () => {
  process.chdir(here)
})

const TINY = 'task adding --length 6 --hidden 3 --batch 2 --eval-every 5 --steps 4'
/** Small enough for training to be quick, and some that are out of every range. */
const NUMBERS = [
  '1',
  '2',
  '3',
  '4',
  '6',
  '7',
  '0',
  '-1',
  '0.5',
  '-5e-1',
  '1e9',
  '1e99',
  'NaN',
  '08',
]
const FILES = [
  'a.safetensors',
  'b.safetensors',
  'c.csv',
  'd.json',
  'e.svg',
  'f.txt',
  'nowhere/g.svg',
  '.',
]
const TASKS = ['adding', 'recall', 'copy', 'temporal-order', 'addin']
const UNITS = ['1', '3', '1..2', '2,3', '4', '3..1', '1..']
const JUNK = [
  '--',
  '-',
  '=',
  "''",
  '--json',
  '--lang=fr',
  '--unit',
  '字',
  'a\\ b',
  '"',
  '\u0007',
  ';',
  '#',
]

const wordsOf = (kind: Kind | undefined): readonly string[] => {
  switch (kind?.is) {
    case 'choice':
      return [...kind.choices, 'none']
    case 'cells':
      return ['rnn', 'lstm', 'rnn,lstm', 'gru']
    case 'units':
      return UNITS
    case 'sequence':
      return ['1', '512', '513', 'random']
    case 'forget-bias':
    case 'clip':
    case 'seeds':
      return [...NUMBERS, 'chrono', 'none', '1..2']
    case 'topic':
      return [...COMMANDS.map(({ name }) => name), 'glossary', 'readout']
    case 'integer':
    case 'number':
      return NUMBERS
    default:
      return [...TASKS, ...FILES]
  }
}
const optionOf = ({ name, kind }: Option) =>
  kind.is === 'flag'
    ? fc.constant(`--${name}`)
    : fc.constantFrom(...wordsOf(kind)).map((value) => `--${name} ${value}`)

/**
 * Scripts are tried elsewhere; the whole course takes long, and lessons have workbenches of their
 * own.
 */
const APART = ['repl', 'check']
/** Certificates take seconds, and touch no workbench. */
const LONG = ['certify']

/** Some of a command's own words, mostly such as it takes. */
const grammatical = fc
  .constantFrom(...COMMANDS.filter(({ name }) => !APART.includes(name)))
  .chain((command) => {
    const positionals = command.positionals.map(({ kind, required, name }) => {
      const words = fc.constantFrom(...(name === 'value' && !kind ? NUMBERS : wordsOf(kind)))
      return required ? words : fc.option(words, { nil: '' })
    })
    const offered: readonly Option[] = [
      ...command.options.filter(({ name }) => !LONG.includes(name)),
      COMMON_OPTIONS[0],
    ]
    const options = fc.subarray([...offered], { maxLength: Math.min(2, offered.length) })
    return fc
      .tuple(fc.tuple(...positionals), options)
      .chain(([given, chosen]) =>
        fc
          .tuple(...chosen.map(optionOf))
          .map((typed) => [command.name, ...given, ...typed].join(' ')),
      )
  })
/** Any of the grammar's words, in any order. */
const ALL = [...COMMANDS.map(({ name }) => name), ...NUMBERS, ...TASKS, ...UNITS, ...JUNK].filter(
  (one) => one !== 'repl',
)
const salad = fc
  .array(fc.constantFrom(...ALL), { minLength: 1, maxLength: 5 })
  .map((words) => words.join(' '))
const line = fc.oneof(
  { weight: 8, arbitrary: grammatical },
  { weight: 2, arbitrary: salad },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)

/**
 * The commands of a line, none where it cannot be split. Scripts are lines of their own and are
 * left out.
 */
function piecesOf(session: Session, text: string): CommandText[] {
  try {
    return session.split(text).filter((piece) => session.nameOf(piece) !== 'repl')
  } catch (error) {
    expect(error, text).toBeInstanceOf(InputError)
    return []
  }
}

async function run(session: Session, piece: CommandText): Promise<'done' | 'refused'> {
  try {
    for await (const _ of (await session.run(piece)).events);
    return 'done'
  } catch (error) {
    // Whatever is typed: no command ends in trouble of the program's own.
    expect(error, piece.text).toBeInstanceOf(InputError)
    return 'refused'
  }
}

const counted = { done: 0, refused: 0, undone: 0 }

async function undisturbed(lines: readonly string[]): Promise<void> {
  const shell = new Session(host())
  const session = shell.within()
  const bench = await session.workbench()
  const digest = () => bench.facts().digest
  const say = async (text: string) => {
    for (const piece of session.split(text)) expect(await run(session, piece)).toBe('done')
  }
  try {
    for (const piece of lines.flatMap((text) => piecesOf(session, text))) {
      // At first, and again where an undo has gone back to the workbench as it was before, on which
      // training takes long.
      if (bench.facts().undo === 0) await say(TINY)
      const before = digest()
      const how = await run(session, piece)
      counted[how]++
      const after = digest()
      if (how === 'refused') expect(after, piece.text).toBe(before)
      if (after === before || ['undo', 'redo'].includes(session.nameOf(piece) ?? '')) continue
      await say('undo')
      expect(digest(), `undo after ${piece.text}`).toBe(before)
      await say('redo')
      expect(digest(), `redo after ${piece.text}`).toBe(after)
      counted.undone++
    }
  } finally {
    await shell.close()
  }
}

it('a line that fails leaves the workbench as it was, and any change can be undone', async () => {
  await fc.assert(fc.asyncProperty(fc.array(line, { minLength: 25, maxLength: 25 }), undisturbed), {
    numRuns: 15,
  })
  // It was about something.
  expect(counted.done).toBeGreaterThan(30)
  expect(counted.refused).toBeGreaterThan(30)
  expect(counted.undone).toBeGreaterThan(10)
})
