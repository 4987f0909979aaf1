import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { gatelab, LAUNCHER, outcomeOf } from '../support/program.ts'
import { answersIn, CHINESE, ESCAPE, type Json, repliesIn, SMALL } from '../support/repl-replies.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { timeless } from '../support/timeless.ts'

const folder = sharedFolder()
const { replies } = answersIn(folder)
const _lastOf = async (...lines: string[]): Promise<Json> =>
  (await replies(...lines)).at(-1)?.result

describe('the text', () => {
  const TOUR = [
    SMALL,
    'train 10',
    'show',
    'gradient',
    'verify gradient',
    'walk 3 --unit 2',
    'show math',
    'gates',
  ]
  const REST = [
    'state',
    'memory',
    'attribution',
    'sever belt',
    'diff',
    'undo',
    'history',
    'receipt --check',
    'help',
  ]
  const ALL = [...TOUR, ...REST].join('\n')

  it('is plain and of one language, in both', async () => {
    const english = await gatelab(
      ['repl'],
      { LANG: 'en_GB.UTF-8', FORCE_COLOR: '3' },
      { input: ALL },
    )
    expect(english).toMatchObject({ code: 0, stderr: '' })
    expect(english.stdout).not.toMatch(ESCAPE)
    expect(english.stdout).not.toMatch(CHINESE)
    const chinese = await gatelab(['repl'], { LANG: 'zh_CN.UTF-8' }, { input: ALL })
    expect(chinese).toMatchObject({ code: 0, stderr: '' })
    expect(chinese.stdout).not.toMatch(ESCAPE)
    expect(chinese.stdout).not.toMatch(/undefined|NaN|\[object/)
    expect(english.stdout).not.toMatch(/undefined|NaN|\[object/)
    for (const block of chinese.stdout.split(/^> .*\n/m).slice(1)) expect(block).toMatch(CHINESE)
    const asked = await gatelab(
      ['repl', '--lang', 'zh-CN'],
      { LANG: 'en_GB.UTF-8' },
      { input: ALL },
    )
    const speedless = (text: string) => text.replace(/[\d,.]+ (步\/秒)/g, '$1')
    expect(speedless(asked.stdout)).toBe(speedless(chinese.stdout))
  })

  it('follows lang from the next line on, and --lang on its own line', async () => {
    const lines = [
      SMALL,
      'show --lang zh-CN',
      'show',
      'lang zh-CN',
      'show',
      'show --lang en',
      'undo --lang en; show',
    ]
    const { stdout } = await gatelab(
      ['repl', '--keep-going'],
      {},
      { input: [...lines, 'sow'].join('\n') },
    )
    const blocks = stdout.split(/^> .*\n/m).slice(1)
    const languages = blocks.map((block) =>
      block.trim() === '' ? '' : CHINESE.test(block) ? 'zh' : 'en',
    )
    expect(languages).toEqual(['en', 'zh', 'en', 'zh', 'zh', 'en', 'en', 'zh', ''])
  })

  it('complains in the language of the line', async () => {
    const lines = ['sow', 'sow --lang zh-CN', 'lang zh-CN', 'sow', "'"].join('\n')
    const { stderr } = await gatelab(['repl', '--keep-going'], {}, { input: lines })
    const complaints = stderr.trimEnd().split('\n')
    expect(complaints.map((line) => CHINESE.test(line))).toEqual([false, true, true, true])
  })

  it('draws pictures for files in the language that is spoken', async () => {
    await replies(SMALL, 'gradient', 'export picture en.svg', 'export picture zh.svg --lang zh-CN')
    await replies(SMALL, 'gradient', 'lang zh-CN', 'export picture zh.txt')
    expect(await readFile(join(folder, 'en.svg'), 'utf8')).not.toMatch(CHINESE)
    expect(await readFile(join(folder, 'zh.svg'), 'utf8')).toMatch(CHINESE)
    expect(await readFile(join(folder, 'zh.txt'), 'utf8')).toMatch(CHINESE)
  })
})

describe('the history of what is typed', () => {
  it('is neither read nor written off a terminal', async () => {
    const state = join(folder, 'state')
    const kept = join(state, 'gatelab', 'history')
    await mkdir(join(state, 'gatelab'), { recursive: true })
    await writeFile(kept, 'typed yesterday\n')
    const env = { XDG_STATE_HOME: state, NODE_DEBUG: 'esm,module' }
    const { code, stderr } = await gatelab(['repl'], env, { input: 'seed 4\nshow', cwd: folder })
    expect(code).toBe(0)
    expect(await readFile(kept, 'utf8')).toBe('typed yesterday\n')
    expect(await readdir(join(state, 'gatelab'))).toEqual(['history'])
    // The code that would read it was not even loaded.
    const dist = fileURLToPath(new URL('../../dist', import.meta.url))
    const chunks = (await readdir(dist)).filter((name) => /^history-.*\.js$/.test(name))
    expect(chunks).toHaveLength(1)
    expect(stderr).toContain('command-to-exit-code-')
    expect(stderr).not.toContain(chunks[0])
  })
})

describe('a GRU in the place of the LSTM', () => {
  it('is called so in everything that the lab says of it', async () => {
    const questions = [
      'train 3',
      'gradient',
      'verify gradient',
      'walk',
      'gates',
      'state',
      'memory',
      'attribution',
    ]
    const lines = [
      'task adding --length 6 --hidden 3',
      'variant gru',
      ...questions,
      'diff',
      'undo',
      'redo',
      'show',
    ]
    const { code, stdout } = await gatelab(['repl', '--execute', lines.join('\n'), '--lang', 'en'])
    expect(code).toBe(0)
    const of = stdout.split('\n> ').filter((said) => !/^(> )?task/.test(said))
    expect(of).toHaveLength(lines.length - 1)
    for (const said of of) expect(said).not.toMatch(/LSTM|lstm\./)
    for (const said of of.filter((one) => !/^(walk|memory|undo|gates)/.test(one)))
      expect(said).toMatch(/GRU|gru/)
  })
})

describe('a receipt', () => {
  let bin = ''
  beforeAll(async () => {
    bin = join(folder, 'bin')
    await mkdir(bin)
    await writeFile(
      join(bin, 'gatelab'),
      `#!/bin/sh\nexec '${process.execPath}' '${LAUNCHER}' "$@"\n`,
      { mode: 0o755 },
    )
  })

  it.each([
    ['gradient', ['train 10', 'gradient']],
    ['training', ['train 7', 'train 5 --cells lstm']],
    ['verification', ['train 3', 'verify gradient --cells rnn']],
    ['walk', ['train 3', 'walk 4 --unit 2 --sequence random']],
    ['states', ['variant gru', 'train 3', 'gates --sequence random']],
    ['memory', ['set forget-bias chrono', 'clamp f 0.9 --unit 1..2', 'memory']],
    ['attribution', ['task recall --length 5 --hidden 4', 'attribution --cells lstm --sequence 9']],
    ['surgery', ['train 5', 'scale i -5e-1 --from 2 --to 4', 'sever gates', 'release i']],
    [
      'a cut backwards',
      ['train 5', 'sever belt --backward --unit 1..2 --from 2', 'sever gates --backward --to 4'],
    ],
    ['what is off the bench', ['train 6', 'clamp f 1', 'set cells rnn', 'train 2', 'gradient']],
    [
      'what came onto it',
      ['set cells lstm', 'train 6', 'set cells rnn,lstm', 'train 2', 'gradient'],
    ],
    [
      'training beyond what solves it',
      ['set until-solved on', 'set eval-every 1', 'train 9', 'clamp o 1 --unit 3'],
    ],
    [
      'what has diverged',
      ['set optimizer sgd', 'set clip none', 'set learning-rate 1e6', 'train 30', 'gradient'],
    ],
  ])('of %s says what makes it again: a real shell agrees', async (_, lines) => {
    const found = await replies(SMALL, ...lines, 'receipt --check', 'show')
    const [shown, receipt, state] = found.slice(-3)
    expect(receipt.result.check).toEqual({ same: true, differences: [] })
    expect(receipt.result.digest).toBe(state.result.digest)
    const again = await outcomeOf('sh', ['-c', `${receipt.result.again} --json`], {
      PATH: `${bin}:${process.env.PATH}`,
    })
    expect(again).toMatchObject({ code: 0, stderr: '' })
    const last = repliesIn(again.stdout).at(-1)
    if (shown.result.kind === 'training') {
      // How the curve came about in several trainings is told by the sum of them.
      expect(last?.result.digest).toBe(shown.result.digest)
    } else expect(timeless(last?.result)).toEqual(timeless(shown.result))
  })

  it('of nets that were trained on once solved does not stop where they were', async () => {
    const quick =
      'task adding --length 2 --hidden 8 --batch 32 --eval-every 10 --learning-rate 0.02 --seed 1'
    const [, solved, , , receipt] = await replies(
      quick,
      'train 900',
      'set until-solved on',
      'gradient',
      'receipt --check',
    )
    expect(solved.result.cells.lstm.solvedAt).toBeLessThan(900)
    expect(receipt.result.check).toEqual({ same: true, differences: [] })
  })
})
