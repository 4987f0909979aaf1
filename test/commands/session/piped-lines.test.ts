import { describe, expect, it } from 'vitest'
import { Session } from '../../../src/commands/session/session.ts'
import { eventsOf, host, refusal, replies } from '../../support/sessions.ts'

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
