import { describe, expect, it } from 'vitest'
import { Transcript } from '../../src/cli/event-reader.ts'
import { commandTextOf } from '../../src/commands/grammar/tokenise.ts'
import { Session } from '../../src/commands/session/session.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { host } from '../support/sessions.ts'
import { textIn } from '../support/texts.ts'

/** What a script writes, as the shell's `repl` runs it. */
async function written(script: string, { json = false, keepGoing = false } = {}) {
  const transcript = new Transcript({
    json,
    debug: false,
    text: textIn('en'),
    loadText: async (language) => textIn(language),
    asked: (words) => (words.includes('zh-CN') ? 'zh-CN' : null),
    columns: () => 80,
  })
  const shell = new Session(host({ piped: null }))
  const { events } = await shell.run(
    commandTextOf(['repl', '--execute', script, ...(keepGoing ? ['--keep-going'] : [])]),
  )
  const written = { stdout: '', stderr: '', code: 0 }
  for await (const event of events) {
    const result = await transcript.read(event)
    written.stdout += result?.output ?? ''
    written.stderr += result?.errors ?? ''
    written.code = Math.max(written.code, result?.code ?? 0)
  }
  return written
}
const documents = (stdout: string) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

describe('the log of a script, as text', () => {
  it('has each command before what it said', async () => {
    const { stdout, stderr, code } = await written('lang en # here\n\nhelp quit; quit; show')
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const blocks = stdout.split(/^> /m)
    expect(blocks.map((block) => block.split('\n')[0])).toEqual([
      '',
      'lang en',
      'help quit',
      'quit',
    ])
    expect(stdout).toMatch(/^> lang en\n.+\n\n> help quit\nUsage: quit/)
    expect(stdout).toMatch(/\n\n> quit\n$/)
  })

  it('ends at what fails, and says where', async () => {
    const { stdout, stderr, code } = await written('\nseed 3; train abc; seed 4')
    expect(stdout).toMatch(/^> seed 3\n[\s\S]*\n> train abc\n$/)
    expect(stderr).toBe(
      'gatelab: --execute:2:15: <steps> takes a whole number from 1 to 100,000,000, not "abc".\n',
    )
    expect(code).toBe(1)
  })

  it('goes on after it if asked to', async () => {
    const { stdout, stderr, code } = await written("sed 3\n'x\nundo\nquit", { keepGoing: true })
    expect(stdout).toBe("> sed 3\n\n> 'x\n\n> undo\n\n> quit\n")
    expect(stderr.split('\n').map((line) => line.split(': ')[1])).toEqual([
      '--execute:1:1',
      '--execute:2:1',
      '--execute:3',
      undefined,
    ])
    expect(code).toBe(1)
  })

  it('is in the language that lang chose, or --lang for one line', async () => {
    const { stderr } = await written('undo\nundo --lang zh-CN\nundo\nlang zh-CN\nundo', {
      keepGoing: true,
    })
    const [english, chinese] = (['en', 'zh-CN'] as const).map((one) =>
      textIn(one).inputErrors['nothing-to-undo']({}),
    )
    expect(stderr.trimEnd().split('\n')).toEqual([
      `gatelab: --execute:1: ${english}`,
      `gatelab: --execute:2: ${chinese}`,
      `gatelab: --execute:3: ${english}`,
      `gatelab: --execute:5: ${chinese}`,
    ])
  })

  it('has a document where a line asks for it', async () => {
    const { stdout } = await written('help quit --json')
    expect(stdout).toBe('> help quit --json\n{"kind":"help","command":"quit"}\n')
  })
})

describe('the log of a script, as JSON', () => {
  it('has one line for each command', async () => {
    const { stdout, stderr, code } = await written(
      'set hidden 5; help quit --plain\ntasks\nundo --version\nquit',
      {
        json: true,
      },
    )
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const found = documents(stdout)
    expect(found.map(({ line, number, command, ok }) => [line, number, command, ok])).toEqual([
      ['set hidden 5', 1, 'set', true],
      ['help quit --plain', 1, 'help', true],
      ['tasks', 2, 'tasks', true],
      ['undo --version', 3, 'undo', true],
      ['quit', 4, 'quit', true],
    ])
    const [set, help, tasks, version, quit] = found.map(({ result }) => result)
    expect(set).toMatchObject({
      kind: 'bench',
      spec: { hidden: 5 },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    })
    expect(help).toEqual({ kind: 'help', command: 'quit' })
    expect(tasks.schema).toBe('gatelab.tasks/1')
    expect(version).toMatchObject({ schema: 'gatelab.version/1', version: '1.2.3' })
    expect(quit).toEqual({ kind: 'quit' })
  })

  it('says what failed, and where', async () => {
    const script = "sed 3\n '\ntrain abc --lang zh-CN\nundo"
    const { stdout, code } = await written(script, { json: true, keepGoing: true })
    expect(code).toBe(1)
    const found = documents(stdout)
    expect(found.map(({ command, ok, error }) => [command, ok, error.code, error.column])).toEqual([
      [null, false, 'unknown-command', 1],
      [null, false, 'unclosed-quote', 2],
      ['train', false, 'not-a-number', 7],
      ['undo', false, 'nothing-to-undo', null],
    ])
    expect(found[0].error.message).toMatch(/^There is no command "sed"/)
    expect(found[2].error.message).toMatch(/整数/)
    expect(found[0]).not.toHaveProperty('result')
  })
})

it('a result that is too much to be written is the reply of its command', async () => {
  const reading = { debug: false, text: textIn('en'), loadText: async () => textIn('en') }
  const transcript = new Transcript({
    ...reading,
    json: true,
    asked: () => null,
    columns: () => 80,
  })
  const document = () => {
    throw new InputError('run-json', { numbers: 3, most: 2 })
  }
  const place = { line: 'inspect a', number: 1, source: '--execute', command: 'inspect' }
  await transcript.read({ type: 'step', ...place, tokens: [], values: {} })
  await transcript.read({ type: 'stack-inspection', shown: {} as never, back: false, document })
  const result = await transcript.read({ type: 'reply', ...place, ok: true })
  expect(result?.code).toBe(1)
  expect(JSON.parse(result?.output ?? '')).toMatchObject({
    ...{ ok: false, error: { code: 'run-json' } },
  })
  const next = await transcript.read({ type: 'reply', ...place, ok: true })
  expect(JSON.parse(next?.output ?? '').ok).toBe(true)
})
