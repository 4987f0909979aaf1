/** Surgery on a GRU in the lab: every command that an LSTM's surgery has, in both languages. */
import { afterAll, describe, expect, it } from 'vitest'
import { Session } from '../../src/commands/session/session.ts'
import { labText } from '../../src/view/lab/lab-text.ts'
import type { LabResult } from '../../src/workbench/result-kinds.ts'
import { refused } from '../support/refused.ts'
import { eventsOf, host } from '../support/sessions.ts'
import { textIn } from '../support/texts.ts'

const session = new Session(host())
afterAll(() => session.close())

async function result<K extends LabResult['kind']>(kind: K, line: string) {
  const events = await eventsOf(session, line)
  const [event] = events
  if (event?.type !== 'lab' || event.result.kind !== kind) throw new Error(`${line}: no ${kind}`)
  return event.result as Extract<LabResult, { kind: K }>
}
const said = (one: LabResult, language: 'en' | 'zh-CN') => labText(one, textIn(language), 80)

describe('a GRU whose z is 1 from t = 2 on', () => {
  it('keeps h, and its gradient: walk, walk --back, jacobian, memory, verify', async () => {
    await eventsOf(session, 'task adding --length 8 --hidden 3 --variant gru')
    const free = await result('gradient', 'gradient --cells lstm')
    const surgery = await result('surgery', 'clamp z 1 --from 2')
    expect(surgery.before.log10.hidden[0]).not.toBe(surgery.after.log10.hidden[0])
    expect(free.lstm?.log10.cell).toBeNull()
    expect(said(surgery, 'en')).toMatch(/Surgery on the GRU:\n +update gate z clamped to 1, t = 2/)
    expect(said(surgery, 'zh-CN')).toMatch(/对 GRU 的干预：\n +更新门 z 固定为 1/)

    const { lstm } = await result('states', 'state')
    for (const row of lstm?.h ?? []) expect(row).toEqual(lstm?.h?.[0])
    const gates = await result('states', 'gates')
    expect(gates.lstm?.z.slice(1).flat()).toEqual(new Array(21).fill(1))

    const step = await result('walk', 'walk 5')
    expect(step.now.z).toBe(1)
    expect(step.now.h).toBe(step.before.h)
    const math = await result('math', 'show math')
    expect(math.lines.at(-1)?.numbers).toMatch(/^\(1 − 1\) · .* \+ 1 · /)
    const drawn = said(step, 'en')
    expect(drawn).toContain('z=1✂')

    const back = await result('walk-back', 'walk 5 --back --cells lstm')
    const trace = back.cells.lstm
    expect(trace?.pass).toBe(1)
    // Only straight on: ∂L/∂h_{t−1} is ∂L/∂h_t.
    expect(trace?.before?.hidden).toEqual(trace?.hidden)
    expect(trace?.factor).toMatchObject({ largest: 1, smallest: 1, gain: 1 })
    expect(said(back, 'zh-CN')).toContain('✂')
    const { cells } = await result('jacobian', 'jacobian --cells lstm')
    for (const log of cells.lstm?.full.steps ?? []) expect(log).toBeCloseTo(0, 9)
    expect((await result('memory', 'memory')).after.halfLife).toEqual([null, null, null])

    const { cells: verified } = await result('verification', 'verify gradient --cells lstm')
    for (const { textbook, engine } of verified.lstm?.tensors ?? []) {
      expect(textbook).toBeLessThan(1e-5)
      expect(engine).toBeLessThan(1e-3)
    }
    const { check } = await result('receipt', 'receipt --check')
    expect(check).toEqual({ same: true, differences: [] })
  })
})

describe('its belt', () => {
  it('severed, leaves (1 − z) ⊙ n', async () => {
    await eventsOf(session, 'release')
    const surgery = await result('surgery', 'sever belt')
    expect(said(surgery, 'en')).toContain('h_{t−1} does not go straight on to h_t')
    const step = await result('walk', 'walk 5')
    expect(step.now.h).toBeCloseTo((1 - step.now.z) * step.now.n, 6)
    expect(said(step, 'en')).toContain('the belt is severed here')
    expect(said(step, 'zh-CN')).toContain('传送带在此处被切断')
    const math = await result('math', 'show math')
    expect(math.lines.at(-1)?.equation).toBe('h_t = (1 − z_t) ⊙ n_t')
    const { cells } = await result('walk-back', 'walk 5 --back --cells lstm')
    expect(cells.lstm?.pass).toBe(0)
  })

  it('severed backwards, changes no value', async () => {
    await eventsOf(session, 'release')
    const plain = await result('states', 'state')
    const surgery = await result('surgery', 'sever belt --backward')
    expect(said(surgery, 'zh-CN')).toContain('梯度不再直接从 h_t 传到 h_{t−1}')
    expect((await result('states', 'state')).lstm).toEqual(plain.lstm)
    expect(surgery.after.log10.hidden[0]).not.toBe(surgery.before.log10.hidden[0])
    const { cells } = await result('verification', 'verify gradient --cells lstm')
    for (const { textbook } of cells.lstm?.tensors ?? []) expect(textbook).toBeLessThan(1e-5)
    const back = await result('walk-back', 'walk 5 --back --cells lstm')
    expect(said(back, 'en')).toContain('no gradient goes straight on')
  })
})

describe('what is not a GRU’s', () => {
  it.each([
    ['clamp f 1', 'gate-of-other-cell'],
    ['dial o 0.5', 'gate-of-other-cell'],
    ['plain output', 'surgery-on-cell'],
  ])('%s', async (line, code) => {
    await eventsOf(session, 'variant gru')
    expect(await refused(() => eventsOf(session, line))).toMatchObject({ code })
  })

  it('nor are its gates an LSTM’s', async () => {
    await eventsOf(session, 'variant standard')
    expect(await refused(() => eventsOf(session, 'scale r 2'))).toMatchObject({
      code: 'gate-of-other-cell',
    })
  })
})
