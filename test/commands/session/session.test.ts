import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CommandEvent } from '../../../src/commands/grammar/command.ts'
import { Session } from '../../../src/commands/session/session.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { save } from '../../../src/workbench/save.ts'
import { Workbench } from '../../../src/workbench/workbench.ts'
import { eventsOf, host, openSession } from '../../support/sessions.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'
import { textIn } from '../../support/texts.ts'

const folder = sharedFolder()

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** What a line is refused with, and at which column. */
async function refusal(session: Session, line: string): Promise<[string, number | undefined]> {
  try {
    await eventsOf(session, line)
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.column]
    throw error
  }
  throw new Error(`${line} was accepted`)
}

/** The replies among events, shortly. */
const replies = (events: readonly CommandEvent[]) =>
  events.flatMap((event) =>
    event.type === 'reply'
      ? [
          [
            event.number,
            event.line,
            event.ok ? 'ok' : ((event.error as InputError).code ?? event.error.message),
          ],
        ]
      : [],
  )
const results = (events: readonly CommandEvent[]) =>
  events.flatMap((event) => (event.type === 'lab' ? [event.result] : []))

describe('a session', () => {
  it('works on one workbench, line after line', async () => {
    const session = openSession()
    await eventsOf(session, 'task recall --length 12; set hidden 5')
    const [shown] = results(await eventsOf(session, 'show'))
    expect(shown).toMatchObject({ kind: 'bench', spec: { task: 'recall', length: 12, hidden: 5 } })
    const { spec } = await session.workbench()
    expect(spec).toMatchObject({ task: 'recall', length: 12, hidden: 5 })
  })

  it('shares it with the sessions within, and with nobody else', async () => {
    const session = openSession()
    await eventsOf(session.within(), 'set hidden 5')
    expect((await session.workbench()).spec.hidden).toBe(5)
    expect((await openSession().workbench()).spec.hidden).not.toBe(5)
    expect([new Session(host()).depth, session.depth, session.within().depth]).toEqual([0, 1, 2])
  })

  it.each([
    ['train abc', 'not-a-number', 7],
    ['  trian 5', 'unknown-command', 3],
    ['show; task adding --lenght 5', 'unknown-option', 19],
    ['task adding --length=x', 'not-a-number', 13],
    ['task adding --length x', 'not-a-number', 22],
    ['task adding --json --json', 'repeated-option', 20],
    ['task addin', 'unknown-task', 6],
    ['set hidden 0', 'not-a-number', 12],
    ['clamp f', 'missing-argument', undefined],
    ['clamp f 1 2', 'unexpected-argument', 11],
    ['clamp f 1 --unit 0', 'bad-units', 18],
    ['undo', 'nothing-to-undo', undefined],
    ["'字 show", 'unclosed-quote', 1],
    ['repl nowhere.gatelab', 'cannot-read', 6],
  ])('%s: %s', async (line, code, column) => {
    expect(await refusal(openSession(), line)).toEqual([code, column])
  })

  it('says help as it is typed in the lab, and with the program’s name in a shell', async () => {
    const shell = new Session(host())
    for (const line of ['sever', 'train 5 --nonsense', 'clamp f']) {
      const [inLab, inShell] = await Promise.all(
        [openSession(), shell].map(async (session) => {
          const [piece] = session.split(line)
          const { code, details } = await session.run(piece).then(
            () => expect.fail(),
            (error) => error,
          )
          const of = (language: 'en' | 'zh-CN') =>
            (textIn(language).inputErrors[code as 'bad-seeds'] as (details: unknown) => string)(
              details,
            )
          return `${of('en')} ${of('zh-CN')}`
        }),
      )
      const [name] = line.split(' ')
      expect(inLab).toContain(`help ${name}`)
      expect(inLab).not.toContain('gatelab')
      expect(inShell).toContain(`gatelab ${name} --help`)
    }
  })

  it('answers --help and --version on a line', async () => {
    const session = openSession()
    expect(await eventsOf(session, 'clamp --help; --help; help; help clamp; --version')).toEqual([
      { type: 'lab', result: { kind: 'help', command: 'clamp' } },
      { type: 'lab', result: { kind: 'help', command: null } },
      { type: 'lab', result: { kind: 'help', command: null } },
      { type: 'lab', result: { kind: 'help', command: 'clamp' } },
      {
        type: 'version',
        version: '1.2.3',
        node: '20.19.0',
        simd: { bits: 128, why: 'no-launcher' },
      },
    ])
  })

  it.each([
    ['learning-rate', { learningRate: -5 }],
    ['clip', { clip: -1 }],
    ['seed', { seeds: [-5] }],
    ['hidden', { hidden: 1e15 }],
    ['steps', { steps: 1e12 }],
    ['forget-bias', { forgetBias: 1e9 }],
  ])('loads no file whose %s could not have been typed', async (problem, choice) => {
    const session = openSession()
    const { state } = await session.workbench()
    const path = join(folder, 'stranger.safetensors')
    await save({ ...state, spec: { ...state.spec, ...choice } }, path)
    const { digest } = (await session.workbench()).facts()
    await expect(eventsOf(session, `load ${path}`)).rejects.toMatchObject({
      code: 'save-damaged',
      details: { problem },
    })
    expect((await session.workbench()).facts().digest).toBe(digest)
  })

  it('stops what is running, and nothing when nothing is', async () => {
    let stops = 0
    class Counting extends Workbench {
      override stop() {
        stops++
      }
    }
    const session = openSession({ freshBench: async () => new Counting(1) })
    session.stop()
    const { events } = await session.run(session.split('show')[0])
    session.stop()
    for await (const _ of events) session.stop()
    session.stop()
    expect(stops).toBe(2)
  })

  it('closes the workbench that it opened, and none that it did not', async () => {
    let open = 0
    class Counting extends Workbench {
      override async close() {
        open--
        await super.close()
      }
    }
    const freshBench = async () => {
      open++
      return new Counting(1)
    }
    const shell = new Session(host({ freshBench }))
    await shell.close()
    expect(open).toBe(0)
    await eventsOf(shell, 'show')
    await shell.within().close()
    expect(open).toBe(1)
    await shell.close()
    expect(open).toBe(0)
  })
})

