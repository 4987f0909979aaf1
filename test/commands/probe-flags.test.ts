/** Flags that ask one command different questions go one at a time. */
import { afterAll, expect, it } from 'vitest'
import { Session } from '../../src/commands/session/session.ts'
import { eventsOf, host, refusal } from '../support/sessions.ts'

const session = new Session(host())
afterAll(() => session.close())

it('takes one of --by-loss and --by-lag, and each of them alone', async () => {
  const [code] = await refusal(session, 'gradient --by-loss --by-lag')
  expect(code).toBe('either-option')
  await eventsOf(session, 'task parity-each-step --length 4 --hidden 2')
  for (const flag of ['by-loss', 'by-lag']) {
    const [event] = await eventsOf(session, `gradient --${flag}`)
    expect(event).toMatchObject({ type: 'lab', result: { kind: flag } })
  }
})
