import { afterEach, expect, it } from 'vitest'
import { closePrograms, openProgram } from '../support/pty.ts'
import { NO_KEYS, TERMINFO } from '../support/sequences.ts'
import { freshFolder } from '../support/temporary-folder.ts'

const state = freshFolder()
afterEach(closePrograms)

const FUNCTIONS = TERMINFO.filter(([name]) => /\bkf\d+$/.test(name)).map(([, bytes]) =>
  bytes.toString(),
)

it.each([
  ['the menus', [], 'q leaves', 'q'],
  ['the list of lessons', ['learn'], 'The vanishing gradient', 'q'],
  ['a lesson', ['learn', '01-variant-of-rnn'], ' · begin', '\u001b'],
  ['the lab', ['repl', '--no-history'], 'Ctrl-D leaves', '\u0004'],
  [
    'a comparison',
    ['compare', '--steps', '1000000', '--seed', '1', '--workers', '1'],
    'live, step',
    'q',
  ],
  [
    'a sweep',
    ['compare', '--hidden', '4,8', '--steps', '1000000', '--workers', '1'],
    'Ctrl-L redraw',
    'q',
  ],
] as const)(
  '%s',
  async (_, args, shown, leave) => {
    const program = openProgram([...args], { env: { XDG_STATE_HOME: state } })
    await program.waitFor(shown, 30_000)
    for (const sequence of [...FUNCTIONS, ...NO_KEYS]) program.press(sequence)
    program.press('\u001b[200~q\u001b[31m\u0003\u001b[201~')
    for (let columns = 1; columns <= 20; columns += 3) {
      for (let rows = 1; rows <= 8; rows += 2) program.resize(columns, rows)
    }
    program.resize(1, 1)
    await program.quiet(50).catch(() => {})
    program.resize(100, 30)
    await program.waitFor(shown, 30_000)
    if (shown === 'Ctrl-D leaves') program.press('\u0015')
    program.press(leave)
    expect(await program.exited).toBe(0)
    expect(program.main()).not.toMatch(/\bat .*\.js:\d+|Error/)
  },
  120_000,
)

it.each([
  ['a comparison', ['compare', '--length', '4', '--hidden', '2', '--steps', '5', '--seeds', '1']],
  ['a sweep', ['compare', '--length', '4,5', '--hidden', '2', '--steps', '5', '--seeds', '1']],
  ['a table', ['tasks']],
])(
  'one column: %s comes to its result',
  async (_, args) => {
    const program = openProgram([...args], { columns: 1, rows: 40, env: { XDG_STATE_HOME: state } })
    if (args.length > 7) await program.quiet(1500, 30_000)
    program.press('q')
    expect(await program.exited).toBe(0)
    expect(program.raw()).toContain(args[0] === 'tasks' ? 'adding' : 'gatelab compare')
    expect(program.raw()).not.toMatch(/Invalid|Error/)
  },
  60_000,
)
