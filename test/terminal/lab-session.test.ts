/**
 * The documentation's session on a real pseudo-terminal, typed by hand: at both sizes, in both
 * languages, for eyes and for ears.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { changes, enter, leave, PROMPT, startLab } from '../support/lab-terminal.ts'
import { gatelab } from '../support/program.ts'
import { closePrograms, type Program, type ProgramOptions } from '../support/pty.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
const start = (more?: readonly string[], options?: ProgramOptions) =>
  startLab(join(folder, 'state'), more, options)
let session: string[] = []
beforeAll(async () => {
  session = await shortened()
})
afterEach(closePrograms)

/** The session of the documentation with less training and a shorter sequence. */
async function shortened(): Promise<string[]> {
  const text = await readFile(
    fileURLToPath(new URL('../../docs/why-lstm.gatelab', import.meta.url)),
    'utf8',
  )
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const short = lines.map((line) =>
    line
      .replace('--length 50', '--length 20')
      .replace(/^until solved.*/, 'train 60')
      .replace('walk 25', 'walk 10'),
  )
  // It has not been rewritten into something that this would not make short.
  expect(short).toEqual(
    expect.arrayContaining(['task adding --length 20 --seed 1', 'train 60', 'receipt --check']),
  )
  expect(short.join('\n')).not.toMatch(/--length 50|until/)
  return short
}

/**
 * What a command says first, or somewhere on its first page: written out here, not taken from the
 * tables.
 */
const SAID: Record<'en' | 'zh-CN', Record<string, RegExp>> = {
  en: {
    'task adding --length 20 --seed 1': /^The nets start anew/m,
    'verify gradient': /^Central differences of the textbook/m,
    memory: /^Memory in time steps; the task's lag is 20/m,
    gradient: /^Gradient norm at t for one batch, T = 20/m,
    'gates --sequence 3': /^Sequence 3 of the held-out data, T = 20/m,
    'attribution --sequence 3': /^Sequence 3 of the held-out data, T = 20/m,
    'show math': /^t = 10, unit 1$/m,
    'sever belt': /^ {2}belt severed: nothing goes from c_\{t−1\} to c_t$/m,
    release: /^No surgery is left\.$/m,
    'receipt --check': /^Receipt for: gradient$/m,
  },
  'zh-CN': {
    'task adding --length 20 --seed 1': /^训练所依赖的设置变了/m,
    'verify gradient': /^用教科书实现（float64）的中心差分/m,
    memory: /^以时间步计的记忆；任务的滞后为 20/m,
    gradient: /^一批数据在各时间步 t 的梯度范数，T = 20/m,
    'gates --sequence 3': /^留出数据的第 3 个序列，T = 20/m,
    'attribution --sequence 3': /^留出数据的第 3 个序列，T = 20/m,
    'show math': /^t = 10，第 1 个单元$/m,
    'sever belt': /^ {2}切断传送带：c_\{t−1\} 不再传到 c_t$/m,
    release: /^已没有任何干预。$/m,
    'receipt --check': /^来历，对应命令：gradient$/m,
  },
}

/** The whole session, each line with what it should say; gives back the last screen. */
async function typeAll(program: Program, language: 'en' | 'zh-CN'): Promise<string> {
  let screen = ''
  for (const line of session) {
    screen = await enter(program, line)
    expect(screen, line).not.toMatch(/^ *\^$/m)
    const said = SAID[language][line]
    if (said) expect(screen).toMatch(said)
  }
  return screen
}

const ENV = { en: { LANG: 'en_US.UTF-8' }, 'zh-CN': { LANG: 'zh_CN.UTF-8' } }

describe.each([
  [80, 24],
  [120, 40],
] as const)('the session of the documentation, typed at %i × %i', (columns, rows) => {
  it.each(['en', 'zh-CN'] as const)('in %s', async (language) => {
    const program = await start(['--no-history'], { columns, rows, env: ENV[language] })
    expect(program.onAlternateScreen()).toBe(true)
    const last = await typeAll(program, language)
    // By hand it comes to the same as in a script.
    const script = join(folder, `${language}.gatelab`)
    await writeFile(script, session.join('\n'))
    const { stdout } = await gatelab(['repl', script], ENV[language])
    expect(changes(last).length).toBeGreaterThan(3)
    expect(changes(stdout)).toEqual(expect.arrayContaining(changes(last)))

    const lines = program.lines()
    expect(lines).toHaveLength(rows)
    expect(lines[rows - 1]).toBe('')
    expect(lines[rows - 3].startsWith(PROMPT)).toBe(true)
    expect(program.overflowing()).toEqual([])
    await leave(program)
    expect(program.raw().match(/\?1049[hl]/g)).toEqual(['?1049h', '?1049l'])
  })
})

it('the same without colour', async () => {
  const program = await start(['--no-history'], { env: { NO_COLOR: '1' } })
  await typeAll(program, 'en')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes of colours are searched
  expect(program.raw()).not.toMatch(/\u001b\[[\d;]*m/)
  await leave(program)
})

it.each(['en', 'zh-CN'] as const)(
  'the same for a screen reader, in %s: words, and no pictures',
  async (language) => {
    const program = await start(['--no-history'], {
      env: { ...ENV[language], INK_SCREEN_READER: 'true' },
    })
    await typeAll(program, language)
    expect(program.raw()).not.toMatch(/[┤└─█▀▄▁▂▃│┌═]/)
    expect(program.raw()).toMatch(
      language === 'en' ? /LSTM: ∂L\/∂c falls ×10 every/ : /LSTM：∂L\/∂c 每往回/,
    )
    await leave(program)
  },
)