describe('a script', () => {
  it('within a session works on its workbench, and says what each line came to', async () => {
    const path = await file('one.gatelab', '\ufeff# a comment\r\nset hidden 5; seed 3\r\n\r\nshow')
    const session = openSession()
    const events = await eventsOf(session, `repl ${path}`)
    expect(replies(events)).toEqual([
      [2, 'set hidden 5', 'ok'],
      [2, 'seed 3', 'ok'],
      [4, 'show', 'ok'],
    ])
    expect((await session.workbench()).spec).toMatchObject({ hidden: 5, seeds: [3] })
    // Each command's events stand between its step and its reply.
    expect(events.map(({ type }) => type)).toEqual(
      [0, 1, 2].flatMap(() => ['step', 'lab', 'reply']),
    )
  })

  it('ends at the first line that fails, and its runner with it', async () => {
    const path = await file('bad.gatelab', 'seed 3\nsed 4\nseed 5')
    const session = openSession()
    expect(await refusal(session, `repl ${path}`)).toEqual(['script-failed', 6])
    expect((await session.workbench()).spec.seeds).toEqual([3])
  })

  it('goes on with --keep-going, and has failed all the same', async () => {
    const path = await file('kept.gatelab', "sed 4\n'\nseed 5")
    const shell = new Session(host())
    const events = await eventsOf(shell, `repl ${path} --keep-going`)
    expect(replies(events)).toEqual([
      [1, 'sed 4', 'unknown-command'],
      [2, "'", 'unclosed-quote'],
      [3, 'seed 5', 'ok'],
    ])
    expect(await refusal(openSession(), `repl ${path} --keep-going`)).toEqual(['script-failed', 6])
  })

  it('ends at quit, wherever that stands', async () => {
    const inner = await file('inner.gatelab', 'seed 3\nquit\nseed 4')
    const outer = await file('outer.gatelab', `repl ${inner}\nseed 5`)
    const shell = new Session(host())
    const events = await eventsOf(shell, `repl ${outer}`)
    expect(replies(events)).toEqual([
      [1, 'seed 3', 'ok'],
      [2, 'quit', 'ok'],
      [1, `repl ${inner}`, 'ok'],
    ])
  })

  it('runs others, so deep and no deeper', async () => {
    const path = join(folder, 'round.gatelab')
    await writeFile(path, `repl ${path}`)
    const events = await eventsOf(new Session(host()), `repl ${path}`)
    const codes = replies(events).map(([, , code]) => code)
    expect(codes).toEqual(['scripts-too-deep', ...Array.from({ length: 7 }, () => 'script-failed')])
  })

  it.each([
    ['binary', new Uint8Array([0x74, 0, 0x75]), 'script-not-text'],
    ['latin-1', new Uint8Array([0x74, 0xe9, 0x0a]), 'script-not-text'],
    ['cut short', new Uint8Array([0x74, 0xe5, 0xad]), 'script-not-text'],
    ['huge', new Uint8Array(2 ** 20 + 1).fill(0x0a), 'file-too-large'],
  ])('is refused before anything of it runs: %s', async (name, bytes, code) => {
    const path = await file(`${name.replace(' ', '-')}.gatelab`, bytes)
    await expect(
      new Session(host()).run(openSession().split(`repl ${path}`)[0]),
    ).rejects.toMatchObject({ code })
  })

  it('takes its lines from one place', async () => {
    const shell = new Session(host())
    expect(replies(await eventsOf(shell, "repl --execute 'seed 3; show'"))).toEqual([
      [1, 'seed 3', 'ok'],
      [1, 'show', 'ok'],
    ])
    expect(await refusal(shell, "repl some.gatelab --execute 'show'")).toEqual([
      'either-option',
      19,
    ])
    expect((await refusal(openSession(), 'repl'))[0]).toBe('repl-in-repl')
  })
})

