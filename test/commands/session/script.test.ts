import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Session } from '../../../src/commands/session/session.ts'
import { eventsOf, host, openSession, refusal, replies } from '../../support/sessions.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'

const folder = sharedFolder()

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

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
