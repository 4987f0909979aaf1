import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Session } from '../../../src/commands/session/session.ts'
import { save } from '../../../src/workbench/save.ts'
import { Workbench } from '../../../src/workbench/workbench.ts'
import { eventsOf, host, openSession, refusal, results } from '../../support/sessions.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'
import { textIn } from '../../support/texts.ts'

const folder = sharedFolder()

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
    ['input-bias', { inputBias: 1e9 }],
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