describe('what is piped in', () => {
  async function* chunks(...texts: (string | Uint8Array)[]) {
    for (const text of texts) yield typeof text === 'string' ? new TextEncoder().encode(text) : text
  }

  it('runs line by line as it comes, however it is cut', async () => {
    const bytes = new TextEncoder().encode("save '字/x'\r\nseed 3")
    const cut = [...bytes].map((byte) => new Uint8Array([byte]))
    const events = await eventsOf(
      new Session(host({ piped: () => chunks(...cut) })),
      'repl --keep-going',
    )
    expect(replies(events)).toEqual([
      [1, "save '字/x'", 'cannot-write'],
      [2, 'seed 3', 'ok'],
    ])
  })

  it('is answered before the next line is there', async () => {
    let answered = false
    async function* slow() {
      yield* chunks('seed 3\nshow')
      expect(answered).toBe(true)
      yield* chunks('\n')
    }
    const shell = new Session(host({ piped: slow }))
    const { events } = await shell.run(shell.split('repl')[0])
    for await (const event of events) if (event.type === 'reply') answered = true
    expect(answered).toBe(true)
  })

  it('is refused where it is no text, or too much', async () => {
    const binary = new Session(
      host({ piped: () => chunks('seed 3\n', new Uint8Array([0xff, 0x0a])) }),
    )
    expect((await refusal(binary, 'repl'))[0]).toBe('script-not-text')
    const huge = new Session(
      host({ piped: () => chunks(`#${' '.repeat(1022)}\n`.repeat(2 ** 10), '\n') }),
    )
    expect((await refusal(huge, 'repl'))[0]).toBe('file-too-large')
  })

  it('a stop ends the wait for a line that never comes', async () => {
    const never = () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<IteratorResult<Uint8Array>>(() => {}),
      }),
    })
    const shell = new Session(host({ piped: never }))
    const { events } = await shell.run(shell.split('repl')[0])
    const iterator = events[Symbol.asyncIterator]()
    const next = iterator.next()
    shell.stop()
    expect(await next).toMatchObject({ done: true })
  })
})
